import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

type Violation = { id: string; help: string; nodes: { html: string }[] };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page, one line per rule with the first place; nothing is right. */
export function axeFindings(page: Page): Promise<string[]> {
  return findingsOf(page, rules);
}

/** The same in the light and, as far as colours matter, in the dark: the tree of elements is one. */
export async function axeFindingsInBothColours(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await findingsOf(page, rules);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findingsOf(page, rulesOfColour);
  return [...light.map((one) => `light: ${one}`), ...dark.map((one) => `dark: ${one}`)];
}

async function findingsOf(page: Page, runOnly: readonly string[]): Promise<string[]> {
  // Evaluated from outside, so that the page's own content security policy stays as it is.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  // Without preloading: where scripts are off its timers never come, and none of these rules needs it.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false });
  const found = await page.evaluate<Violation[]>(`axe.run(${options}).then((result) => result.violations)`);
  return found.map(({ id, help, nodes }) => `${id}: ${help}; ${nodes.length} × ${nodes[0]?.html.slice(0, 240) ?? ''}`);
}
