import { erased } from '@cuaso/platform/operations/registry.ts';
import { askLookupCode } from './ask-lookup-code.ts';
import { checkDraft } from './check-draft.ts';
import { checkFiling } from './check-filing.ts';
import { closeLookup } from './close-lookup.ts';
import { correctMyContact } from './correct-my-contact.ts';
import { discardDraft } from './discard-draft.ts';
import { fileDossier } from './file-dossier.ts';
import { forgetDrafts } from './forget-drafts.ts';
import { forgetLookups } from './forget-lookups.ts';
import { getAppointmentWithCode } from './get-appointment-with-code.ts';
import { getDraft } from './get-draft.ts';
import { getKeptTyping } from './get-kept-typing.ts';
import { getMyAppointment } from './get-my-appointment.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { getReusedFigures } from './get-reused-figures.ts';
import { keepTyping } from './keep-typing.ts';
import { listLookedUp } from './list-looked-up.ts';
import { listMyDossiers } from './list-my-dossiers.ts';
import { listMyDrafts } from './list-my-drafts.ts';
import { listMyPapers } from './list-my-papers.ts';
import { listMyTasks } from './list-my-tasks.ts';
import { lookupDossier } from './lookup-dossier.ts';
import { moveDraft } from './move-draft.ts';
import { openLookup } from './open-lookup.ts';
import { printMyReceipt } from './print-my-receipt.ts';
import { readMyFile } from './read-my-file.ts';
import { saveDraftAnswers } from './save-draft-answers.ts';
import { saveDraftBehalf } from './save-draft-behalf.ts';
import { saveDraftContact } from './save-draft-contact.ts';
import { saveDraftPapers } from './save-draft-papers.ts';
import { sendDraft } from './send-draft.ts';
import { sendLookupCode } from './send-lookup-code.ts';
import { startDraft } from './start-draft.ts';
import { supplementMyDossier } from './supplement-my-dossier.ts';
import { withdrawMyDossier } from './withdraw-my-dossier.ts';

/** Every operation of this system. */
export const operations = [
  askLookupCode,
  checkDraft,
  checkFiling,
  closeLookup,
  correctMyContact,
  discardDraft,
  fileDossier,
  forgetDrafts,
  forgetLookups,
  getAppointmentWithCode,
  getDraft,
  getKeptTyping,
  getMyAppointment,
  getMyDossier,
  getReusedFigures,
  keepTyping,
  listLookedUp,
  listMyDossiers,
  listMyDrafts,
  listMyPapers,
  listMyTasks,
  lookupDossier,
  moveDraft,
  openLookup,
  printMyReceipt,
  readMyFile,
  saveDraftAnswers,
  saveDraftBehalf,
  saveDraftContact,
  saveDraftPapers,
  sendDraft,
  sendLookupCode,
  startDraft,
  supplementMyDossier,
  withdrawMyDossier,
].map(erased);
