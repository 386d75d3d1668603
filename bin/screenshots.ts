// The pictures of the README and of docs: each is a page of the demo as one of its people sees it.
import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { projectFolder } from '../platform/database/data-folder.ts';
import { openBrowser } from '../test/browser/chromium.ts';
import { openDemo, type RunningDemo } from '../test/browser/demo.ts';
import { signIn } from '../test/browser/steps.ts';
import { demoOf } from '../test/server-process.ts';

const folder = join(projectFolder, 'docs', 'images');
const maxBytes = 300_000;
const desk = { width: 1280, height: 860 };
const tall = { width: 1280, height: 1000 };
const phone = { width: 390, height: 844 };

type Picture = {
  name: string;
  /** Who looks; nobody is a stranger. */
  role?: string;
  path: string;
  size: { width: number; height: number };
  /** The first of these links is followed before the picture is taken. */
  follow?: string;
};

const pictures: readonly Picture[] = [
  { name: 'search', path: '/thu-tuc?q=xac+nhan+hon+nhan', size: desk },
  { name: 'home', path: '/', size: desk },
  { name: 'phone', path: '/thu-tuc/1.004873', size: phone },
  { name: 'inbox', role: 'Thụ lý (Sở', path: '/can-bo?muc=unit', size: desk },
  { name: 'dossier', role: 'Thụ lý (Sở', path: '/can-bo?muc=unit', size: tall, follow: 'tbody a' },
  { name: 'counter', role: 'Tiếp nhận (xã', path: '/can-bo/tiep-nhan/1.004873', size: tall },
  { name: 'statistics', role: 'Lãnh đạo ký (xã', path: '/can-bo/thong-ke?by=field', size: desk },
];

const { values: options } = parseArgs({ options: { address: { type: 'string' }, data: { type: 'string' } } });
const demo = await demoFor(options.address, options.data ?? 'var');
const browser = await openBrowser();
try {
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) await take(browser, demo, picture);
} finally {
  await browser.close();
  await demo.stop();
}

/** A demo that runs already, with the sign-ins of its data folder, or a new one. */
async function demoFor(address: string | undefined, data: string): Promise<RunningDemo> {
  if (address === undefined)
    return openDemo(mkdtempSync(join(tmpdir(), 'cuaso-pictures-')), { CUASO_DEMO_DOSSIERS: '2150' });
  return { address, data, ...demoOf(data), stop: async () => undefined };
}

async function take(from: Browser, shown: RunningDemo, picture: Picture): Promise<void> {
  const { name, role, path, size, follow } = picture;
  const context = await from.newContext({
    baseURL: shown.address,
    viewport: size,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (role !== undefined) await signIn(page, shown, role);
  await page.goto(path);
  if (follow !== undefined) await Promise.all([page.waitForEvent('domcontentloaded'), page.click(follow)]);
  await page.waitForLoadState('networkidle');
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  const { size: bytes } = statSync(file);
  process.stdout.write(`${file} ${Math.round(bytes / 1000)} kB\n`);
  if (bytes > maxBytes) throw new Error(`${name}.png has ${bytes} bytes, ${maxBytes} at the most`);
}
