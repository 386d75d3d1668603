import { isFailure } from '@cuaso/kernel/errors.ts';
import type { Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { getDraft } from './get-draft.ts';
import { saveDraftAnswers } from './save-draft-answers.ts';
import { saveDraftBehalf } from './save-draft-behalf.ts';
import { saveDraftContact } from './save-draft-contact.ts';
import { startDraft } from './start-draft.ts';

let province: SmallProvince;
let mine: Person;
beforeAll(async () => {
  province = await openProvince();
  mine = province.citizen(1);
}, 60_000);
afterAll(() => province.close());

async function started(): Promise<string> {
  const input = { procedureCode: '1.004873', agencyId: province.agencies.commune };
  return (await run(province.platform, startDraft, mine, input)).draftId;
}

async function markOfPage(draftId: string, page: string): Promise<string> {
  const { pages } = await run(province.platform, getDraft, mine, { draftId });
  return pages.find((one) => one.key === page)?.mark ?? 'no such page';
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return isFailure(thrown) ? thrown.code : 'not refused';
}

const contactOf = (phone: string) => ({ phone, receiveBy: 'online' });

test('saving answers with the mark that the page then has', async () => {
  const draftId = await started();
  const answers = { subject_name: 'Lê Thị Thử Nghiệm', gender: 'female', ethnicity: 'Kinh' };
  const saved = await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers });
  expect(saved.mark).toBe(await markOfPage(draftId, 'person'));
  const contact = await run(province.platform, saveDraftContact, mine, { draftId, contact: contactOf('0912345678') });
  expect(contact.mark).toBe(await markOfPage(draftId, 'lien-he'));
  const behalf = await run(province.platform, saveDraftBehalf, mine, { draftId, behalf: { for: 'self' } });
  expect(behalf.mark).toBe(await markOfPage(draftId, 'nguoi-nop'));
  expect(await markOfPage(draftId, 'giay-to')).toBe('');
});

test('a page that another device saved meanwhile is not overwritten, and both contents remain', async () => {
  const draftId = await started();
  const since = await markOfPage(draftId, 'lien-he');
  await run(province.platform, saveDraftContact, mine, { draftId, contact: contactOf('0922222222') });
  const late = run(province.platform, saveDraftContact, mine, { draftId, since, contact: contactOf('0911111111') });
  expect(await codeOf(late)).toBe('services.page_saved_elsewhere');
  const draft = await run(province.platform, getDraft, mine, { draftId });
  expect(draft.contact).toEqual(contactOf('0922222222'));
  const seen = await markOfPage(draftId, 'lien-he');
  await run(province.platform, saveDraftContact, mine, { draftId, since: seen, contact: contactOf('0911111111') });
  expect((await run(province.platform, getDraft, mine, { draftId })).contact).toEqual(contactOf('0911111111'));
});

test('the same content sent twice is no conflict, and other pages are none of this one', async () => {
  const draftId = await started();
  const since = await markOfPage(draftId, 'lien-he');
  const again = { draftId, since, contact: contactOf('0911111111') };
  await run(province.platform, saveDraftContact, mine, again);
  await run(province.platform, saveDraftContact, mine, again);
  const before = await markOfPage(draftId, 'lien-he');
  await run(province.platform, saveDraftAnswers, mine, { draftId, section: 'person', answers: { ethnicity: 'Kinh' } });
  expect(await markOfPage(draftId, 'lien-he')).toBe(before);
});

test('of two devices that save at the same time one is told', async () => {
  const draftId = await started();
  const since = await markOfPage(draftId, 'lien-he');
  const codes = await Promise.all(
    ['0911111111', '0922222222'].map((phone) =>
      codeOf(run(province.platform, saveDraftContact, mine, { draftId, since, contact: contactOf(phone) })),
    ),
  );
  expect(codes.toSorted()).toEqual(['not refused', 'services.page_saved_elsewhere']);
});

test('a mark that is none is refused', async () => {
  const draftId = await started();
  const endless = { draftId, since: 'x'.repeat(41), contact: contactOf('0911111111') };
  expect(await codeOf(run(province.platform, saveDraftContact, mine, endless))).toBe('operations.invalid_input');
  const wrong = { draftId, since: 'nonsense', contact: contactOf('0911111111') };
  expect(await codeOf(run(province.platform, saveDraftContact, mine, wrong))).toBe('services.page_saved_elsewhere');
});
