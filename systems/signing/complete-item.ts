import { type Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { purposeOf, type SigningRole } from '@cuaso/platform/signing/purpose.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { assemble } from './assemble.ts';
import { keepDocument } from './keep-document.ts';
import { self } from './platform-actor.ts';
import { endIfDone } from './session-progress.ts';

/** A document whose signature value has come, with all that is needed to complete it. */
export type AnsweredItem = {
  itemId: string;
  sessionId: string;
  purpose: string;
  subjectId: string;
  title: string;
  params: Record<string, unknown>;
  prepared: Buffer;
  parts: unknown;
  attributes: Buffer;
  signature: Buffer;
  role: SigningRole;
  officialId: string | null;
  accountId: string | null;
  certificateId: string;
  certificate: Buffer;
  holderName: string;
  positionTitle: string;
  agencyId: string;
};

/**
 * Completes a signed document in one transaction: puts the signature in, checks the whole as any receiver would, keeps file and
 * evidence, and lets what it was signed for go on. If anything of this fails, the document is not signed, and says why.
 */
export const completeItem = command({
  name: 'signing.complete-item',
  summary: 'Hoàn tất văn bản đã ký số',
  input: z.strictObject({ itemId: uuid, timeStamp: z.string() }),
  output: z.strictObject({ outcome: z.enum(['signed', 'failed', 'nothing']) }),
  access: { system: 'Chỉ việc nền hoàn tất văn bản đã ký' },
  run: async (ctx, { itemId, timeStamp }) => {
    const item = await holdAnswered(ctx, itemId);
    if (item === undefined) return { outcome: 'nothing' as const };
    await sql`savepoint one_document`.execute(ctx.tx);
    try {
      const documentId = await complete(ctx, item, Buffer.from(timeStamp, 'base64'));
      await sql`release savepoint one_document`.execute(ctx.tx);
      await sql`update signing.item set state = 'signed', document_id = ${documentId}, prepared = null, changed_at = ${ctx.now}
        where id = ${itemId}`.execute(ctx.tx);
      await endIfDone(ctx, item.sessionId);
      return { outcome: 'signed' as const };
    } catch (error) {
      if (!isFailure(error)) throw error;
      await sql`rollback to savepoint one_document`.execute(ctx.tx);
      await failItem(ctx, item, error);
      return { outcome: 'failed' as const };
    }
  },
});

async function complete(ctx: Context, item: AnsweredItem, timeStamp: Buffer): Promise<string> {
  const { bytes, report } = await assemble(ctx, item, timeStamp);
  const signer = await signerOf(ctx, item);
  const asSigner: Context = { ...ctx, actor: signer };
  const file = await storeFile(asSigner, { name: `${item.title.slice(0, 100)}.pdf`, bytes, purpose: 'signed' });
  const documentId = await keepDocument(ctx, item, { fileId: file.id, report });
  const { subjectId, role, params, holderName, positionTitle } = item;
  await purposeOf(ctx, item.purpose).finish(asSigner, {
    subjectId,
    role,
    documentId,
    fileId: file.id,
    params,
    signerName: holderName,
    signerTitle: positionTitle,
  });
  return documentId;
}

/** The signer with the grants of today: who has lost the position since the session began does not sign any more. */
async function signerOf(ctx: Context, { officialId, accountId }: AnsweredItem): Promise<Actor> {
  if (officialId === null || accountId === null) return self;
  return loadOfficial(ctx.tx, officialId, accountId, ctx.now);
}

async function failItem(ctx: Context, item: AnsweredItem, failure: Failure): Promise<void> {
  await sql`update signing.item set state = 'failed', refusal = ${failure.code}, changed_at = ${ctx.now}
    where id = ${item.itemId}`.execute(ctx.tx);
  await endIfDone(ctx, item.sessionId);
}

async function holdAnswered(ctx: Context, itemId: string): Promise<AnsweredItem | undefined> {
  const held = await sql<{
    sessionId: string;
  }>`select session_id as "sessionId" from signing.item where id = ${itemId}`.execute(ctx.tx);
  await sql`select from signing.session where id = ${held.rows[0]?.sessionId ?? null} for update`.execute(ctx.tx);
  const found = await sql<AnsweredItem>`select i.id as "itemId", i.session_id as "sessionId", i.purpose,
      i.subject_id as "subjectId", i.title, i.params, i.prepared, i.prepared_parts as parts, i.attributes, i.signature,
      s.role, s.official_id as "officialId", s.account_id as "accountId", c.id as "certificateId", c.der as certificate,
      c.holder_name as "holderName", c.position_title as "positionTitle", c.agency_id as "agencyId"
    from signing.item i join signing.session s on s.id = i.session_id join signing.certificate c on c.id = s.certificate_id
    where i.id = ${itemId} and i.state = 'answered' for update of i`.execute(ctx.tx);
  return found.rows[0];
}
