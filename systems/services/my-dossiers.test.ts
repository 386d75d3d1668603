import { run } from '@cuaso/platform/operations/run.ts';
import type { Actor, Person } from '@cuaso/platform/identity/actor.ts';
import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import { isFailure } from '@cuaso/kernel/errors.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { uploadFile } from '../files/upload-file.ts';
import { requestSupplement } from '../onestop/request-supplement.ts';
import { getProcedure } from '../procedures/get-procedure.ts';
import { checkFiling } from './check-filing.ts';
import { fileDossier } from './file-dossier.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { listMyDossiers } from './list-my-dossiers.ts';
import { lookupDossier } from './lookup-dossier.ts';
import { printMyReceipt } from './print-my-receipt.ts';
import { readMyFile } from './read-my-file.ts';
import { supplementMyDossier } from './supplement-my-dossier.ts';
import { withdrawMyDossier } from './withdraw-my-dossier.ts';

let province: SmallProvince;
let mine: Person;
let stranger: Person;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
}, 60_000);
afterAll(() => province.close());

const anonymous: Actor = { kind: 'anonymous' };
const childName = "<b>Đỗ Ánh</b>'); drop table cases.dossier; --";

/** Right answers to every question that must be answered and is asked without condition, by their kinds. */
async function rightAnswers(): Promise<Record<string, unknown>> {
  const { definition } = await run(province.platform, getProcedure, anonymous, { code: known.birth });
  const questions = definition.sections.flatMap((section) => section.fields).filter((field) => field.required);
  return Object.fromEntries(questions.map((field) => [field.key, answerTo(field)]));
}

function answerTo(field: { type: string; options?: readonly { value: string }[] | undefined }): unknown {
  if (field.type === 'yes_no') return 'false';
  if (field.type === 'date') return '05/03/2026';
  if (field.type === 'choice') return field.options?.[0]?.value;
  if (field.type === 'choices') return field.options?.slice(0, 1).map((option) => option.value);
  if (field.type === 'number' || field.type === 'money') return '1';
  if (field.type === 'personal_number') return '082090001234';
  if (field.type === 'phone') return '0912345678';
  return field.type === 'division' ? '815' : childName;
}

async function uploaded(as: Person, name = 'giay-chung-sinh.pdf'): Promise<string> {
  const base64 = samplePdf().toString('base64');
  return (await run(province.platform, uploadFile, as, { name, base64 })).id;
}

/** A filing that is right; `changes` makes it wrong. */
async function filing(changes: Record<string, unknown> = {}, as = mine) {
  const { definition } = await run(province.platform, getProcedure, anonymous, { code: known.birth });
  const papers = await Promise.all(
    definition.papers
      .filter((paper) => paper.required && !paper.group && !paper.showWhen)
      .map(async ({ key }) => ({ key, fileIds: [await uploaded(as)] })),
  );
  const applicant = { phone: '0912345678' };
  const agencyId = province.agencies.commune;
  return { procedureCode: known.birth, agencyId, applicant, papers, answers: await rightAnswers(), ...changes };
}

async function filed() {
  return run(province.platform, fileDossier, mine, await filing());
}

/** What was refused, and what was said of each field. */
async function refused(
  work: Promise<unknown>,
): Promise<{ kind: string; code: string; fields: Record<string, string> }> {
  try {
    await work;
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    return { kind: thrown.kind, code: thrown.code, fields: (thrown.details['fields'] ?? {}) as Record<string, string> };
  }
  return expect.fail('was not refused');
}

describe('filing', () => {
  test('what would be filed is told in words and nothing is written', async () => {
    const before = await run(province.platform, listMyDossiers, stranger, {});
    const review = await run(province.platform, checkFiling, stranger, await filing({}, stranger));
    expect(review.applicant).toMatchObject({ name: stranger.name, number: stranger.number });
    expect(review.answers.map((answer) => answer.value)).toContain('05/03/2026');
    expect(review.papers.every((paper) => paper.files === 1)).toBe(true);
    expect(review.fees.reduce((sum, fee) => sum + fee.amountVnd, 0)).toBe(review.feeVnd);
    expect(await run(province.platform, listMyDossiers, stranger, {})).toEqual(before);
  });

  test('everything that is wrong is told at once, each beside its field', async () => {
    const answers = await rightAnswers();
    const [dateKey = ''] = Object.entries(answers).find(([, value]) => value === '05/03/2026') ?? [];
    const wrong = await filing({
      applicant: { phone: '12', email: 'không phải thư' },
      answers: { ...answers, [dateKey]: '31/02/2026', unknown_question: 'x' },
    });
    const { kind, fields } = await refused(run(province.platform, checkFiling, mine, wrong));
    expect(kind).toBe('invalid');
    expect(Object.keys(fields).toSorted()).toEqual(
      [`answers.${dateKey}`, 'answers.unknown_question', 'applicant.email', 'applicant.phone'].toSorted(),
    );
    const withoutPapers = await refused(run(province.platform, checkFiling, mine, { ...wrong, answers, papers: [] }));
    expect(Object.keys(withoutPapers.fields).filter((path) => path.startsWith('papers.'))).toHaveLength(1);
  });

  test('a missing answer and an agency that is not competent are refused in words', async () => {
    const missing = await refused(run(province.platform, fileDossier, mine, await filing({ answers: {} })));
    expect(Object.values(missing.fields)).toContain('Chưa nhập. Hãy điền mục này.');
    const elsewhere = await filing({ agencyId: province.agencies.department });
    expect((await refused(run(province.platform, fileDossier, mine, elsewhere))).fields).toHaveProperty('agencyId');
  });

  test('texts with HTML and SQL are kept as texts', async () => {
    const { dossierId } = await filed();
    const dossier = await run(province.platform, getMyDossier, mine, { dossierId });
    expect(dossier.answers.map((answer) => answer.value)).toContain(childName);
  });

  test('a name typed in decomposed letters is the same name', async () => {
    const answers = await rightAnswers();
    const nfd = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [key, value === childName ? childName.normalize('NFD') : value]),
    );
    const one = await run(province.platform, checkFiling, mine, await filing({ answers }));
    const other = await run(province.platform, checkFiling, mine, await filing({ answers: nfd }));
    expect(other.answers).toEqual(one.answers);
  });

  test('the file of somebody else cannot be attached', async () => {
    const fileId = await uploaded(stranger);
    const { papers } = await filing();
    const stolen = await filing({ papers: papers.map((paper) => ({ ...paper, fileIds: [fileId] })) });
    expect((await refused(run(province.platform, fileDossier, mine, stolen))).code).toBe('cases.no_such_file');
  });

  test('the same form sent twice with one key is one dossier', async () => {
    const input = await filing();
    const key = { idempotencyKey: 'form-0123456789' };
    const first = await run(province.platform, fileDossier, mine, input, key);
    const second = await run(province.platform, fileDossier, mine, input, key);
    expect(second).toEqual(first);
  });

  test('an officer and a stranger cannot file', async () => {
    const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
    expect((await refused(run(province.platform, fileDossier, clerk, await filing()))).kind).toBe('denied');
    expect((await refused(run(province.platform, fileDossier, anonymous, await filing()))).kind).toBe('signed_out');
  });
});

describe('look-up', () => {
  test('a stranger learns only whether it is done, the holder of the secret the steps', async () => {
    const { code, secret } = await filed();
    const plain = await run(province.platform, lookupDossier, anonymous, { code });
    expect(plain).toEqual({ found: true, code, completion: 'in_progress', details: null });
    const full = await run(province.platform, lookupDossier, anonymous, { code, secret });
    expect(full.details?.steps.length).toBeGreaterThan(1);
    expect(JSON.stringify(full)).not.toContain(mine.name);
  });

  test('guessing gets nowhere: an unknown code and a wrong secret are answered alike', async () => {
    const { code } = await filed();
    const wrong = await run(province.platform, lookupDossier, anonymous, { code, secret: 'AAAAAAAAAAAAAAAA' });
    const missing = code.replace(/\d{4}$/, '9999');
    const unknown = await run(province.platform, lookupDossier, anonymous, {
      code: missing,
      secret: 'AAAAAAAAAAAAAAAA',
    });
    expect({ ...wrong, code: '' }).toEqual({ ...unknown, code: '' });
    expect(wrong.found).toBe(false);
  });

  test('what is no code is refused with an example', async () => {
    const { fields } = await refused(run(province.platform, lookupDossier, anonymous, { code: "1' or 1=1 --" }));
    expect(fields['code']).toContain('000.00.15.H58-261123-0001');
  });
});

describe('an own dossier', () => {
  test('is found by words without tones and belongs to its owner alone', async () => {
    const { dossierId, code } = await filed();
    const found = await run(province.platform, listMyDossiers, mine, { search: 'khai sinh' });
    expect(found.rows.map((row) => row.code)).toContain(code);
    for (const operation of [getMyDossier, printMyReceipt]) {
      const { kind, code: why } = await refused(
        run(province.platform, operation as typeof getMyDossier, stranger, { dossierId }),
      );
      expect([kind, why]).toEqual(['not_found', 'cases.no_such_dossier']);
    }
    const reason = 'Không phải của tôi';
    const withdrawal = refused(run(province.platform, withdrawMyDossier, stranger, { dossierId, reason }));
    expect((await withdrawal).kind).toBe('not_found');
  });

  test('gives its files back to its owner alone, as they were', async () => {
    const { dossierId } = await filed();
    const { attachments } = await run(province.platform, getMyDossier, mine, { dossierId });
    const fileId = attachments[0]?.fileId ?? '';
    const file = await run(province.platform, readMyFile, mine, { fileId });
    expect(Buffer.from(file.base64, 'base64')).toEqual(samplePdf());
    expect((await refused(run(province.platform, readMyFile, stranger, { fileId }))).kind).toBe('not_found');
    expect((await refused(run(province.platform, readMyFile, anonymous, { fileId }))).kind).toBe('signed_out');
    const loose = await uploaded(mine);
    expect((await refused(run(province.platform, readMyFile, mine, { fileId: loose }))).kind).toBe('not_found');
  });

  test('prints its receipt', async () => {
    const { dossierId, code } = await filed();
    const receipt = await run(province.platform, printMyReceipt, mine, { dossierId });
    expect(receipt.name).toBe(`giay-tiep-nhan-${code}.pdf`);
    expect(Buffer.from(receipt.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is supplemented with what was asked for, once it was asked', async () => {
    const { dossierId } = await filed();
    const papers = [{ key: (await filing()).papers[0]?.key ?? '', fileIds: [await uploaded(mine, 'bản đẹp hơn.pdf')] }];
    const early = await refused(run(province.platform, supplementMyDossier, mine, { dossierId, papers }));
    expect(early.kind).toBe('conflict');
    const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
    const asked = papers.map((paper) => paper.key);
    await run(province.platform, requestSupplement, clerk, { dossierId, reason: 'Bản chụp bị mờ.', paperKeys: asked });
    const waiting = await run(province.platform, getMyDossier, mine, { dossierId });
    expect(waiting.asked.map((paper) => paper.key)).toEqual(asked);
    expect(waiting.actions).toContain('supplement');
    const nothing = await refused(run(province.platform, supplementMyDossier, mine, { dossierId, papers: [] }));
    expect(nothing.fields).toHaveProperty('papers');
    expect((await refused(run(province.platform, supplementMyDossier, stranger, { dossierId, papers }))).kind).toBe(
      'not_found',
    );
    await run(province.platform, supplementMyDossier, mine, { dossierId, papers, note: 'Đã chụp lại.' });
    const after = await run(province.platform, getMyDossier, mine, { dossierId });
    expect(after.attachments.map((file) => file.name)).toContain('bản đẹp hơn.pdf');
    expect(after.actions).not.toContain('supplement');
  });

  test('is withdrawn once, with a reason, and then stands still', async () => {
    const { dossierId, code } = await filed();
    const without = await refused(run(province.platform, withdrawMyDossier, mine, { dossierId, reason: ' ' }));
    expect(without.fields).toHaveProperty('reason');
    await run(province.platform, withdrawMyDossier, mine, { dossierId, reason: 'Nộp nhầm.' });
    const again = await refused(run(province.platform, withdrawMyDossier, mine, { dossierId, reason: 'Nộp nhầm.' }));
    expect(again.kind).toBe('conflict');
    expect(await run(province.platform, lookupDossier, anonymous, { code })).toMatchObject({ completion: 'over' });
  });
});
