import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { uploadFile } from '../files/upload-file.ts';
import type { Acted } from './act.ts';
import { findApplicant } from './find-applicant.ts';
import { findDossier } from './find-dossier.ts';
import { printControlSheet } from './print-control-sheet.ts';
import { printReceipt } from './print-receipt.ts';
import { printRefusal } from './print-refusal.ts';
import { printSupplement } from './print-supplement.ts';
import { readFile } from './read-file.ts';
import { requestSupplement } from './request-supplement.ts';
import { takeDossier } from './take-dossier.ts';
import { takeInDossier } from './take-in-dossier.ts';

let province: SmallProvince;
let clerk: Official;
let stranger: Official;
let fileId: string;
let taken: Acted;
const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử Nghiệm', number: '082090000123', phone: '0900000123' };

beforeAll(async () => {
  province = await openProvince();
  const { platform, agencies, official } = province;
  clerk = await official(agencies.commune, 'one_stop_clerk');
  stranger = await official(agencies.otherCommune, 'one_stop_clerk');
  const base64 = samplePdf().toString('base64');
  fileId = (await run(platform, uploadFile, clerk, { name: 'khai-sinh.pdf', base64 })).id;
  const found = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${known.birth}`.execute(platform.database.db);
  const papers = (found.rows[0]?.papers ?? []).map(({ key }, i) => ({
    key,
    originals: 1,
    fileIds: i === 0 ? [fileId] : [],
  }));
  const input = { procedureCode: known.birth, agencyId: agencies.commune, applicant, papers };
  taken = await run(platform, takeInDossier, clerk, input);
}, 60_000);
afterAll(() => province.close());

const seenKeys = async (operation: string) => {
  const seen = await sql<{
    key: string;
  }>`select key from audit.entry where kind = 'view' and operation = ${operation}`.execute(province.ownerDb);
  return seen.rows.map((row) => row.key);
};

describe('a known applicant', () => {
  test('is found by number and by name without tones, and the look is recorded', async () => {
    const { platform } = province;
    for (const search of ['082090000123', '0820 9000 0123', 'le thi thu', 'THỬ NGHIỆM']) {
      const { rows } = await run(platform, findApplicant, clerk, { search });
      expect([search, rows.map((row) => row.applicant.name)]).toEqual([search, [applicant.name]]);
    }
    expect(await seenKeys('onestop.find-applicant')).toContain(taken.dossierId);
  });

  test('is not found by the name of the procedure, nor by another agency', async () => {
    const { platform } = province;
    expect((await run(platform, findApplicant, clerk, { search: 'khai sinh' })).rows).toEqual([]);
    expect((await run(platform, findApplicant, stranger, { search: '082090000123' })).rows).toEqual([]);
  });

  test('takes three letters to look for', async () => {
    await expect(run(province.platform, findApplicant, clerk, { search: 'le' })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('a file', () => {
  test('of a dossier in reach is read, and the look is recorded', async () => {
    const file = await run(province.platform, readFile, clerk, { fileId });
    expect(file).toMatchObject({ name: 'khai-sinh.pdf', mediaType: 'application/pdf', dossierId: taken.dossierId });
    expect(Buffer.from(file.base64, 'base64').equals(samplePdf())).toBe(true);
    expect(await seenKeys('onestop.read-file')).toContain(fileId);
  });

  test('of a dossier out of reach, and one of no dossier, are as good as not there', async () => {
    const { platform } = province;
    await expect(run(platform, readFile, stranger, { fileId })).rejects.toMatchObject({ kind: 'not_found' });
    const base64 = samplePdf('/Lang (vi)').toString('base64');
    const loose = await run(platform, uploadFile, clerk, { name: 'roi.pdf', base64 });
    await expect(run(platform, readFile, clerk, { fileId: loose.id })).rejects.toMatchObject({ kind: 'not_found' });
  });
});

test('a dossier is found by its code as a scanner types it, but not by another agency', async () => {
  const { platform } = province;
  const found = await run(platform, findDossier, clerk, { code: ` ${taken.code.toLowerCase()} ` });
  expect(found.id).toBe(taken.dossierId);
  await expect(run(platform, findDossier, stranger, { code: taken.code })).rejects.toMatchObject({ kind: 'not_found' });
});

describe('a printed form', () => {
  test('comes as PDF: receipt and control sheet at once, request once there was one', async () => {
    const { platform, agencies, official } = province;
    const { dossierId } = taken;
    for (const operation of [printReceipt, printControlSheet]) {
      const file = await run(platform, operation, clerk, { dossierId });
      expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    }
    await expect(run(platform, printSupplement, clerk, { dossierId })).rejects.toMatchObject({ kind: 'not_found' });
    const handler = await official(agencies.commune, 'handler', 'G15-HT');
    await run(platform, takeDossier, handler, { dossierId });
    await run(platform, requestSupplement, handler, { dossierId, reason: 'Thiếu chữ ký.' });
    const request = await run(platform, printSupplement, clerk, { dossierId });
    expect(request.name).toBe(`phieu-yeu-cau-bo-sung-${taken.code}.pdf`);
    await expect(run(platform, printRefusal, clerk, { dossierId })).rejects.toMatchObject({ kind: 'not_found' });
  }, 60_000);

  test('is not given to an officer of another agency', async () => {
    const asked = run(province.platform, printReceipt, stranger, { dossierId: taken.dossierId });
    await expect(asked).rejects.toMatchObject({ kind: 'not_found' });
  });
});
