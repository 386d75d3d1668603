import { erased } from '@cuaso/platform/operations/registry.ts';
import { addAuthority } from './add-authority.ts';
import { beginPairing } from './begin-pairing.ts';
import { cancelSession } from './cancel-session.ts';
import { changeAuthority } from './change-authority.ts';
import { checkFile } from './check-file.ts';
import { completeItem } from './complete-item.ts';
import { expireSessions } from './expire-sessions.ts';
import { exportCertificates } from './export-certificates.ts';
import { failSession } from './fail-session.ts';
import { getCertificate } from './get-certificate.ts';
import { getDocumentWork } from './get-document-work.ts';
import { getItemWork } from './get-item-work.ts';
import { getMyMeans } from './get-my-means.ts';
import { getSessionWork } from './get-session-work.ts';
import { getSession } from './get-session.ts';
import { getSignedDocument } from './get-signed-document.ts';
import { giveSignature } from './give-signature.ts';
import { keepAnswers } from './keep-answers.ts';
import { keepRaised } from './keep-raised.ts';
import { keepRevocation } from './keep-revocation.ts';
import { listAuthorities } from './list-authorities.ts';
import { listCertificates } from './list-certificates.ts';
import { listMySessions } from './list-my-sessions.ts';
import { listStaleAuthorities } from './list-stale-authorities.ts';
import { listToRaise } from './list-to-raise.ts';
import { loadMeans } from './load-means.ts';
import { noteProgress } from './note-progress.ts';
import { openSeal } from './open-seal.ts';
import { openSession } from './open-session.ts';
import { pairAgent } from './pair-agent.ts';
import { recheckSome } from './recheck-documents.ts';
import { recordCustody } from './record-custody.ts';
import { refuseWork } from './refuse-work.ts';
import { registerCertificate } from './register-certificate.ts';
import { requestOtp } from './request-otp.ts';
import { revokeAgent } from './revoke-agent.ts';
import { setCertificateImage } from './set-certificate-image.ts';
import { takeWork } from './take-work.ts';

/** Every operation of this system. */
export const operations = [
  addAuthority,
  beginPairing,
  cancelSession,
  changeAuthority,
  checkFile,
  completeItem,
  expireSessions,
  exportCertificates,
  failSession,
  getCertificate,
  getDocumentWork,
  getItemWork,
  getMyMeans,
  getSessionWork,
  getSession,
  getSignedDocument,
  giveSignature,
  keepAnswers,
  keepRaised,
  keepRevocation,
  listAuthorities,
  listCertificates,
  listMySessions,
  listStaleAuthorities,
  listToRaise,
  loadMeans,
  noteProgress,
  openSeal,
  openSession,
  pairAgent,
  recheckSome,
  recordCustody,
  refuseWork,
  registerCertificate,
  requestOtp,
  revokeAgent,
  setCertificateImage,
  takeWork,
].map(erased);
