import { erased } from '@cuaso/platform/operations/registry.ts';
import { askRefund } from './ask-refund.ts';
import { beginPayment } from './begin-payment.ts';
import { cancelPayment } from './cancel-payment.ts';
import { collectPayment } from './collect-payment.ts';
import { decideRefund } from './decide-refund.ts';
import { exportPayments } from './export-payments.ts';
import { getMyPayment } from './get-my-payment.ts';
import { getPayment } from './get-payment.ts';
import { getRefundWork } from './get-refund-work.ts';
import { importStatement } from './import-statement.ts';
import { listAccounts } from './list-accounts.ts';
import { listDifferences } from './list-differences.ts';
import { listOfDossier } from './list-of-dossier.ts';
import { listOfMyDossier } from './list-of-my-dossier.ts';
import { listOpenAttempts } from './list-open-attempts.ts';
import { listPayments } from './list-payments.ts';
import { listRefunds } from './list-refunds.ts';
import { listTransfers } from './list-transfers.ts';
import { matchCallbacks } from './match-callbacks.ts';
import { matchTransfer } from './match-transfer.ts';
import { printMyReceipt } from './print-my-receipt.ts';
import { printReceipt } from './print-receipt.ts';
import { raiseOnNotice } from './raise-on-notice.ts';
import { recordAnswer } from './record-answer.ts';
import { recordReconciliation } from './record-reconciliation.ts';
import { recordRefundByHand } from './record-refund-by-hand.ts';
import { recordRefund } from './record-refund.ts';
import { setAccount } from './set-account.ts';
import { setAsideTransfer } from './set-aside-transfer.ts';
import { settleDifference } from './settle-difference.ts';
import { takeCallback } from './take-callback.ts';
import { voidReceipt } from './void-receipt.ts';

/** Every operation of this system. */
export const operations = [
  askRefund,
  beginPayment,
  cancelPayment,
  collectPayment,
  decideRefund,
  exportPayments,
  getMyPayment,
  getPayment,
  getRefundWork,
  importStatement,
  listAccounts,
  listDifferences,
  listOfDossier,
  listOfMyDossier,
  listOpenAttempts,
  listPayments,
  listRefunds,
  listTransfers,
  matchCallbacks,
  matchTransfer,
  printMyReceipt,
  printReceipt,
  raiseOnNotice,
  recordAnswer,
  recordReconciliation,
  recordRefundByHand,
  recordRefund,
  setAccount,
  setAsideTransfer,
  settleDifference,
  takeCallback,
  voidReceipt,
].map(erased);
