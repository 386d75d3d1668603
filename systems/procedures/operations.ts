import { erased } from '@cuaso/platform/operations/registry.ts';
import { browseProcedures } from './browse-procedures.ts';
import { discardDraft } from './discard-draft.ts';
import { exportProcedures } from './export-procedures.ts';
import { getChecklist } from './get-checklist.ts';
import { getDraft } from './get-draft.ts';
import { getListed } from './get-listed.ts';
import { getProcedure } from './get-procedure.ts';
import { listCodes } from './list-codes.ts';
import { listDrafts } from './list-drafts.ts';
import { listExecutors } from './list-executors.ts';
import { listFields } from './list-fields.ts';
import { listShelf } from './list-shelf.ts';
import { listShelves } from './list-shelves.ts';
import { listVersions } from './list-versions.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { publishDraft } from './publish-draft.ts';
import { repealProcedure } from './repeal-procedure.ts';
import { saveDraft } from './save-draft.ts';
import { searchProcedures } from './search-procedures.ts';

/** Every operation of this system. */
export const operations = [
  browseProcedures,
  discardDraft,
  exportProcedures,
  getChecklist,
  getDraft,
  getListed,
  getProcedure,
  listCodes,
  listDrafts,
  listExecutors,
  listFields,
  listShelf,
  listShelves,
  listVersions,
  loadCatalogue,
  publishDraft,
  repealProcedure,
  saveDraft,
  searchProcedures,
].map(erased);
