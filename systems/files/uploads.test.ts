import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { appendUpload } from './append-upload.ts';
import { beginUpload } from './begin-upload.ts';
import { downloadOwnFile } from './download-own-file.ts';
import { dropUpload } from './drop-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { forgetUploads } from './forget-uploads.ts';
import { getUpload } from './get-upload.ts';

const pdf = samplePdf();
let province: SmallProvince;
let mine: Person;
let stranger: Person;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
}, 60_000);
afterAll(() => province.close());

async function begun(as = mine, size = pdf.length): Promise<string> {
  return (await run(province.platform, beginUpload, as, { name: 'Căn cước.pdf', size })).uploadId;
}

function append(uploadId: string, offset: number, bytes: Buffer, as = mine): Promise<{ received: number }> {
  return run(province.platform, appendUpload, as, { uploadId, offset, base64: bytes.toString('base64') });
}

test('pieces become the file, whatever their sizes; finished twice it is one file', async () => {
  const uploadId = await begun();
  let at = 0;
  for (const size of [1, 7, 100, pdf.length]) {
    ({ received: at } = await append(uploadId, at, pdf.subarray(at, at + size)));
  }
  expect(await run(province.platform, getUpload, mine, { uploadId })).toMatchObject({ received: pdf.length });
  const [one, other] = await Promise.all([1, 2].map(() => run(province.platform, finishUpload, mine, { uploadId })));
  expect(one).toEqual(other);
  expect(one).toMatchObject({ name: 'Căn cước.pdf', mediaType: 'application/pdf', size: pdf.length });
  const file = await run(province.platform, downloadOwnFile, mine, { id: one?.id ?? '' });
  expect(Buffer.from(file.base64, 'base64')).toEqual(pdf);
});

test('a piece sent twice, too early or too long is refused with where the upload stands', async () => {
  const uploadId = await begun();
  await append(uploadId, 0, pdf.subarray(0, 10));
  const wrong = { kind: 'conflict', code: 'files.wrong_offset', details: { received: 10 } };
  await expect(append(uploadId, 0, pdf.subarray(0, 10))).rejects.toMatchObject(wrong);
  await expect(append(uploadId, 20, pdf.subarray(20, 30))).rejects.toMatchObject(wrong);
  const more = append(uploadId, 10, Buffer.alloc(pdf.length));
  await expect(more).rejects.toMatchObject({ kind: 'invalid', code: 'files.more_than_said' });
  const both = await Promise.allSettled([1, 2].map(() => append(uploadId, 10, pdf.subarray(10, 20))));
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const early = run(province.platform, finishUpload, mine, { uploadId });
  await expect(early).rejects.toMatchObject({ kind: 'conflict', code: 'files.not_whole_yet' });
});

test('the upload of one person is nothing to another', async () => {
  const uploadId = await begun();
  const missing = { kind: 'not_found', code: 'files.no_such_upload' };
  await expect(append(uploadId, 0, pdf, stranger)).rejects.toMatchObject(missing);
  for (const operation of [getUpload, finishUpload, dropUpload]) {
    await expect(run(province.platform, operation as typeof getUpload, stranger, { uploadId })).rejects.toMatchObject(
      missing,
    );
  }
});

test('what is no document is not taken, however it came', async () => {
  const program = Buffer.from('MZ this is a program');
  const uploadId = await begun(mine, program.length);
  await append(uploadId, 0, program);
  await expect(run(province.platform, finishUpload, mine, { uploadId })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'files.kind_not_taken',
  });
});

test('nobody has more under way than is sensible', async () => {
  const empty = run(province.platform, beginUpload, mine, { name: 'a.pdf', size: 0 });
  await expect(empty).rejects.toMatchObject({ code: 'files.empty' });
  const large = run(province.platform, beginUpload, mine, { name: 'a.pdf', size: 21 * 1024 * 1024 });
  await expect(large).rejects.toMatchObject({ code: 'files.too_large' });
  const other = province.citizen(3);
  for (let i = 0; i < 10; i += 1) await begun(other, 20 * 1024 * 1024);
  await expect(begun(other, 1024)).rejects.toMatchObject({ kind: 'too_many', code: 'files.too_many_uploads' });
});

test('what nobody finished in a day is gone, pieces and all', async () => {
  const uploadId = await begun(stranger);
  await append(uploadId, 0, pdf.subarray(0, 10), stranger);
  province.clock.moveBy(25 * 3_600_000);
  await expect(append(uploadId, 10, pdf.subarray(10), stranger)).rejects.toMatchObject({ kind: 'not_found' });
  await run(province.platform, forgetUploads, { kind: 'system', name: 'jobs' }, {});
  const left = await sql`select from files.upload_part where upload_id = ${uploadId}`.execute(province.db);
  expect(left.rows).toEqual([]);
});
