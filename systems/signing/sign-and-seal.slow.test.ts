import { execFileSync } from 'node:child_process';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki, type Pki } from '../../test/pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../../test/pki/pki-server.ts';
import { giveMeans, readyToSign, trustPki } from '../../test/signing-cast.ts';
import { openSigningWorld, type SigningPerson, type SigningWorld } from '../../test/signing-world.ts';
import { getDossier } from '../onestop/get-dossier.ts';
import { previewResult } from '../onestop/preview-result.ts';
import { printReceipt } from '../onestop/print-receipt.ts';
import { checkFile } from './check-file.ts';
import { getSession } from './get-session.ts';
import { openSession } from './open-session.ts';

let world: SigningWorld;
let pki: Pki;
let server: PkiServer;
let leader: SigningPerson;
let clerk: SigningPerson;
let certificates: { leader: string; seal: string };

beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  world = await openSigningWorld({ timeStampUrls: [server.tsaUrl] });
  await trustPki(world, pki, server);
  const { commune } = world.agencies;
  leader = await world.person(await world.official(commune, 'leader'));
  clerk = await world.person(await world.official(commune, 'records_clerk'));
  certificates = {
    leader: await giveMeans(world, { pki, name: 'leader', holderKind: 'official', holderId: leader.actor.officialId }),
    seal: await giveMeans(world, { pki, name: 'agency', holderKind: 'agency', holderId: commune }),
  };
}, 90_000);
afterAll(async () => {
  await world.close();
  await server.stop();
  pki.remove();
});

type Chosen = { who: SigningPerson; certificateId: string; role: 'person' | 'organisation' };

async function sign(chosen: Chosen, dossierIds: readonly string[], params: Record<string, unknown> = {}) {
  const { who, certificateId, role } = chosen;
  const subjects = dossierIds.map((subjectId) => ({ subjectId, params }));
  const input = { certificateId, purpose: 'onestop.result', role, subjects, code: who.nextCode() };
  const opened = await run(world.platform, openSession, who.actor, input);
  if (opened.outcome !== 'opened') throw new Error(opened.code);
  const state = async () => (await run(world.platform, getSession, who.actor, { sessionId: opened.sessionId })).state;
  await world.workUntil(async () => (await state()) !== 'open');
  return run(world.platform, getSession, who.actor, { sessionId: opened.sessionId });
}

async function fileOf(dossierId: string): Promise<Buffer> {
  const found = await sql<{
    bytes: Buffer;
  }>`select c.bytes from signing.document d join files.file f on f.id = d.file_id
    join files.content c on c.sha256 = f.sha256
    where d.subject_id = ${dossierId} and d.purpose = 'onestop.result' and d.superseded_at is null`.execute(world.db);
  return found.rows[0]?.bytes ?? Buffer.alloc(0);
}

test('a leader signs, the records office seals, and a stranger can check the result', async () => {
  const { dossierId } = await readyToSign(world, world.agencies.commune);
  const byLeader = await sign({ who: leader, certificateId: certificates.leader, role: 'person' }, [dossierId]);
  expect(byLeader.items.map(({ state, refusal, level }) => [state, refusal, level])).toEqual([['signed', '', 'B-LT']]);
  const bySeal = await sign({ who: clerk, certificateId: certificates.seal, role: 'organisation' }, [dossierId], {
    number: '12/GXN-UBND',
  });
  expect(bySeal.items.map(({ state, refusal, level }) => [state, refusal, level])).toEqual([['signed', '', 'B-LT']]);
  const dossier = await run(world.platform, getDossier, leader.actor, { dossierId });
  expect([dossier.state, dossier.resultNumber, dossier.signed?.method]).toEqual([
    'result_ready',
    '12/GXN-UBND',
    'digital',
  ]);
  expect(dossier.resultSignatures?.signatures.map(({ role, verdict }) => [role, verdict])).toEqual([
    ['person', 'valid'],
    ['organisation', 'valid'],
  ]);
  const bytes = await fileOf(dossierId);
  const checked = await run(world.platform, checkFile, { kind: 'anonymous' }, { base64: bytes.toString('base64') });
  expect([checked.summary, checked.signatures.map((one) => one.signerName)]).toEqual([
    'intact',
    ['Nguyễn Thị Thử Ký', 'Ủy ban nhân dân xã Thử Nghiệm'],
  ]);
  expect(checked.signatures[0]?.added).toContain('Điền mục “Số, ký hiệu”');
});

test('a leader reads what he will sign: the document with his name, still without number and day', async () => {
  const { dossierId } = await readyToSign(world, world.agencies.commune);
  const { base64 } = await run(world.platform, previewResult, leader.actor, { dossierId });
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(base64, 'base64') }).toString();
  expect(words).toContain('Đủ điều kiện, đồng ý cấp.');
  expect(words).toContain(leader.actor.name);
  expect(words).not.toContain('ngày');
  const other = await world.official(world.agencies.otherCommune, 'leader');
  await expect(run(world.platform, previewResult, other, { dossierId })).rejects.toThrow('access.not_found');
});

test('a receipt carries the seal by itself, and printed again it is the same', async () => {
  const { dossierId } = await readyToSign(world, world.agencies.commune);
  const sealed = async () => {
    const found =
      await sql`select from signing.document where subject_id = ${dossierId} and purpose = 'onestop.receipt'`.execute(
        world.db,
      );
    return found.rows.length === 1;
  };
  await world.workUntil(sealed);
  const [first, second] = [
    await run(world.platform, printReceipt, leader.actor, { dossierId }),
    await run(world.platform, printReceipt, leader.actor, { dossierId }),
  ];
  expect(first.base64).toBe(second.base64);
  const checked = await run(world.platform, checkFile, { kind: 'anonymous' }, { base64: first.base64 });
  expect(checked.summary).toBe('intact');
});
