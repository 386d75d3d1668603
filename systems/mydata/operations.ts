import { erased } from '@cuaso/platform/operations/registry.ts';
import { exportAll } from './export-all.ts';
import { getOverview } from './get-overview.ts';
import { listReaders } from './list-readers.ts';

/** Every operation of this system. */
export const operations = [exportAll, getOverview, listReaders].map(erased);
