import { erased } from '@cuaso/platform/operations/registry.ts';
import { answerLoss } from './answer-loss.ts';
import { attachProof } from './attach-proof.ts';
import { cancelItem } from './cancel-item.ts';
import { cancelMyPost } from './cancel-my-post.ts';
import { correctAddress } from './correct-address.ts';
import { correctMyAddress } from './correct-my-address.ts';
import { exportHandOver } from './export-hand-over.ts';
import { exportItems } from './export-items.ts';
import { getHandOver } from './get-hand-over.ts';
import { getItem } from './get-item.ts';
import { getTariff } from './get-tariff.ts';
import { importReport } from './import-report.ts';
import { listHandOvers } from './list-hand-overs.ts';
import { listItems } from './list-items.ts';
import { listOfDossier } from './list-of-dossier.ts';
import { listOfMyDossier } from './list-of-my-dossier.ts';
import { listReports } from './list-reports.ts';
import { makeHandOver } from './make-hand-over.ts';
import { printHandOver } from './print-hand-over.ts';
import { readMyProof } from './read-my-proof.ts';
import { readProof } from './read-proof.ts';
import { recordByHand } from './record-by-hand.ts';
import { recordTracking } from './record-tracking.ts';
import { reportMyLoss } from './report-my-loss.ts';
import { requestForApplicant } from './request-for-applicant.ts';
import { requestMyPost } from './request-my-post.ts';
import { setTariff } from './set-tariff.ts';
import { strikeItem } from './strike-item.ts';

/** Every operation of this system. */
export const operations = [
  answerLoss,
  attachProof,
  cancelItem,
  cancelMyPost,
  correctAddress,
  correctMyAddress,
  exportHandOver,
  exportItems,
  getHandOver,
  getItem,
  getTariff,
  importReport,
  listHandOvers,
  listItems,
  listOfDossier,
  listOfMyDossier,
  listReports,
  makeHandOver,
  printHandOver,
  readMyProof,
  readProof,
  recordByHand,
  recordTracking,
  reportMyLoss,
  requestForApplicant,
  requestMyPost,
  setTariff,
  strikeItem,
].map(erased);
