import { erased } from '@cuaso/platform/operations/registry.ts';
import { checkFiling } from './check-filing.ts';
import { correctMyContact } from './correct-my-contact.ts';
import { fileDossier } from './file-dossier.ts';
import { getAppointmentWithCode } from './get-appointment-with-code.ts';
import { getMyAppointment } from './get-my-appointment.ts';
import { getMyDossier } from './get-my-dossier.ts';
import { listMyDossiers } from './list-my-dossiers.ts';
import { lookupDossier } from './lookup-dossier.ts';
import { printMyReceipt } from './print-my-receipt.ts';
import { readMyFile } from './read-my-file.ts';
import { supplementMyDossier } from './supplement-my-dossier.ts';
import { withdrawMyDossier } from './withdraw-my-dossier.ts';

/** Every operation of this system. */
export const operations = [
  checkFiling,
  correctMyContact,
  fileDossier,
  getAppointmentWithCode,
  getMyAppointment,
  getMyDossier,
  listMyDossiers,
  lookupDossier,
  printMyReceipt,
  readMyFile,
  supplementMyDossier,
  withdrawMyDossier,
].map(erased);
