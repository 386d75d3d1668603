import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { verifyAttributes } from '@cuaso/platform/signing/cms/build.ts';
import { sql } from 'kysely';
import { refuse } from './refusals.ts';
import { parsedCertificate } from './stored-certificate.ts';

type Waiting = {
  state: string;
  sessionState: string;
  expiresAt: Date;
  attributes: Buffer;
  der: Buffer;
  signature: Buffer | null;
};

/**
 * Takes the signature value of a document. It is kept only if the certificate's key made it over exactly what was
 * prepared; the same answer twice is one answer, another one is refused. What follows is a job's work.
 */
export async function takeAnswer(
  ctx: Context,
  answer: { sessionId: string; itemId: string; signature: Buffer },
): Promise<void> {
  const { sessionId, itemId, signature } = answer;
  // The session first, then its item: the same order as whoever cancels it.
  await sql`select from signing.session where id = ${sessionId} for update`.execute(ctx.tx);
  const found = await sql<Waiting>`select i.state, s.state as "sessionState", s.expires_at as "expiresAt", i.attributes,
      c.der, i.signature
    from signing.item i join signing.session s on s.id = i.session_id join signing.certificate c on c.id = s.certificate_id
    where i.id = ${itemId} and i.session_id = ${sessionId} for update of i`.execute(ctx.tx);
  const item = found.rows[0] ?? refuse('item_not_found');
  const repeated = item.signature?.equals(signature) ?? false;
  if (repeated && (item.state === 'answered' || item.state === 'signed')) return;
  if (item.state !== 'waiting' && item.state !== 'sent') refuse('item_not_waiting');
  if (item.sessionState !== 'open' || item.expiresAt <= ctx.now) refuse('session_over');
  if (!verifyAttributes(parsedCertificate(ctx, item.der), item.attributes, signature)) refuse('signature_wrong');
  await sql`update signing.item set state = 'answered', signature = ${signature}, changed_at = ${ctx.now}
    where id = ${itemId}`.execute(ctx.tx);
  await enqueue(ctx, 'signing.finish-item', { itemId }, { key: `signing:${itemId}` });
}
