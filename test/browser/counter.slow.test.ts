import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor } from './chromium.ts';
import { type RunningDemo, startDemo } from './demo.ts';
import { signIn, textOf } from './steps.ts';

const procedure = '1.001193';
const citizen = { number: '082090000123', name: 'Lê Thị Thử' };

let demo: RunningDemo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A clerk who only has a keyboard: every key is counted, and the page decides where the letters go. */
function keyboardOf(page: Page) {
  let keys = 0;
  const key = async (name: string) => {
    keys += 1;
    await page.keyboard.press(name);
  };
  return {
    keys: () => keys,
    key,
    type: async (text: string) => {
      keys += [...text].length;
      await page.keyboard.type(text);
    },
    /** Presses Enter and waits until the next page has put the cursor where it belongs. */
    enter: async (next: RegExp) => {
      await Promise.all([page.waitForURL(next), key('Enter')]);
      await page.waitForFunction('document.activeElement !== document.body');
    },
  };
}

test(
  'a clerk takes in a dossier of a known citizen with 23 keys and without the mouse',
  { timeout: 120_000 },
  async () => {
    const { context, problems } = await openVisitor(browser, demo.address);
    const page = await context.newPage();
    await signIn(page, demo, 'Tiếp nhận (xã');

    // The first time the citizen is not known: the name is typed too, the number is carried over from the search.
    const first = keyboardOf(page);
    await page.goto('/can-bo/tiep-nhan');
    await first.type(procedure);
    await first.enter(/tiep-nhan\/1\.001193$/);
    await first.type(citizen.number);
    await first.enter(/nguoi=/);
    await first.type(citizen.name);
    await first.enter(/xong/);
    expect(await textOf(page)).toContain(citizen.name);
    await first.enter(/tiep-nhan$/);

    const again = keyboardOf(page);
    const started = performance.now();
    await again.type(procedure);
    await again.enter(/tiep-nhan\/1\.001193$/);
    await again.type(citizen.number);
    await again.enter(/nguoi=/);
    await again.enter(/xong/);
    expect(again.keys()).toBe(procedure.length + citizen.number.length + 3);
    expect(performance.now() - started).toBeLessThan(60_000);
    const said = await textOf(page);
    expect(said).toContain(citizen.name);
    expect(said).toMatch(/\d{3}\.\d{2}\.\d{2}\.H58-\d{6}-\d{4}/);
    // The next person in the queue is one key away.
    await again.enter(/tiep-nhan$/);
    expect(problems).toEqual([]);
    await context.close();
  },
);
