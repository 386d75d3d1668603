import { randomBytes } from 'node:crypto';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { movingClock } from '@cuaso/kernel/clock.ts';
import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { maxFileBytes } from '@cuaso/platform/files/file-kinds.ts';
import { sampleDocx, samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { downloadOwnFile } from './download-own-file.ts';
import { removeOrphanFiles } from './remove-orphan-files.ts';
import { uploadFile } from './upload-file.ts';

let world: World;
let platform: Platform;
const clock = movingClock(new Date('2026-11-23T08:00:00Z'));
beforeAll(async () => {
  world = await openWorld();
  platform = {
    database: world.database,
    clock,
    random: randomBytes,
    memory: new Map(),
    observe: () => undefined,
    report: () => undefined,
  };
});
afterAll(() => world.close());

const be: Actor = {
  kind: 'person',
  accountId: 'be',
  name: 'Nguyễn Thị Bé',
  number: '082090001234',
  audience: 'citizen',
};
const tam: Actor = { ...be, accountId: 'tam', name: 'Trần Văn Tám' };
const job: Actor = { kind: 'system', name: 'files' };

const upload = (actor: Actor, name: string, bytes: Buffer) =>
  run(platform, uploadFile, actor, { name, base64: bytes.toString('base64') });
const contents = async () => Number((await sql`select from files.content`.execute(world.db)).rows.length);

describe('uploading', () => {
  test('a file comes back as it went in, to who uploaded it and to nobody else', async () => {
    const bytes = samplePdf('', '%tệp của Bé\n');
    const kept = await upload(be, 'Giấy chứng sinh.PDF', bytes);
    expect(kept).toMatchObject({ name: 'Giấy chứng sinh.pdf', mediaType: 'application/pdf', size: bytes.length });
    const back = await run(platform, downloadOwnFile, be, { id: kept.id });
    expect(Buffer.from(back.base64, 'base64').equals(bytes)).toBe(true);
    await expect(run(platform, downloadOwnFile, tam, { id: kept.id })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(run(platform, downloadOwnFile, anonymous, { id: kept.id })).rejects.toMatchObject({
      kind: 'signed_out',
    });
  });

  test('a file from a form needs no base64', async () => {
    const file = new File([new Uint8Array(sampleDocx())], 'đơn.docx');
    expect(await run(platform, uploadFile, be, { file })).toMatchObject({ name: 'đơn.docx' });
  });

  test('the same bytes of two people are kept once, as two files', async () => {
    const bytes = samplePdf('', '%hai người\n');
    const before = await contents();
    const [one, two] = await Promise.all([upload(be, 'a.pdf', bytes), upload(tam, 'b.pdf', bytes)]);
    expect(one.id).not.toBe(two.id);
    expect(await contents()).toBe(before + 1);
  });

  test('a file of 20 MiB is kept, one byte more is not', async () => {
    const most = samplePdf(
      '',
      Buffer.concat([Buffer.alloc(maxFileBytes - samplePdf().length - 1, ' '), Buffer.from('\n')]),
    );
    expect(most.length).toBe(maxFileBytes);
    expect((await upload(be, 'to.pdf', most)).size).toBe(maxFileBytes);
    await expect(upload(be, 'to.pdf', Buffer.concat([most, Buffer.from(' ')]))).rejects.toMatchObject({
      kind: 'invalid',
      code: 'files.too_large',
    });
  }, 20_000);

  test.each([
    [{}, 'files.missing'],
    [{ name: 'a.pdf' }, 'files.missing'],
    [{ name: 'a.pdf', base64: 'không phải base64' }, 'files.no_base64'],
    [{ name: 'a.pdf', base64: 'JVBERi0x\nJVBERi0x' }, 'files.no_base64'],
    [{ name: 'a.pdf', base64: '' }, 'files.empty'],
    [{ name: 'a.pdf', base64: 'JVBERi0x', more: 1 }, 'operations.invalid_input'],
  ])('%j is refused', async (input, code) => {
    const before = await sql`select from files.file`.execute(world.db);
    await expect(run(platform, uploadFile, be, input)).rejects.toMatchObject({ kind: 'invalid', code });
    expect((await sql`select from files.file`.execute(world.db)).rows.length).toBe(before.rows.length);
  });
});

test('after two days a file that nothing took up is removed; one that something holds stays', async () => {
  const [held, loose] = [samplePdf('', '%giữ\n'), samplePdf('', '%bỏ\n')];
  const kept = await upload(be, 'giữ.pdf', held);
  const gone = await upload(be, 'bỏ.pdf', loose);
  await sql`create schema sample`.execute(world.ownerDb);
  await sql`create table sample.holder (id int primary key, file_id uuid references files.file)`.execute(world.ownerDb);
  await world.ownerDb.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.hold', true)`.execute(tx);
    await sql`insert into sample.holder values (1, ${kept.id})`.execute(tx);
  });
  expect(await run(platform, removeOrphanFiles, job, {})).toEqual({ files: 0, contents: 0 });
  clock.moveBy(49 * 3_600_000);
  const fresh = await upload(tam, 'mới.pdf', samplePdf('', '%mới\n'));
  await run(platform, removeOrphanFiles, job, {});
  const left = await sql<{ id: string }>`select id from files.file`.execute(world.db);
  expect(left.rows.map((row) => row.id).toSorted()).toEqual([kept.id, fresh.id].toSorted());
  expect(await contents()).toBe(2);
  await expect(run(platform, downloadOwnFile, be, { id: gone.id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(run(platform, removeOrphanFiles, be, {})).rejects.toMatchObject({ kind: 'denied' });
});

test('a download is saved under its Vietnamese name and never guessed at', () => {
  const headers = downloadHeadersOf({ name: `Đơn "xin" (1)'.pdf`, mediaType: 'application/pdf', size: 3 });
  expect(headers['content-disposition']).toBe(
    `attachment; filename="Don _xin_ (1)'.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22xin%22%20%281%29%27.pdf`,
  );
  expect(headers['x-content-type-options']).toBe('nosniff');
});
