import { timingSafeEqual } from 'node:crypto';
import { dossierCode } from '@cuaso/kernel/ids.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../operations/context.ts';

/** What the paper of a dossier carries: its code, and the secret in its QR code. */
export const codeAndSecret = { code: dossierCode, secret: z.string().max(64) };

/** The dossier whose paper somebody holds; a wrong secret and a code that does not exist are answered alike. */
export async function getDossierBySecret(
  ctx: Context,
  paper: { code: string; secret: string },
): Promise<{ id: string; accountId: string | null }> {
  const found = await sql<{ id: string; accountId: string | null; secret: string }>`
    select id, account_id as "accountId", code_secret as secret from cases.dossier where code = ${paper.code}`.execute(
    ctx.tx,
  );
  const row = found.rows[0];
  if (row === undefined || !same(row.secret, paper.secret)) fail('not_found', 'cases.no_such_dossier');
  return { id: row.id, accountId: row.accountId };
}

function same(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
