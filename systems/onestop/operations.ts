import { erased } from '@cuaso/platform/operations/registry.ts';
import { acceptDossier } from './accept-dossier.ts';
import { addNote } from './add-note.ts';
import { applyCalendarChange } from './apply-calendar-change.ts';
import { assignDossier } from './assign-dossier.ts';
import { attachFile } from './attach-file.ts';
import { countInbox } from './count-inbox.ts';
import { draftResult } from './draft-result.ts';
import { findApplicant } from './find-applicant.ts';
import { findDossier } from './find-dossier.ts';
import { getCalendar } from './get-calendar.ts';
import { getDossier } from './get-dossier.ts';
import { giveOpinion } from './give-opinion.ts';
import { handOnDossier } from './hand-on-dossier.ts';
import { handOverResult } from './hand-over-result.ts';
import { installCalendar } from './install-calendar.ts';
import { issueResult } from './issue-result.ts';
import { listInbox } from './list-inbox.ts';
import { previewCalendarChange } from './preview-calendar-change.ts';
import { previewResult } from './preview-result.ts';
import { printControlSheet } from './print-control-sheet.ts';
import { printReceipt } from './print-receipt.ts';
import { printRefusal } from './print-refusal.ts';
import { printSupplement } from './print-supplement.ts';
import { readFile } from './read-file.ts';
import { receiveSupplement } from './receive-supplement.ts';
import { refuseDossier } from './refuse-dossier.ts';
import { requestSupplement } from './request-supplement.ts';
import { sendBackDossier } from './send-back-dossier.ts';
import { signResult } from './sign-result.ts';
import { signResults } from './sign-results.ts';
import { takeDossier } from './take-dossier.ts';
import { takeInDossier } from './take-in-dossier.ts';
import { withdrawDossier } from './withdraw-dossier.ts';

/** Every operation of this system. */
export const operations = [
  acceptDossier,
  addNote,
  applyCalendarChange,
  assignDossier,
  attachFile,
  countInbox,
  draftResult,
  findApplicant,
  findDossier,
  getCalendar,
  getDossier,
  giveOpinion,
  handOnDossier,
  handOverResult,
  installCalendar,
  issueResult,
  listInbox,
  previewCalendarChange,
  previewResult,
  printControlSheet,
  printReceipt,
  printRefusal,
  printSupplement,
  readFile,
  receiveSupplement,
  refuseDossier,
  requestSupplement,
  sendBackDossier,
  signResult,
  signResults,
  takeDossier,
  takeInDossier,
  withdrawDossier,
].map(erased);
