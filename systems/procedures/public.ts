import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

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
