import { randomRequestId } from './request-id.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { findPaymentGateway, type PaymentFacts, type PaymentGateway } from './gateway/gateway.ts';
import { listOpenAttempts } from './list-open-attempts.ts';
import { matchCallbacks } from './match-callbacks.ts';
import { self } from './platform-actor.ts';
import { recordAnswer } from './record-answer.ts';

/**
 * Asks the gateway about every payment left open: who closed the browser after paying is marked paid all the same. It goes over
 * the network, each question outside any transaction; two processes that ask at once do no harm.
 */
export async function askGateway(platform: Platform): Promise<void> {
  const gateway = findPaymentGateway(platform.memory);
  if (gateway === undefined) return;
  await run(platform, matchCallbacks, self, {});
  const { rows } = await run(platform, listOpenAttempts, self, {});
  for (const { attemptId, reference, createdAt } of rows) {
    const facts = await answerOf(gateway, {
      requestId: randomRequestId(platform),
      reference,
      createdAt: new Date(createdAt),
    });
    await run(platform, recordAnswer, self, { attemptId, facts: facts ?? null });
  }
}

/** A gateway that is silent or untrustworthy has said nothing about the payment. */
async function answerOf(
  gateway: PaymentGateway,
  payment: Parameters<PaymentGateway['query']>[0],
): Promise<PaymentFacts | undefined> {
  try {
    return await gateway.query(payment);
  } catch {
    return undefined;
  }
}
