import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody uses a page. */
export type Hand = {
  /** Follows a link or presses a button. */
  press: (target: Locator) => Promise<void>;
  /** Puts these words into a field, in the place of what is there. */
  write: (target: Locator, words: string) => Promise<void>;
  /** Chooses one of several. */
  choose: (target: Locator) => Promise<void>;
  /** Picks the option of a list whose label contains this. */
  pick: (target: Locator, label: string) => Promise<void>;
  /** Gives a file to a field. */
  attach: (target: Locator, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>;
};

/** Somebody who points: with a mouse or a finger. */
export const pointer: Hand = {
  press: (target) => target.click(),
  write: (target, words) => target.fill(words),
  choose: (target) => target.check(),
  pick: async (target, label) => {
    const option = target.locator('option', { hasText: label }).first();
    await target.selectOption({ label: ((await option.textContent()) ?? '').trim() });
  },
  attach: (target, file) => target.setInputFiles(file),
};

const mostStops = 150;

// The outline or shadow may lie on the field itself or on what it stands in.
const unseen = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return '';
  const box = at.getBoundingClientRect();
  const isDrawn = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const isThere = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return isThere && (isDrawn(at) || isDrawn(at.parentElement)) ? '' : at.outerHTML.slice(0, 160);
})()`;

/** Somebody who has no mouse: Tab by Tab to each element, and at each stop it must be seen where one is. */
export function keyboardOf(page: Page): Hand {
  const key = (name: string) => page.keyboard.press(name);
  const isAt = async (target: Locator) => (await target.and(page.locator(':focus')).count()) > 0;

  async function to(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await isAt(target)) return;
      await key('Tab');
      expect(await page.evaluate<string>(unseen), `focus is seen on ${page.url()}`).toBe('');
    }
    throw new Error(`no key leads to ${String(target)} on ${page.url()}`);
  }

  return {
    press: async (target) => {
      await to(target);
      await key('Enter');
    },
    write: async (target, words) => {
      await to(target);
      await key('Control+A');
      await page.keyboard.type(words);
    },
    choose: async (target) => {
      const group = page.locator(`input[type=radio][name="${(await target.getAttribute('name')) ?? ''}"]`);
      const into =
        (await group.and(page.locator(':checked')).count()) > 0 ? group.and(page.locator(':checked')) : group.first();
      await to(into);
      if (!(await into.isChecked())) await key('Space');
      for (let n = await group.count(); n > 0 && !(await target.isChecked()); n -= 1) await key('ArrowDown');
      expect(await target.isChecked()).toBe(true);
    },
    pick: async (target, label) => {
      await to(target);
      const options = await target.locator('option').allTextContents();
      const wanted = options.findIndex((option) => option.includes(label));
      if (wanted === -1) throw new Error(`no ${label} among ${options.join(', ')}`);
      const at = () => page.evaluate<number>('document.activeElement.selectedIndex');
      for (let n = options.length; n > 0 && (await at()) !== wanted; n -= 1)
        await key((await at()) < wanted ? 'ArrowDown' : 'ArrowUp');
      expect(await at()).toBe(wanted);
    },
    attach: async (target, file) => {
      await to(target);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), key('Space')]);
      await chooser.setFiles(file);
    },
  };
}
