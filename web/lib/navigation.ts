import type { IconName } from './ui/icons.ts';

/** One entry of a menu. */
export type NavigationItem = {
  href: string;
  label: string;
  icon: IconName;
  /** How many wait there. */ count?: number;
};

/** The entry that the address lies under: the longest one that fits. */
export function currentOf(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  return items
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}
