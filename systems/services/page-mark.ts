import { createHash } from 'node:crypto';
import { pageKeys } from './draft-pages.ts';
import type { Draft } from './draft.ts';

/** What a page of a draft says now, as a mark that changes when it does; pages whose content is files or nothing have none. */
export function markOf(draft: Pick<Draft, 'answers' | 'contact' | 'behalf' | 'definition'>, page: string): string {
  const content = contentOf(draft, page);
  if (content === undefined) return '';
  return createHash('sha256')
    .update(JSON.stringify(inOrder(content)))
    .digest('hex')
    .slice(0, 32);
}

function contentOf(draft: Parameters<typeof markOf>[0], page: string): unknown {
  if (page === pageKeys.behalf) return draft.behalf;
  if (page === pageKeys.contact) return draft.contact;
  const section = draft.definition.sections.find((one) => one.key === page);
  if (section === undefined) return undefined;
  if (section.repeat !== undefined) return draft.answers[section.key] ?? null;
  const keys = new Set(section.fields.map((field) => field.key));
  return Object.fromEntries(Object.entries(draft.answers).filter(([key]) => keys.has(key)));
}

/** The database keeps the keys of an object in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, inside]) => [key, inOrder(inside)]);
}
