import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { entriesToday, entryColumns, type Entry, entryOf, type EntryRow } from './catalogue-entries.ts';

export { entrySchema } from './catalogue-entries.ts';

/** A procedure in the version that is in force, as filing needs it. */
export type ProcedureInForce = {
  code: string;
  number: number;
  name: string;
  fieldCode: string;
  levels: readonly ('province' | 'district' | 'commune')[];
  agencyId: string | null;
  onlineLevel: number;
  confidentiality: 'normal' | 'personal' | 'restricted';
  definitionId: string;
  definition: Definition;
};

/** The version in force today of a procedure; a repealed or unknown one is not found. */
export async function getProcedureInForce(ctx: Context, code: string): Promise<ProcedureInForce> {
  const found = await sql<Omit<ProcedureInForce, 'definition'>>`
    select procedure_code as code, number, name, field_code as "fieldCode", levels, agency_id as "agencyId",
      online_level as "onlineLevel", confidentiality, definition_id as "definitionId"
    from procedures.version where procedure_code = ${code} and valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  const row = found.rows[0] ?? fail('not_found', 'procedures.not_in_force', { code });
  return { ...row, definition: await getDefinition(ctx, row.definitionId) };
}

/** The lines of the catalogue with these codes or in these fields, by name. */
export async function listEntries(
  ctx: Context,
  { codes, fieldCodes }: { codes: readonly string[]; fieldCodes: readonly string[] },
): Promise<Entry[]> {
  const found = await sql<EntryRow>`select ${entryColumns} from ${entriesToday(ctx)} e
    join procedures.field f on f.code = e.field_code left join cases.definition d on d.id = e.definition_id
    where e.code = any(${codes}) or e.field_code = any(${fieldCodes})
    order by e.name collate "vi-x-icu", e.code`.execute(ctx.tx);
  return found.rows.map(entryOf);
}

/** Whether there is or was a procedure with this code. */
export async function isProcedure(ctx: Context, code: string): Promise<boolean> {
  const found = await sql`select from procedures.procedure where code = ${code}`.execute(ctx.tx);
  return found.rows.length > 0;
}

/** Which of these codes no procedure and no listed one has. */
export async function unknownCodes(ctx: Context, codes: readonly string[]): Promise<string[]> {
  const found = await sql<{ code: string }>`select u.code from unnest(${codes}::text[]) u(code)
    where not exists (select from procedures.procedure p where p.code = u.code)
      and not exists (select from procedures.listed l where l.code = u.code)`.execute(ctx.tx);
  return found.rows.map((row) => row.code);
}

/** The level at which an agency executes a procedure; refuses an agency that is not competent. */
export async function levelOfExecution(
  ctx: Context,
  procedure: ProcedureInForce,
  agencyId: string,
): Promise<'province' | 'district' | 'commune'> {
  const found = await sql<{ level: 'province' | 'district' | 'commune' }>`
    select level from directory.agency where id = ${agencyId}`.execute(ctx.tx);
  const level = (found.rows[0] ?? fail('invalid', 'procedures.no_such_agency', wrongAgency)).level;
  const competent = procedure.levels.includes(level) && (level !== 'province' || procedure.agencyId === agencyId);
  if (!competent) fail('invalid', 'procedures.agency_not_competent', wrongAgency);
  return level;
}

const wrongAgency = { fields: { agencyId: 'Cơ quan này không giải quyết thủ tục đã chọn. Hãy chọn cơ quan khác.' } };
