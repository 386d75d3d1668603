import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openPostWorld, type PostWorld } from '../../test/post-world.ts';
import { uploadFile } from '../files/upload-file.ts';
import { listOfMyDossier } from '../post/list-of-my-dossier.ts';
import { checkDraft } from './check-draft.ts';
import { saveDraftAnswers } from './save-draft-answers.ts';
import { saveDraftContact } from './save-draft-contact.ts';
import { saveDraftPapers } from './save-draft-papers.ts';
import { sendDraft } from './send-draft.ts';
import { startDraft } from './start-draft.ts';

let world: PostWorld;
beforeAll(async () => {
  world = await openPostWorld();
}, 60_000);
afterAll(() => world.close());

const marital = '1.004873';
const person = {
  subject_name: 'Lê Thị Thử Nghiệm',
  subject_born_on: '5/3/1990',
  subject_number: '082190012345',
  subject_address: '12 Lê Lợi, phường 1',
  gender: 'female',
  ethnicity: 'Kinh',
  marital_status: 'never',
};

async function draftWith(contact: Record<string, string>): Promise<string> {
  const { mine, province } = world;
  const { platform, agencies } = province;
  const { draftId } = await run(platform, startDraft, mine, { procedureCode: marital, agencyId: agencies.commune });
  await run(platform, saveDraftAnswers, mine, { draftId, section: 'person', answers: person });
  const purpose = { purpose: 'property', authorised: 'false' };
  await run(platform, saveDraftAnswers, mine, { draftId, section: 'purpose', answers: purpose });
  const { id } = await run(platform, uploadFile, mine, { name: 'a.pdf', base64: samplePdf().toString('base64') });
  await run(platform, saveDraftPapers, mine, { draftId, papers: [{ key: 'identity', fileIds: [id] }] });
  await run(platform, saveDraftContact, mine, { draftId, contact: { phone: '0912345678', ...contact } });
  return draftId;
}

test('who wants the result by post reads address and price before sending, and the post is ordered with the dossier', async () => {
  const { mine, province } = world;
  const draftId = await draftWith({ receiveBy: 'post', postDivision: '28282', postLine: '12 ấp Phong Thuận' });
  const { review } = await run(province.platform, checkDraft, mine, { draftId });
  expect(review?.delivery).toEqual({ address: expect.stringContaining('Xã Đạo Thạnh'), feeVnd: 20_000 });
  const { dossierId } = await run(province.platform, sendDraft, mine, { draftId });
  await run(province.platform, sendDraft, mine, { draftId });
  const { rows } = await run(province.platform, listOfMyDossier, mine, { dossierId });
  expect(rows).toMatchObject([{ kind: 'delivery', state: 'requested', recipientName: mine.name, phone: '0912345678' }]);
});

test('a place that is missing or is no commune of today is told beside its field, and nothing is filed', async () => {
  const { mine, province } = world;
  const missing = await draftWith({ receiveBy: 'post' });
  const { problems } = await run(province.platform, checkDraft, mine, { draftId: missing });
  expect(problems.map((one) => one.path)).toContain('contact.postDivision');
  const wrong = await draftWith({ receiveBy: 'post', postDivision: '99999', postLine: '12' });
  const told = await run(province.platform, checkDraft, mine, { draftId: wrong });
  expect(told.problems.map((one) => one.path)).toEqual(['contact.postDivision']);
  expect(await codeOf(run(province.platform, sendDraft, mine, { draftId: wrong }))).toBe('services.draft_incomplete');
});

test('who does not want the post orders none', async () => {
  const { mine, province } = world;
  const draftId = await draftWith({ receiveBy: 'counter', postDivision: '', postLine: '' });
  const { dossierId } = await run(province.platform, sendDraft, mine, { draftId });
  expect((await run(province.platform, listOfMyDossier, mine, { dossierId })).rows).toEqual([]);
});
