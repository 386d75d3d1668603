import { addDays, dayOf } from '@cuaso/kernel/clock.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { findPaymentGateway } from './gateway/gateway.ts';
import { self } from './platform-actor.ts';
import { recordReconciliation } from './record-reconciliation.ts';
import { randomRequestId } from './request-id.ts';

/** Compares yesterday with the gateway's list, where the gateway offers one; one that is out of reach is asked again by the jobs' engine. */
export async function reconcileDay(platform: Platform): Promise<void> {
  const listOf = findPaymentGateway(platform.memory)?.listOf;
  if (listOf === undefined) return;
  const day = addDays(dayOf(platform.clock.now()), -1);
  await run(platform, recordReconciliation, self, { day, listed: await listOf(day, randomRequestId(platform)) });
}
