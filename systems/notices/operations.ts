import { erased } from '@cuaso/platform/operations/registry.ts';
import { allowDevice } from './allow-device.ts';
import { answerSms } from './answer-sms.ts';
import { askZaloWord } from './ask-zalo-word.ts';
import { chooseMyNotices } from './choose-my-notices.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { exportDeliveries } from './export-deliveries.ts';
import { getMyChoices } from './get-my-choices.ts';
import { getNotice } from './get-notice.ts';
import { getSubscription } from './get-subscription.ts';
import { getTemplate } from './get-template.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listMyNotices } from './list-my-notices.ts';
import { listTemplates } from './list-templates.ts';
import { publishTemplate } from './publish-template.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { removeDevice } from './remove-device.ts';
import { resendDelivery } from './resend-delivery.ts';
import { resendOutbox } from './resend-outbox.ts';
import { saveTemplate } from './save-template.ts';
import { takeSmsReceipt } from './take-sms-receipt.ts';
import { takeZaloEvent } from './take-zalo-event.ts';
import { trustMyAddress } from './trust-my-address.ts';
import { claimZaloRenewal, getZaloToken, keepZaloTokens } from './zalo-tokens.ts';

/** Every operation of this system. */
export const operations = [
  allowDevice,
  answerSms,
  askZaloWord,
  chooseMyNotices,
  claimDeliveries,
  claimZaloRenewal,
  exportDeliveries,
  getMyChoices,
  getNotice,
  getSubscription,
  getTemplate,
  getZaloToken,
  keepZaloTokens,
  listDeliveries,
  listMyNotices,
  listTemplates,
  publishTemplate,
  recordOutcomes,
  removeDevice,
  resendDelivery,
  resendOutbox,
  saveTemplate,
  takeSmsReceipt,
  takeZaloEvent,
  trustMyAddress,
].map(erased);
