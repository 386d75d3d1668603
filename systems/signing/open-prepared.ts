import { type Failure, isFailure } from '@cuaso/kernel/errors.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { purposeOf, type SigningRole } from '@cuaso/platform/signing/purpose.ts';
import { sealed } from '@cuaso/platform/signing/sealing-key.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { sql } from 'kysely';
import { prepareDocument } from './prepare-document.ts';
import { failureOf } from './refusals.ts';
import type { StoredCertificate } from './stored-certificate.ts';
import { queueOf, sessionMinutes, type Way } from './ways.ts';

/** A session to be opened: by whom, with which certificate, for which documents. */
export type Opening = {
  certificate: StoredCertificate;
  role: SigningRole;
  way: Way;
  purpose: string;
  subjects: readonly { subjectId: string; params: Record<string, unknown> }[];
  signer: Actor;
  activation: { pin: string; otp: string } | null;
};

/** Writes the session and prepares each document; the work begins when the transaction is committed. */
export async function openPrepared(
  ctx: Context,
  opening: Opening,
): Promise<{ sessionId: string; waiting: number; failed: number }> {
  const sessionId = ctx.newId();
  const { signer, certificate } = opening;
  const expiresAt = new Date(ctx.now.getTime() + sessionMinutes[opening.way] * 60_000);
  await sql`insert into signing.session (id, official_id, account_id, certificate_id, role, way, created_at, expires_at,
      activation_secret)
    values (${sessionId}, ${signer.kind === 'official' ? signer.officialId : null},
      ${signer.kind === 'official' ? signer.accountId : null}, ${certificate.id}, ${opening.role}, ${opening.way},
      ${ctx.now}, ${expiresAt}, ${activationOf(ctx, opening, sessionId)})`.execute(ctx.tx);
  let waiting = 0;
  for (const [index, subject] of opening.subjects.entries()) {
    if (await addItem(ctx, opening, { ...subject, sessionId, ordinal: index + 1 })) waiting += 1;
  }
  if (waiting === 0) {
    await sql`update signing.session set state = 'ended', ended_at = ${ctx.now}, activation_secret = null
      where id = ${sessionId}`.execute(ctx.tx);
  } else if (opening.way !== 'agent') {
    await enqueue(
      ctx,
      'signing.work-session',
      { sessionId },
      { key: `signing:${sessionId}`, queue: queueOf(sessionId) },
    );
  }
  return { sessionId, waiting, failed: opening.subjects.length - waiting };
}

function activationOf(ctx: Context, { activation }: Opening, sessionId: string): Buffer | null {
  if (activation === null) return null;
  const { sealingKey } = signingServicesOf(ctx.memory);
  return sealed(sealingKey, Buffer.from(JSON.stringify(activation)), sessionId, ctx.random);
}

type Subject = { sessionId: string; ordinal: number; subjectId: string; params: Record<string, unknown> };

/** One document: prepared and waiting, or listed with the reason why not. */
async function addItem(ctx: Context, opening: Opening, subject: Subject): Promise<boolean> {
  await sql`savepoint one_document`.execute(ctx.tx);
  try {
    await insertWaiting(ctx, opening, subject);
    await sql`release savepoint one_document`.execute(ctx.tx);
    return true;
  } catch (error) {
    const failure = failureFrom(error);
    await sql`rollback to savepoint one_document`.execute(ctx.tx);
    const { sessionId, ordinal, subjectId } = subject;
    await sql`insert into signing.item (id, session_id, ordinal, purpose, subject_id, title, state, refusal, changed_at)
      values (${ctx.newId()}, ${sessionId}, ${ordinal}, ${opening.purpose}, ${subjectId},
        ${purposeOf(ctx, opening.purpose).title}, 'failed', ${failure.code}, ${ctx.now})`.execute(ctx.tx);
    return false;
  }
}

function failureFrom(error: unknown): Failure {
  if (isFailure(error)) return error;
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23505' && constraint === 'item_one_at_once') return failureOf('in_another_session');
  throw error;
}

async function insertWaiting(ctx: Context, opening: Opening, subject: Subject): Promise<void> {
  const purpose = purposeOf(ctx, opening.purpose);
  const { sessionId, ordinal, subjectId } = subject;
  const toSign = await purpose.prepare({ ...ctx, actor: opening.signer }, { ...subject, role: opening.role });
  if (opening.role === 'organisation' && toSign.agencyId !== opening.certificate.agencyId)
    throw failureOf('certificate_not_yours');
  const ready = await prepareDocument(ctx, toSign, opening.certificate, opening.role);
  await sql`insert into signing.item (id, session_id, ordinal, purpose, subject_id, title, detail, params, state, prepared,
      prepared_parts, attributes, digest, changed_at)
    values (${ctx.newId()}, ${sessionId}, ${ordinal}, ${opening.purpose}, ${subjectId}, ${toSign.title}, ${toSign.detail},
      ${JSON.stringify(toSign.params)}::jsonb, 'waiting', ${ready.bytes}, ${JSON.stringify(ready.parts)}::jsonb,
      ${ready.attributes}, ${ready.digest}, ${ctx.now})`.execute(ctx.tx);
}
