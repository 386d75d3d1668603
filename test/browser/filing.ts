import type { Page } from 'playwright-core';
import { sampleScan } from '../../data/demo/sample-scan.ts';

/** The procedure of the commune that the tests file: it asks questions that depend on others. */
export const marital = { code: '1.004873', name: 'Cấp Giấy xác nhận tình trạng hôn nhân' };

/** A scanned paper as a browser sends it. */
export function scan(name: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(sampleScan()) };
}

/** Fills in what the procedure asks for; papers are left to the caller. */
export async function fillMaritalForm(page: Page): Promise<void> {
  await page.getByLabel('Họ, chữ đệm, tên của người được xác nhận').fill('Lê Thị Thử Nghiệm');
  await page.getByLabel('Ngày sinh của người được xác nhận').fill('5/3/1990');
  await page.getByLabel(/^Số định danh cá nhân hoặc chứng minh/).fill('082190012345');
  await page.getByLabel('Nơi cư trú của người được xác nhận').fill('12 Lê Lợi, phường 1');
  await page.getByLabel('Nữ', { exact: true }).check();
  await page.getByLabel('Dân tộc').fill('Kinh');
  await page.getByLabel('Chưa đăng ký kết hôn với ai').check();
  await page.getByLabel('Mua bán, thế chấp tài sản').check();
  await page.getByLabel('Không', { exact: true }).check();
}

/** The first code of a dossier in a text. */
export function codeIn(text: string): string {
  return /\d{3}\.\d{2}\.\d{2}\.H58-\d{6}-\d{4}/.exec(text)?.[0] ?? '';
}
