/** What other systems may use of the one-stop shop. */
export { answersInWords, papersInWords, partiesOf, stepsInWords } from './in-words.ts';
export { eventInWords } from './event-in-words.ts';
export {
  answerShownSchema,
  attachmentShownSchema,
  dossierFacts,
  eventShownSchema,
  paperShownSchema,
  partiesShown,
  stepShownSchema,
} from './dossier-schema.ts';
export { type Filing, fileDossier } from './intake.ts';
export { loadAttachments, loadDossierRow } from './load-dossier.ts';
export { checkApplicant } from './applicant.ts';
export { formFactsOf, printed } from './form-facts.ts';
export { receiptDocumentOf } from './receipt-document.ts';
export { findSealedForm } from './printed-form.ts';
export { signedDocumentSchema, signedDocumentShown } from './signed-shown.ts';
