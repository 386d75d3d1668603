import { erased } from '@cuaso/platform/operations/registry.ts';
import { discardDraft } from './discard-draft.ts';
import { getDraft } from './get-draft.ts';
import { getListed } from './get-listed.ts';
import { getProcedure } from './get-procedure.ts';
import { listDrafts } from './list-drafts.ts';
import { listFields } from './list-fields.ts';
import { listVersions } from './list-versions.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { publishDraft } from './publish-draft.ts';
import { repealProcedure } from './repeal-procedure.ts';
import { saveDraft } from './save-draft.ts';
import { searchProcedures } from './search-procedures.ts';

/** Every operation of this system. */
export const operations = [
  discardDraft,
  getDraft,
  getListed,
  getProcedure,
  listDrafts,
  listFields,
  listVersions,
  loadCatalogue,
  publishDraft,
  repealProcedure,
  saveDraft,
  searchProcedures,
].map(erased);
