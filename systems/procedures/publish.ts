import { type PlainDate } from '@cuaso/kernel/clock.ts';
import { Failure } from '@cuaso/kernel/errors.ts';
import { problemsOf } from '@cuaso/platform/cases/check-definition.ts';
import { keepDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { indexProcedure } from './search-index.ts';
import { sql } from 'kysely';
import type { Draft } from './draft-schema.ts';

/** Makes a version of a draft, in force from a day: the version before ends there. Refuses what cannot work. */
export async function publishVersion(ctx: Context, code: string, draft: Draft, from: PlainDate): Promise<number> {
  await requirePublishable(ctx, draft);
  const definitionId = await keepDefinition(ctx, draft.definition);
  // Two who publish the same procedure go one after the other; rows of procedures cannot be locked, they never change.
  await sql`select pg_advisory_xact_lock(hashtext('procedures.version'), hashtext(${code}))`.execute(ctx.tx);
  const ended = await sql<{ last: number | null }>`
    with gone as (delete from procedures.version where procedure_code = ${code} and lower(valid) >= ${from}::date),
    ended as (update procedures.version set valid = daterange(lower(valid), ${from}::date)
      where procedure_code = ${code} and lower(valid) < ${from}::date and (upper(valid) is null or upper(valid) > ${from}::date))
    select max(number) as last from procedures.version where procedure_code = ${code}`.execute(ctx.tx);
  const number = (ended.rows[0]?.last ?? 0) + 1;
  await sql`insert into procedures.version (procedure_code, valid, number, definition_id, name, field_code, levels, agency_id,
      online_level, audience, legal_basis, confidentiality, note, published_at, published_by)
    values (${code}, daterange(${from}::date, null), ${number}, ${definitionId}, ${draft.name}, ${draft.fieldCode},
      ${draft.levels}, ${draft.agencyId}, ${draft.onlineLevel}, ${draft.audience}, ${draft.legalBasis},
      ${draft.confidentiality}, ${draft.note}, ${ctx.now}, ${actorWordOf(ctx.actor)})`.execute(ctx.tx);
  await indexProcedure(ctx, code, draft);
  return number;
}

async function requirePublishable(ctx: Context, draft: Draft): Promise<void> {
  const fields = problemsOf(draft.definition);
  const known = await sql<{ field: boolean; agency: boolean }>`select
    exists (select from procedures.field where code = ${draft.fieldCode}) as field,
    exists (select from directory.agency where id = ${draft.agencyId} and level = 'province') as agency`.execute(
    ctx.tx,
  );
  if (known.rows[0]?.field !== true) fields['fieldCode'] = 'Không có lĩnh vực này trong danh mục.';
  if (draft.levels.includes('province') && known.rows[0]?.agency !== true) {
    fields['agencyId'] = 'Thủ tục cấp tỉnh phải có sở, ngành giải quyết.';
  }
  if (Object.keys(fields).length > 0) throw new Failure('invalid', 'procedures.cannot_be_published', { fields });
}
