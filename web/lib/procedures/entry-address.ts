import type { Entry as CatalogueEntry } from '@cuaso/systems/procedures/catalogue-entries.ts';

/** A line of the catalogue. */
export type Entry = CatalogueEntry;

/** Where a line of the catalogue is read: what is only listed has a page of its own kind. */
export function addressOf({ code, status }: Pick<Entry, 'code' | 'status'>): string {
  return status === 'in_force'
    ? `/thu-tuc/${encodeURIComponent(code)}`
    : `/thu-tuc/danh-muc/${encodeURIComponent(code)}`;
}
