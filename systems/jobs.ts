import { forgetKeys } from '@cuaso/platform/jobs/forget-keys.ts';
import { type Job, job } from '@cuaso/platform/jobs/job.ts';
import { publishHead, seal } from '@cuaso/platform/jobs/publish-head.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { forgetUploads } from './files/forget-uploads.ts';
import { removeOrphanFiles } from './files/remove-orphan-files.ts';
import { z } from 'zod';
import { forgetExpired } from './identity/forget-expired.ts';
import { renewZaloTokens } from './notices/renew-zalo-tokens.ts';
import { sendDue } from './notices/send-due.ts';
import { askGateway } from './payments/ask-gateway.ts';
import { reconcileDay } from './payments/reconcile-day.ts';
import { workRefund } from './payments/work-refund.ts';
import { askForOtp } from './signing/step-remote.ts';
import { expireSessions } from './signing/expire-sessions.ts';
import { finishItem } from './signing/finish-item.ts';
import { openSeal } from './signing/open-seal.ts';
import { raiseDocuments } from './signing/raise-documents.ts';
import { recheckDocuments } from './signing/recheck-documents.ts';
import { refreshRevocations } from './signing/refresh-revocations.ts';
import { forgetDrafts } from './services/forget-drafts.ts';
import { forgetLookups } from './services/forget-lookups.ts';
import { sendLookupCode } from './services/send-lookup-code.ts';
import { workSession } from './signing/work-session.ts';

/** Every job of the platform: those of the engines, and those that call an operation of a system by the clock. */
export const jobs: readonly Job[] = [
  seal,
  publishHead,
  forgetKeys,
  job({
    name: 'identity.forget-expired',
    schedule: { dailyAt: '02:20' },
    run: (platform) => run(platform, forgetExpired, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'files.remove-orphans',
    schedule: { dailyAt: '02:40' },
    run: (platform) => run(platform, removeOrphanFiles, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'files.forget-uploads',
    schedule: { dailyAt: '02:35' },
    run: (platform) => run(platform, forgetUploads, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'services.forget-drafts',
    schedule: { dailyAt: '02:30' },
    run: (platform) => run(platform, forgetDrafts, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'services.send-lookup-code',
    payload: z.object({ lookupId: z.string() }),
    run: (platform, { lookupId }) => run(platform, sendLookupCode, { kind: 'system', name: 'services' }, { lookupId }),
  }),
  job({
    name: 'services.forget-lookups',
    schedule: { dailyAt: '02:45' },
    run: (platform) => run(platform, forgetLookups, { kind: 'system', name: 'jobs' }, {}),
  }),
  job({
    name: 'signing.work-session',
    payload: z.object({ sessionId: z.string() }),
    run: (platform, { sessionId }) => workSession(platform, sessionId),
  }),
  job({
    name: 'signing.finish-item',
    payload: z.object({ itemId: z.string() }),
    run: (platform, { itemId }) => finishItem(platform, itemId),
  }),
  job({
    name: 'signing.request-otp',
    payload: z.object({ credentialId: z.string() }),
    run: (platform, { credentialId }) => askForOtp(platform, credentialId),
  }),
  job({
    name: 'signing.seal',
    payload: z.object({ purpose: z.string(), subjectId: z.string(), agencyId: z.string() }),
    run: (platform, form) => run(platform, openSeal, { kind: 'system', name: 'signing' }, form),
  }),
  job({
    name: 'signing.expire-sessions',
    schedule: { everySeconds: 30 },
    run: (platform) => run(platform, expireSessions, { kind: 'system', name: 'signing' }, {}),
  }),
  job({ name: 'notices.renew-zalo-tokens', schedule: { everySeconds: 60 }, run: renewZaloTokens }),
  job({ name: 'notices.send-due', schedule: { everySeconds: 2 }, run: (platform) => sendDue(platform) }),
  job({ name: 'payments.ask-gateway', schedule: { everySeconds: 15 }, run: askGateway }),
  job({ name: 'payments.reconcile-day', schedule: { dailyAt: '01:30' }, run: reconcileDay }),
  job({
    name: 'payments.work-refund',
    payload: z.object({ refundId: z.string() }),
    run: (platform, { refundId }) => workRefund(platform, refundId),
  }),
  job({ name: 'signing.refresh-revocations', schedule: { everySeconds: 60 }, run: refreshRevocations }),
  job({ name: 'signing.raise-documents', schedule: { everySeconds: 60 }, run: raiseDocuments }),
  job({ name: 'signing.recheck-documents', schedule: { dailyAt: '03:10' }, run: recheckDocuments }),
];
