import type { Page } from 'playwright-core';
import { sampleScan } from '../../data/demo/sample-scan.ts';
import { type Caller, signIn as signInOverApi } from '../server-process.ts';
import { nextCode } from '../next-code.ts';
import { type RunningDemo, rowsOf } from './demo.ts';
import { labelOf, press } from './steps.ts';

/** The procedure of the commune that the tests file: it asks questions that depend on others. */
export const marital = { code: '1.004873', name: 'Cấp Giấy xác nhận tình trạng hôn nhân' };

/** A scanned paper as a browser sends it. */
export function scan(name: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(sampleScan()) };
}

/** Chooses the commune on the first page of filing; a draft is begun. */
export async function chooseCommune(page: Page): Promise<void> {
  await page.getByLabel('Huyện, thị xã, thành phố').selectOption(await labelOf(page, 'thành phố Mỹ Tho'));
  await press(page, 'Xem các xã, phường, thị trấn');
  await page.getByLabel(/^Xã, phường, thị trấn/).selectOption(await labelOf(page, 'xã Tân Mỹ Chánh'));
  await page.getByRole('button', { name: 'Nộp tại cơ quan này' }).last().click();
  await page.waitForURL(/ban-nhap\/[^/]+\/nguoi-nop$/);
}

/** Fills in the page about the person; what the account tells already is typed over. */
export async function fillMaritalPerson(page: Page): Promise<void> {
  await page.getByLabel('Họ, chữ đệm, tên của người được xác nhận').fill('Lê Thị Thử Nghiệm');
  await page.getByLabel('Ngày sinh của người được xác nhận').fill('5/3/1990');
  await page.getByLabel(/^Số định danh cá nhân hoặc chứng minh/).fill('082190012345');
  await page.getByLabel('Nơi cư trú của người được xác nhận').fill('12 Lê Lợi, phường 1');
  await page.getByLabel('Nữ', { exact: true }).check();
  await page.getByLabel('Dân tộc').fill('Kinh');
  await page.getByLabel('Chưa đăng ký kết hôn với ai').check();
}

/** The first code of a dossier in a text. */
export function codeIn(text: string): string {
  return /\d{3}\.\d{2}\.\d{2}\.H58-\d{6}-\d{4}/.exec(text)?.[0] ?? '';
}

/** Over the API: a citizen files at the commune, whose clerk asks for a paper; gives the dossier that waits. */
export async function fileWaiting(demo: RunningDemo): Promise<string> {
  const clerk = await callerFor(demo, 'Tiếp nhận (xã');
  const { dossierId, seq } = await fileAtCommune(demo);
  const ask = { dossierId, seq, reason: 'Thiếu giấy tờ tùy thân.', paperKeys: ['identity'] };
  await answerOf(clerk('onestop.request-supplement', ask));
  return dossierId;
}

/** Over the API: a citizen files at the commune. */
export async function fileAtCommune(demo: RunningDemo): Promise<{ dossierId: string; seq: number; code: string }> {
  const citizen = await callerFor(demo, 'Người dân');
  const [agency] = await rowsOf<{ id: string }>(
    demo,
    `select agency_id as id from directory.agency_version where name like '%xã Tân Mỹ Chánh%'`,
  );
  const answers = {
    subject_name: 'Lê Thị Thử Nghiệm',
    subject_born_on: '1990-03-05',
    subject_number: '082190012345',
    subject_address: '12 Lê Lợi, phường 1',
    gender: 'female',
    ethnicity: 'Kinh',
    marital_status: 'never',
    purpose: 'property',
    authorised: false,
  };
  const filing = { procedureCode: marital.code, agencyId: agency?.id, applicant: {}, papers: [], answers };
  return answerOf(citizen('services.file-dossier', filing));
}

/** Over the API: a citizen begins to fill in, and leaves one draft open and one whose procedure has changed since. */
export async function leaveDrafts(demo: RunningDemo): Promise<{ open: string; older: string }> {
  const citizen = await callerFor(demo, 'Người dân');
  const controller = await callerFor(demo, 'Kiểm soát thủ tục');
  const [agency] = await rowsOf<{ id: string }>(
    demo,
    `select agency_id as id from directory.agency_version where name like '%xã Tân Mỹ Chánh%'`,
  );
  const begin = async (procedureCode: string) =>
    (await answerOf<{ draftId: string }>(citizen('services.start-draft', { procedureCode, agencyId: agency?.id })))
      .draftId;
  const [open, older] = [await begin(marital.code), await begin(residence)];
  const answers = { household_head: 'Lê Văn Chủ Hộ', relation: 'Con', home_right: 'lent' };
  await answerOf(citizen('services.save-draft-answers', { draftId: older, section: 'move', answers }));
  type Edited = { seq: number; content: { definition: { sections: { key: string; fields: { key: string }[] }[] } } };
  const { seq, content } = await answerOf<Edited>(controller('procedures.get-draft', { code: residence }));
  const [first] = content.definition.sections;
  if (first) first.fields = first.fields.filter((field) => field.key !== 'relation');
  const saved = await answerOf<{ seq: number }>(controller('procedures.save-draft', { code: residence, seq, content }));
  await answerOf(controller('procedures.publish-draft', { code: residence, seq: saved.seq }));
  return { open, older };
}

/** The registration of residence: its form has an address and a group that is repeated. */
export const residence = '1.004222';

/** The API as the person of a role, signed in once with a code where one is asked for: codes are rare. */
export function callerFor(demo: RunningDemo, role: string): Promise<Caller> {
  const key = `${demo.address} ${role}`;
  const known = callers.get(key);
  if (known !== undefined) return known;
  const made = signInOverApi(demo.address, demo.loginOf(role), demo.password, () => nextCode(demo, role));
  callers.set(key, made);
  return made;
}

const callers = new Map<string, Promise<Caller>>();

/** What a call answers; anything but 200 is an error of the test. */
export async function answerOf<T = { dossierId: string; seq: number; code: string }>(
  call: ReturnType<Caller>,
): Promise<T> {
  const { status, body } = await call;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as T;
}
