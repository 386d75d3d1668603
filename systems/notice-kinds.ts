import { dossierNotices } from '@cuaso/platform/cases/dossier-notices.ts';
import type { NoticeKind } from '@cuaso/platform/notices/kind.ts';
import { oneTimeCode } from './notices/one-time-code.ts';
import { paymentNotices } from './payments/payment-notices.ts';
import { postNotices } from './post/notices.ts';

/** Everything that people are told: of each engine and system that tells something. */
export const noticeKinds: readonly NoticeKind[] = [
  ...Object.values(dossierNotices),
  ...Object.values(paymentNotices),
  oneTimeCode,
  ...Object.values(postNotices),
];
