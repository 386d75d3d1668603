import { erased } from '@cuaso/platform/operations/registry.ts';
import { head } from './head.ts';
import { listEntries } from './list-entries.ts';
import { viewsOf } from './views-of.ts';

/** Every operation of this system. */
export const operations = [head, listEntries, viewsOf].map(erased);
