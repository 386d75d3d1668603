import { createHmac, timingSafeEqual } from 'node:crypto';
import * as fields from '@cuaso/kernel/fields.ts';
import { hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sealed, unsealed } from '@cuaso/platform/signing/sealing-key.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Minutes in which a code can be typed in. */
export const codeMinutes = 10;
/** Minutes in which the dossiers stay open after that. */
export const openMinutes = 15;
/** How often a code may be tried. */
export const mostTries = 5;
/** How many codes may be asked for by one number, and sent to one telephone, in a day. */
export const mostCodesPerDay = 6;

const personSchema = z.strictObject({ number: z.string(), phone: z.string(), email: z.string() });

/** By what somebody asks, and where the code goes: with a number the telephone or address is found only afterwards. */
export type AskingPerson = z.infer<typeof personSchema>;

/** What a person types who has no code of a dossier: the personal number, or the mobile telephone on the dossier. */
export const lookupNumber = z
  .string()
  .max(40)
  .overwrite((text) => tidied(text) ?? text)
  .refine((text) => tidied(text) !== undefined, {
    error: 'Số định danh cá nhân gồm 12 chữ số, số điện thoại di động gồm 10 chữ số. Hãy xem lại.',
  });

/** The token of a look-up, as a cookie carries it. */
export const lookupToken = z.string().max(100);

/** One row of those who look up without an account. */
export type LookupRow = {
  id: string;
  person: Buffer;
  codeHash: Buffer | null;
  tries: number;
  sentAt: Date | null;
  openedAt: Date | null;
  expiresAt: Date;
};

const columns = sql`id, person, code_hash as "codeHash", tries, sent_at as "sentAt", opened_at as "openedAt", expires_at as "expiresAt"`;

/** The look-up of a token, if there is one; a command holds it. */
export async function findLookup(
  ctx: Context,
  by: { token: string } | { id: string },
  why: 'look' | 'change',
): Promise<LookupRow | undefined> {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`token_hash = ${hashOfToken(by.token)}`;
  const lock = why === 'change' ? sql`for update` : sql``;
  const found = await sql<LookupRow>`select ${columns} from services.lookup where ${where} ${lock}`.execute(ctx.tx);
  return found.rows[0];
}

/** Whether a number is a mobile telephone and no personal number. */
export function isPhone(number: string): boolean {
  return fields.phone.safeParse(number).success;
}

/** The person of a look-up as it is kept: sealed, and bound to its row. */
export function sealedPerson(ctx: Context, id: string, person: AskingPerson): Buffer {
  return sealed(noticeServicesOf(ctx.memory).sealingKey, Buffer.from(JSON.stringify(person)), id, ctx.random);
}

/** The person of a look-up. */
export function personOf(ctx: Context, row: Pick<LookupRow, 'id' | 'person'>): AskingPerson {
  const plain = unsealed(noticeServicesOf(ctx.memory).sealingKey, row.person, row.id);
  return personSchema.parse(JSON.parse(plain.toString()));
}

/** What is kept of a number, an address or a code: with the key of the installation, because there are few to try. */
export function keyedHashOf(ctx: Context, purpose: 'number' | 'contact' | 'code', text: string): Buffer {
  const key = noticeServicesOf(ctx.memory).sealingKey;
  return createHmac('sha256', key).update(`services.lookup ${purpose} ${text}`).digest();
}

/** Whether a code is the one that was sent; where none was sent, none is. */
export function isCodeOf(ctx: Context, row: LookupRow, code: string): boolean {
  const given = keyedHashOf(ctx, 'code', `${row.id} ${code}`);
  return row.codeHash !== null && timingSafeEqual(row.codeHash, given);
}

// A landline takes no messages, and an old card number of nine digits is no telephone.
function tidied(text: string): string | undefined {
  const phone = fields.phone.safeParse(text);
  if (phone.success) return phone.data.startsWith('02') ? undefined : phone.data;
  return fields.personalNumber.safeParse(text).data;
}
