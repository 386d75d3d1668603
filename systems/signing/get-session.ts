import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { checkCodeOf } from '@cuaso/platform/signing/mobile/check-code.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { devices } from './certificate-rows.ts';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';
import { sentenceOfRefusal } from './refusal-sentence.ts';

const itemSchema = z.strictObject({
  itemId: z.string(),
  subjectId: z.string(),
  title: z.string(),
  detail: z.string(),
  state: z.enum(['waiting', 'sent', 'answered', 'signed', 'failed', 'cancelled']),
  /** Signing by telephone: the same four digits stand on the telephone. */
  checkCode: z.string(),
  refusal: z.string(),
  documentId: z.string().nullable(),
  level: z.string().nullable(),
});

/** A session with each of its documents, as its signer follows it. */
export const sessionSchema = z.strictObject({
  id: z.string(),
  role: z.enum(['person', 'organisation']),
  way: z.enum(['server', 'agent', 'remote', 'sim']),
  state: z.enum(['open', 'ended', 'cancelled', 'expired']),
  refusal: z.string(),
  device: z.enum(devices),
  holderName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  items: z.array(itemSchema),
});

type Row = z.infer<typeof itemSchema> & { digest: Buffer | null; refusal: string };
type Head = Omit<z.infer<typeof sessionSchema>, 'createdAt' | 'expiresAt' | 'items'> & {
  createdAt: Date;
  expiresAt: Date;
};

/** An own signing session: how far it is, and why a document was not signed. */
export const getSession = query({
  name: 'signing.get-session',
  summary: 'Theo dõi phiên ký',
  input: z.strictObject({ sessionId: uuid }),
  output: sessionSchema,
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  run: async (ctx, { sessionId }) => {
    const head = await getHead(ctx, sessionId);
    const found =
      await sql<Row>`select i.id as "itemId", i.subject_id as "subjectId", i.title, i.detail, i.state, i.refusal,
        i.digest, i.document_id as "documentId", d.level
      from signing.item i left join signing.document d on d.id = i.document_id
      where i.session_id = ${sessionId} order by i.ordinal`.execute(ctx.tx);
    const items = found.rows.map(({ digest, ...item }) => ({
      ...item,
      refusal: sentenceOfRefusal(item.refusal),
      checkCode: head.way === 'sim' && digest !== null ? checkCodeOf(digest) : '',
    }));
    return {
      ...head,
      refusal: sentenceOfRefusal(head.refusal),
      createdAt: head.createdAt.toISOString(),
      expiresAt: head.expiresAt.toISOString(),
      items,
    };
  },
});

async function getHead(ctx: Context, sessionId: string): Promise<Head> {
  const { officialId } = officialOf(ctx);
  const found = await sql<Head>`select s.id, s.role, s.way, s.state, s.refusal, c.device, c.holder_name as "holderName",
      s.created_at as "createdAt", s.expires_at as "expiresAt"
    from signing.session s join signing.certificate c on c.id = s.certificate_id
    where s.id = ${sessionId} and s.official_id = ${officialId}`.execute(ctx.tx);
  return found.rows[0] ?? refuse('session_not_found');
}
