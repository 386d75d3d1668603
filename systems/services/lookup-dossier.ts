import { timingSafeEqual } from 'node:crypto';
import { dossierCode } from '@cuaso/kernel/ids.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { loadWhereabouts, type PublicDossier, whereaboutsSchema } from './whereabouts.ts';

/** How far a dossier is, as anybody with its code may know it (circular 01/2018, art. 20). */
export const completionSchema = z.enum(['in_progress', 'waiting_for_you', 'ready', 'over']);

/**
 * Look-up by code. A stranger learns only whether the dossier is done (circular 01/2018, art. 20); with the secret on
 * the receipt come the procedure, the steps and the division that has it. Never names. A code that does not exist and
 * a wrong secret are answered alike.
 */
export const lookupDossier = query({
  name: 'services.lookup-dossier',
  summary: 'Tra cứu hồ sơ theo mã',
  input: z.strictObject({ code: dossierCode, secret: z.string().max(64).default('') }),
  output: z.strictObject({
    found: z.boolean(),
    code: z.string(),
    completion: completionSchema.nullable(),
    details: z
      .strictObject({
        procedureName: z.string(),
        agencyName: z.string(),
        submittedAt: z.string(),
        acceptedAt: z.string().nullable(),
        dueAt: z.string().nullable(),
        readyAt: z.string().nullable(),
        ...whereaboutsSchema.shape,
      })
      .nullable(),
  }),
  access: { everyone: 'circular 01/2018 art. 20: completion may be looked up by code without signing in' },
  limits: { callsPerMinute: 30, callsPerDay: 2000 },
  isolation: 'statement',
  run: async (ctx, input) => {
    const missing = { found: false, code: input.code, completion: null, details: null };
    const at = sql`d.code = ${input.code}`;
    if (input.secret === '') {
      const found = await sql<{ state: string }>`select d.state from cases.dossier d where ${at}`.execute(ctx.tx);
      const state = found.rows[0]?.state;
      return state === undefined ? missing : { ...missing, found: true, completion: completionOf(state) };
    }
    const [row] = await loadWhereabouts(ctx, at);
    if (row === undefined || !same(row.secret, input.secret)) return missing;
    return { found: true, code: input.code, completion: completionOf(row.state), details: detailsOf(row) };
  },
});

/** How far a dossier in this state is. */
export function completionOf(state: string): z.infer<typeof completionSchema> {
  if (state === 'result_ready') return 'ready';
  if (state === 'closed') return 'over';
  return state === 'awaiting_applicant' ? 'waiting_for_you' : 'in_progress';
}

function detailsOf(row: PublicDossier) {
  return {
    procedureName: row.procedureName,
    agencyName: row.agencyName,
    submittedAt: row.submittedAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    ...row.whereabouts,
  };
}

function same(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
