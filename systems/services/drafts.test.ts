import { isFailure } from '@cuaso/kernel/errors.ts';
import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Actor, Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { removeOrphanFiles } from '../files/remove-orphan-files.ts';
import { uploadFile } from '../files/upload-file.ts';
import { getDossier } from '../onestop/get-dossier.ts';
import { checkDraft } from './check-draft.ts';
import { discardDraft } from './discard-draft.ts';
import { forgetDrafts } from './forget-drafts.ts';
import { getDraft } from './get-draft.ts';
import { getKeptTyping } from './get-kept-typing.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { keepTyping } from './keep-typing.ts';
import { listMyDossiers } from './list-my-dossiers.ts';
import { listMyDrafts } from './list-my-drafts.ts';
import { saveDraftAnswers } from './save-draft-answers.ts';
import { saveDraftBehalf } from './save-draft-behalf.ts';
import { saveDraftContact } from './save-draft-contact.ts';
import { saveDraftPapers } from './save-draft-papers.ts';
import { sendDraft } from './send-draft.ts';
import { startDraft } from './start-draft.ts';

const marital = '1.004873';
const residence = '1.004222';
const jobs: Actor = { kind: 'system', name: 'jobs' };
const anonymous: Actor = { kind: 'anonymous' };
let province: SmallProvince;
let mine: Person;
let stranger: Person;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
}, 60_000);
afterAll(() => province.close());

const person = {
  subject_name: 'Lê Thị Thử Nghiệm',
  subject_born_on: '5/3/1990',
  subject_number: '082190012345',
  subject_address: '12 Lê Lợi, phường 1',
  gender: 'female',
  ethnicity: 'Kinh',
  marital_status: 'never',
};
const contact = { phone: '0912 345 678', receiveBy: 'online' };

async function refused(
  work: Promise<unknown>,
): Promise<{ kind: string; code: string; fields: Record<string, string> }> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isFailure(thrown)) throw new Error(`not refused: ${String(thrown)}`);
  const fields = (thrown.details['fields'] ?? {}) as Record<string, string>;
  return { kind: thrown.kind, code: thrown.code, fields };
}

async function started(as = mine, procedureCode = marital): Promise<string> {
  const input = { procedureCode, agencyId: province.agencies.commune };
  return (await run(province.platform, startDraft, as, input)).draftId;
}

async function uploaded(as: Person, name = 'giay-to.pdf'): Promise<string> {
  return (await run(province.platform, uploadFile, as, { name, base64: samplePdf().toString('base64') })).id;
}

/** A draft with everything that it needs. */
async function complete(as = mine): Promise<string> {
  const draftId = await started(as);
  const save = { draftId };
  await run(province.platform, saveDraftAnswers, as, { ...save, section: 'person', answers: person });
  const purpose = { purpose: 'property', authorised: 'false' };
  await run(province.platform, saveDraftAnswers, as, { ...save, section: 'purpose', answers: purpose });
  const papers = [{ key: 'identity', fileIds: [await uploaded(as)] }];
  await run(province.platform, saveDraftPapers, as, { ...save, papers });
  await run(province.platform, saveDraftContact, as, { ...save, contact });
  return draftId;
}

describe('a draft', () => {
  test('keeps what was typed, right or wrong, and tells what is wrong beside it', async () => {
    const draftId = await started();
    const answers = { ...person, subject_born_on: '31/02/1990', subject_number: '12' };
    const saved = await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers });
    expect(Object.keys(saved.problems).toSorted()).toEqual(['answers.subject_born_on', 'answers.subject_number']);
    const draft = await run(province.platform, getDraft, mine, { draftId });
    expect(draft.answers).toEqual(answers);
    expect(draft.pages.map((page) => page.key)).toEqual([
      'nguoi-nop',
      'person',
      'purpose',
      'giay-to',
      'lien-he',
      'xem-lai',
    ]);
    const check = await run(province.platform, checkDraft, mine, { draftId });
    expect(check.review).toBeNull();
    expect(new Set(check.problems.map((problem) => problem.page))).toEqual(new Set(['person', 'purpose', 'lien-he']));
  });

  test('is found on another device by its owner alone', async () => {
    const draftId = await started();
    const { rows } = await run(province.platform, listMyDrafts, mine, {});
    expect(rows.map((row) => row.id)).toContain(draftId);
    expect((await run(province.platform, listMyDrafts, stranger, {})).rows).toEqual([]);
    for (const work of [
      () => run(province.platform, getDraft, stranger, { draftId }),
      () => run(province.platform, checkDraft, stranger, { draftId }),
      () => run(province.platform, sendDraft, stranger, { draftId }),
      () => run(province.platform, discardDraft, stranger, { draftId }),
      () => run(province.platform, saveDraftContact, stranger, { draftId, contact }),
    ]) {
      expect(await refused(work())).toMatchObject({ kind: 'not_found', code: 'services.no_such_draft' });
    }
  });

  test('takes no answers of another page, no unknown question and no endless text', async () => {
    const draftId = await started();
    const other = { draftId, section: 'person', answers: { purpose: 'marry' } };
    expect((await run(province.platform, saveDraftAnswers, mine, other)).problems).toHaveProperty('answers.purpose');
    expect((await run(province.platform, getDraft, mine, { draftId })).answers).toEqual({});
    const nowhere = run(province.platform, saveDraftAnswers, mine, { draftId, section: 'no_such', answers: {} });
    expect((await refused(nowhere)).kind).toBe('not_found');
    const long = { draftId, section: 'person', answers: { period: 'x'.repeat(20_001) } };
    expect((await refused(run(province.platform, saveDraftAnswers, mine, long))).kind).toBe('invalid');
  });

  test('is sent once, however often and from wherever it is sent', async () => {
    const draftId = await complete();
    const sent = await Promise.all([1, 2, 3].map(() => run(province.platform, sendDraft, mine, { draftId })));
    expect(new Set(sent.map((one) => one.dossierId)).size).toBe(1);
    const dossierId = sent[0]?.dossierId ?? '';
    const dossier = await run(province.platform, getMyDossier, mine, { dossierId });
    expect(dossier.answers.map((answer) => answer.value)).toContain('05/03/1990');
    expect(dossier.papers.map((paper) => [paper.key, paper.files])).toEqual([['identity', 1]]);
    expect(dossier.applicant).toMatchObject({ name: mine.name, number: mine.number, phone: '0912345678' });
    expect((await run(province.platform, listMyDrafts, mine, {})).rows.map((row) => row.id)).not.toContain(draftId);
    const late = run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers: person });
    expect((await refused(late)).code).toBe('services.draft_sent');
  });

  test('that is not complete is not sent, and what is missing is told at once', async () => {
    const draftId = await started();
    const before = (await run(province.platform, listMyDossiers, mine, {})).total;
    const { code, fields } = await refused(run(province.platform, sendDraft, mine, { draftId }));
    expect(code).toBe('services.draft_incomplete');
    expect(fields).toHaveProperty('contact.phone');
    expect(fields).toHaveProperty('answers.subject_name');
    expect((await run(province.platform, listMyDossiers, mine, {})).total).toBe(before);
  });

  test('keeps its files from being removed, and does not take those of others', async () => {
    const draftId = await complete();
    province.clock.moveTo(new Date(province.clock.now().getTime() + 5 * 86_400_000));
    await run(province.platform, removeOrphanFiles, jobs, {});
    const { papers } = await run(province.platform, getDraft, mine, { draftId });
    expect(papers.find((paper) => paper.key === 'identity')?.files).toHaveLength(1);
    const stolen = [{ key: 'identity', fileIds: [await uploaded(stranger)] }];
    const taken = refused(run(province.platform, saveDraftPapers, mine, { draftId, papers: stolen }));
    expect((await taken).code).toBe('cases.no_such_file');
  });

  test('is thrown away when it is discarded, and forgotten after ninety days', async () => {
    const [discarded, forgotten] = [await complete(stranger), await complete(stranger)];
    await run(province.platform, discardDraft, stranger, { draftId: discarded });
    expect((await refused(run(province.platform, getDraft, stranger, { draftId: discarded }))).kind).toBe('not_found');
    const { forgetOn } = await run(province.platform, getDraft, stranger, { draftId: forgotten });
    province.clock.moveTo(new Date(`${forgetOn}T00:00:00+07:00`));
    await run(province.platform, forgetDrafts, jobs, {});
    province.clock.moveTo(new Date(`${forgetOn}T23:59:00+07:00`));
    await run(province.platform, forgetDrafts, jobs, {});
    expect((await refused(run(province.platform, getDraft, stranger, { draftId: forgotten }))).kind).toBe('not_found');
  });
});

describe('a group that is repeated', () => {
  test('is asked for each item, and each wrong answer is told in its item', async () => {
    const draftId = await started(mine, residence);
    const right = { companion_name: 'Lê Văn Em', companion_born_on: '1/2/2015', companion_relation: 'Con' };
    const others: Record<string, string>[] = [
      right,
      { companion_name: 'Lê Thị Chị', companion_born_on: '30/2/2010' },
      { companion_name: '' },
    ];
    const input = { draftId, section: 'others', answers: { others } };
    const { problems } = await run(province.platform, saveDraftAnswers, mine, input);
    expect(Object.keys(problems).toSorted()).toEqual([
      'answers.others.1.companion_born_on',
      'answers.others.1.companion_relation',
    ]);
  });

  test('an address is of a division that there is, and is kept in words', async () => {
    const draftId = await started(mine, residence);
    const address = { division: '99999', line: '12 Lê Lợi' };
    const move = {
      new_address: address,
      home_right: 'lent',
      household_head: 'Lê A',
      relation: 'Con',
      old_address: 'Ấp 1',
    };
    const save = (answers: typeof move) =>
      run(province.platform, saveDraftAnswers, mine, { draftId, section: 'move', answers });
    await save(move);
    const wrong = await run(province.platform, checkDraft, mine, { draftId });
    expect(wrong.problems.map((problem) => problem.path)).toContain('answers.new_address.division');
    const found = await sql<{ code: string }>`select code from directory.division
      where kind = 'commune' and valid @> current_date order by code limit 1`.execute(province.db);
    await save({ ...move, new_address: { division: found.rows[0]?.code ?? '', line: '12 Lê Lợi' } });
    await run(province.platform, saveDraftContact, mine, { draftId, contact });
    const papers = [
      { key: 'declaration', fileIds: [await uploaded(mine)] },
      { key: 'lease', fileIds: [await uploaded(mine)] },
    ];
    await run(province.platform, saveDraftPapers, mine, { draftId, papers });
    const { review, problems } = await run(province.platform, checkDraft, mine, { draftId });
    expect(problems).toEqual([]);
    expect(review?.answers[0]?.value).toMatch(/^12 Lê Lợi, .+, Tỉnh Tiền Giang$/u);
  });
});

describe('filing for another', () => {
  test('asks who, in what relation, and for the paper that proves it', async () => {
    const draftId = await complete();
    const behalf = { for: 'person' as const, name: 'Bà Ngoại', number: '082', relation: '' };
    const saved = await run(province.platform, saveDraftBehalf, mine, { draftId, behalf });
    expect(Object.keys(saved.problems).toSorted()).toEqual(['behalf.number', 'behalf.relation']);
    const right = { ...behalf, number: '082140000123', relation: 'authorised' };
    await run(province.platform, saveDraftBehalf, mine, { draftId, behalf: right });
    const { problems } = await run(province.platform, checkDraft, mine, { draftId });
    expect(problems.map((problem) => problem.path)).toEqual(['papers.authority_to_file']);
  });

  test('keeps applicant and submitter apart', async () => {
    const draftId = await complete();
    const behalf = { for: 'person' as const, name: 'Bà Ngoại', number: '082140000123', relation: 'authorised' };
    await run(province.platform, saveDraftBehalf, mine, { draftId, behalf });
    const { papers } = await run(province.platform, getDraft, mine, { draftId });
    const kept = papers.map(({ key, files }) => ({ key, fileIds: files.map((file) => file.fileId) }));
    const proof = { key: 'authority_to_file', fileIds: [await uploaded(mine, 'giay-uy-quyen.pdf')] };
    const all = [...kept.filter((paper) => paper.key !== proof.key), proof];
    await run(province.platform, saveDraftPapers, mine, { draftId, papers: all });
    const { dossierId } = await run(province.platform, sendDraft, mine, { draftId });
    const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
    const dossier = await run(province.platform, getDossier, clerk, { dossierId });
    expect(dossier.applicant).toMatchObject({ name: 'Bà Ngoại', number: '082140000123', kind: 'citizen' });
    expect(dossier.submitter).toMatchObject({ name: mine.name, number: mine.number, relation: 'authorised' });
  });
});

describe('what was typed when the session ended', () => {
  test('comes back to the browser that sent it, once its owner is signed in', async () => {
    const draftId = await started();
    const typed = { 'answers.subject_name': 'Lê Thị Đang Gõ', 'answers.kinds[]': ['a', 'b'] };
    const { token } = await run(province.platform, keepTyping, anonymous, { draftId, page: 'person', typed });
    const ask = { draftId, page: 'person', token: token ?? '' };
    expect(await run(province.platform, getKeptTyping, mine, ask)).toEqual({ typed });
    expect((await refused(run(province.platform, getKeptTyping, stranger, ask))).kind).toBe('not_found');
    expect((await refused(run(province.platform, getKeptTyping, anonymous, ask))).kind).toBe('signed_out');
    const other = await run(province.platform, getKeptTyping, mine, { ...ask, token: 'guessed' });
    expect(other.typed).toBeNull();
  });

  test('of a draft that there is not is kept nowhere, and of one only the last three', async () => {
    const nowhere = { draftId: mine.accountId, page: 'person', typed: {} };
    expect(await run(province.platform, keepTyping, anonymous, nowhere)).toEqual({ token: null });
    const draftId = await started();
    for (let i = 0; i < 6; i += 1) {
      await run(province.platform, keepTyping, anonymous, { draftId, page: 'person', typed: {} });
    }
    const kept = await sql<{ count: number }>`select count(*)::int as count from services.kept_typing
      where draft_id = ${draftId}`.execute(province.db);
    expect(kept.rows[0]?.count).toBe(3);
  });
});

test('a procedure that is not filed on line, or an agency that is not competent, begins no draft', async () => {
  const wrong = { procedureCode: known.birth, agencyId: province.agencies.department };
  expect((await refused(run(province.platform, startDraft, mine, wrong))).fields).toHaveProperty('agencyId');
  const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
  const right = { ...wrong, agencyId: province.agencies.commune };
  expect((await refused(run(province.platform, startDraft, clerk, right))).kind).toBe('denied');
});
