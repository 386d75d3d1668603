import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Official, Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { uploadFile } from '../files/upload-file.ts';
import { acceptDossier } from '../onestop/accept-dossier.ts';
import { getDraft as getProcedureDraft } from '../procedures/get-draft.ts';
import { publishDraft } from '../procedures/publish-draft.ts';
import { saveDraft as saveProcedureDraft } from '../procedures/save-draft.ts';
import { checkDraft } from './check-draft.ts';
import { fileDossier } from './file-dossier.ts';
import { getDraft } from './get-draft.ts';
import { getReusedFigures } from './get-reused-figures.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { listMyDrafts } from './list-my-drafts.ts';
import { listMyPapers } from './list-my-papers.ts';
import { moveDraft } from './move-draft.ts';
import { readMyFile } from './read-my-file.ts';
import { saveDraftAnswers } from './save-draft-answers.ts';
import { saveDraftContact } from './save-draft-contact.ts';
import { saveDraftPapers } from './save-draft-papers.ts';
import { sendDraft } from './send-draft.ts';
import { startDraft } from './start-draft.ts';

const procedureCode = '1.004873';
let province: SmallProvince;
let mine: Person;
let stranger: Person;
let clerk: Official;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
  clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
}, 60_000);
afterAll(() => province.close());

const person = {
  subject_name: 'Trần Thị Thử',
  subject_born_on: '1990-03-05',
  subject_number: '082190012345',
  subject_address: 'Ấp 1',
  gender: 'female',
  ethnicity: 'Khmer',
  marital_status: 'never',
};
const purpose = { purpose: 'property', authorised: 'false' };

/** A dossier of before, accepted by the desk, with an identity paper. */
async function before(as: Person, subject = as.number): Promise<{ dossierId: string; fileId: string }> {
  const upload = { name: 'can-cuoc.pdf', base64: samplePdf().toString('base64') };
  const { id: fileId } = await run(province.platform, uploadFile, as, upload);
  const filed = await run(province.platform, fileDossier, as, {
    procedureCode,
    agencyId: province.agencies.commune,
    applicant: { phone: '0912345678', address: 'Ấp 1, xã Tân Mỹ Chánh', bornOn: '1990-03-05' },
    papers: [{ key: 'identity', fileIds: [fileId] }],
    answers: { ...person, ...purpose, subject_number: subject },
  });
  await run(province.platform, acceptDossier, clerk, { dossierId: filed.dossierId, seq: filed.seq });
  return { dossierId: filed.dossierId, fileId };
}

async function started(as = mine): Promise<string> {
  const input = { procedureCode, agencyId: province.agencies.commune };
  return (await run(province.platform, startDraft, as, input)).draftId;
}

describe('what the province knows', () => {
  test('is filled in with its source, until the page was saved', async () => {
    const { dossierId } = await before(mine);
    const { code } = await run(province.platform, getMyDossier, mine, { dossierId });
    const draftId = await started();
    const { known } = await run(province.platform, getDraft, mine, { draftId });
    const source = `Hồ sơ ${code} nộp ngày 10/03/2026`;
    expect(known['answers.subject_name']).toEqual({ value: mine.name, source: 'Tài khoản của ông/bà' });
    expect(known['answers.ethnicity']).toEqual({ value: 'Khmer', source });
    expect(known['answers.subject_address']).toEqual({ value: 'Ấp 1, xã Tân Mỹ Chánh', source });
    expect(known['contact.bornOn']).toEqual({ value: '1990-03-05', source });
    expect(known).not.toHaveProperty('answers.marital_status');
    await before(mine, '082190012345');
    const still = await run(province.platform, getDraft, mine, { draftId });
    expect(still.known['answers.ethnicity']?.source, 'the newest dossier is about somebody else').toBe(source);
    await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers: {} });
    const after = await run(province.platform, getDraft, mine, { draftId });
    expect(Object.keys(after.known).filter((path) => path.startsWith('answers.'))).toEqual([]);
  });

  test('of one person is not known to another', async () => {
    const draftId = await started(stranger);
    const { known, papers } = await run(province.platform, getDraft, stranger, { draftId });
    expect(JSON.stringify(known)).not.toContain('Khmer');
    expect(papers.flatMap((paper) => paper.offers)).toEqual([]);
    expect((await run(province.platform, listMyPapers, stranger, {})).rows).toEqual([]);
  });
});

describe('a paper that the province holds', () => {
  test('is offered, sent without being uploaded, and counted as not asked for', async () => {
    const { dossierId: earlier, fileId } = await before(mine);
    const draftId = await started();
    const offered = (await run(province.platform, getDraft, mine, { draftId })).papers.find(
      (one) => one.key === 'identity',
    );
    expect(offered?.offers.map((offer) => offer.fileId)).toContain(fileId);
    await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers: person });
    await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'purpose', answers: purpose });
    await run(province.platform, saveDraftContact, mine, { draftId, contact: { phone: '0912345678' } });
    await run(province.platform, saveDraftPapers, mine, {
      draftId,
      papers: [{ key: 'identity', heldFileIds: [fileId] }],
    });
    const { review } = await run(province.platform, checkDraft, mine, { draftId });
    expect(review?.papers).toMatchObject([{ key: 'identity', files: 1 }]);
    const { dossierId } = await run(province.platform, sendDraft, mine, { draftId });
    const { attachments } = await run(province.platform, getMyDossier, mine, { dossierId });
    const [sent] = attachments;
    expect(sent?.fileId).not.toBe(fileId);
    const read = await run(province.platform, readMyFile, mine, { fileId: sent?.fileId ?? '' });
    expect(Buffer.from(read.base64, 'base64')).toEqual(samplePdf());
    const counted = await sql`select paper_key, held_dossier_id from services.reused_paper
      where dossier_id = ${dossierId}`.execute(province.db);
    expect(counted.rows).toEqual([{ paper_key: 'identity', held_dossier_id: earlier }]);
    const figures = await run(province.platform, getReusedFigures, { kind: 'anonymous' }, { year: 2026 });
    expect(figures).toMatchObject({ papers: 1, dossiers: 1, rows: [{ month: '2026-03', procedureCode, papers: 1 }] });
    expect((await run(province.platform, getReusedFigures, mine, { year: 2025 })).rows).toEqual([]);
  });

  test('of somebody else cannot be taken', async () => {
    const { fileId } = await before(mine);
    const draftId = await started(stranger);
    const papers = [{ key: 'identity', heldFileIds: [fileId] }];
    const taken = run(province.platform, saveDraftPapers, stranger, { draftId, papers });
    await expect(taken).rejects.toMatchObject({ kind: 'invalid', code: 'services.no_such_held_paper' });
  });
});

describe('a draft made under an older version', () => {
  test('is kept, and moves field by field: what fits is carried, the rest is shown', async () => {
    const found = await sql<{ id: string }>`select id from directory.agency where kind = 'province_committee'`.execute(
      province.db,
    );
    const controller = await province.official(found.rows[0]?.id ?? '', 'procedure_controller');
    const draftId = await started();
    const answers = { ...person, subject_born_on: '31/02/1990' };
    await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers });
    const { seq, content } = await run(province.platform, getProcedureDraft, controller, { code: procedureCode });
    const [first, ...others] = content.definition.sections;
    const fields = (first?.fields ?? [])
      .filter((field) => field.key !== 'ethnicity')
      .map((field) => (field.key === 'gender' ? { ...field, options: [{ value: 'male', label: 'Nam' }] } : field));
    const sections = [{ key: 'person', title: 'Người được xác nhận', fields }, ...others];
    const changed = { ...content, definition: { ...content.definition, sections } };
    const saved = await run(province.platform, saveProcedureDraft, controller, {
      code: procedureCode,
      seq,
      content: changed,
    });
    await run(province.platform, publishDraft, controller, { code: procedureCode, seq: saved.seq });

    const older = await run(province.platform, getDraft, mine, { draftId });
    expect(older.answers).toEqual(answers);
    const left = [
      { label: 'Giới tính', value: 'Nữ' },
      { label: 'Dân tộc', value: 'Khmer' },
    ];
    expect(older.move?.left).toEqual(left);
    const { rows } = await run(province.platform, listMyDrafts, mine, {});
    expect(rows.find((row) => row.id === draftId)?.changed).toBe(true);
    const early = run(province.platform, sendDraft, mine, { draftId });
    await expect(early).rejects.toMatchObject({ kind: 'conflict', code: 'services.draft_of_older_version' });
    await run(province.platform, moveDraft, mine, { draftId });
    const moved = await run(province.platform, getDraft, mine, { draftId });
    const { gender: _, ethnicity: __, ...carried } = answers;
    expect([moved.answers, moved.leftBehind, moved.move]).toEqual([carried, left, null]);
  });
});
