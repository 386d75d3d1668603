import { timingSafeEqual } from 'node:crypto';
import { dossierCode } from '@cuaso/kernel/ids.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '@cuaso/kernel/clock.ts';

const steps = z.array(z.strictObject({ title: z.string(), progress: z.enum(['done', 'now', 'to_come']) }));

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
    completion: z.enum(['in_progress', 'waiting_for_you', 'ready', 'over']).nullable(),
    details: z
      .strictObject({
        procedureName: z.string(),
        agencyName: z.string(),
        unitName: z.string(),
        submittedAt: z.string(),
        dueAt: z.string().nullable(),
        readyAt: z.string().nullable(),
        steps,
      })
      .nullable(),
  }),
  access: { everyone: 'circular 01/2018 art. 20: completion may be looked up by code without signing in' },
  limits: { callsPerMinute: 30 },
  isolation: 'statement',
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const withSecret = input.secret !== '';
    const found = await (
      withSecret
        ? sql<Row>`select d.state, d.code_secret as secret, d.procedure_name as "procedureName", a.name as "agencyName",
            u.name as "unitName", d.submitted_at as "submittedAt", d.due_at as "dueAt", d.ready_at as "readyAt",
            d.step_key as "stepKey", d.closed_as as "closedAs", f.content -> 'steps' as steps
          from cases.dossier d join cases.definition f on f.id = d.definition_id
          left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${today}::date
          left join directory.unit_version u on u.unit_id = d.unit_id and u.valid @> ${today}::date
          where d.code = ${input.code}`
        : sql<Row>`select state from cases.dossier where code = ${input.code}`
    ).execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined || (withSecret && !same(row.secret, input.secret))) {
      return { found: false, code: input.code, completion: null, details: null };
    }
    return {
      found: true,
      code: input.code,
      completion: completionOf(row.state),
      details: withSecret ? detailsOf(row) : null,
    };
  },
});

type Row = {
  state: string;
  secret: string;
  procedureName: string;
  agencyName: string | null;
  unitName: string | null;
  submittedAt: Date;
  dueAt: Date | null;
  readyAt: Date | null;
  stepKey: string | null;
  closedAs: string | null;
  steps: { key: string; title: string }[];
};

function completionOf(state: string): 'in_progress' | 'waiting_for_you' | 'ready' | 'over' {
  if (state === 'result_ready') return 'ready';
  if (state === 'closed') return 'over';
  return state === 'awaiting_applicant' ? 'waiting_for_you' : 'in_progress';
}

function detailsOf(row: Row) {
  const now = row.steps.findIndex((step) => step.key === row.stepKey);
  return {
    procedureName: row.procedureName,
    agencyName: row.agencyName ?? '',
    unitName: row.unitName ?? '',
    submittedAt: row.submittedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    steps: row.steps.map(({ title }, i) => ({ title, progress: progressOf(i, now, row) })),
  };
}

function progressOf(i: number, now: number, row: Row): 'done' | 'now' | 'to_come' {
  if (row.closedAs === 'returned' || i < now) return 'done';
  return i === now && row.state !== 'closed' ? 'now' : 'to_come';
}

function same(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
