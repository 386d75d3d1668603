import { Failure } from '@cuaso/kernel/errors.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { CheckedAnswers } from './answers.ts';
import type { Definition, FormField } from './definition.ts';

type Address = { division: string; line: string };
type Place = { path: string; code: string; name?: (text: string) => void };

/**
 * Writes each address in words of today, and refuses an address in a division that there is not today: what was divided
 * or merged meanwhile is told beside its field. Other divisions may be of the past: a place of birth is called as then.
 */
export async function namePlaces(
  ctx: Context,
  definition: Definition,
  answers: CheckedAnswers,
): Promise<CheckedAnswers> {
  const named = structuredClone(answers);
  const places = definition.sections.flatMap((section) => {
    if (section.repeat === undefined) return placesIn(section.fields, named, 'answers');
    const items = (named[section.key] ?? []) as CheckedAnswers[];
    return items.flatMap((item, i) => placesIn(section.fields, item, `answers.${section.key}.${i}`));
  });
  if (places.length === 0) return named;
  const names = await namesOf(ctx, [...new Set(places.map((place) => place.code).filter(Boolean))]);
  const problems: Record<string, string> = {};
  for (const { path, code, name } of places) {
    const found = names.get(code);
    const isMissing = found === undefined || (name !== undefined && found === '');
    if (code !== '' && isMissing) problems[path] = 'Đơn vị hành chính này không còn. Hãy chọn lại.';
    else name?.(found ?? '');
  }
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'cases.no_such_division', { fields: problems });
  return named;
}

function placesIn(fields: readonly FormField[], answers: CheckedAnswers, at: string): Place[] {
  return fields.flatMap((field) => {
    const value = answers[field.key];
    if (value === undefined) return [];
    const path = `${at}.${field.key}`;
    if (field.type === 'division') return [{ path, code: String(value) }];
    if (field.type !== 'address') return [];
    const { division: code, line } = value as Address;
    const name = (text: string) => {
      answers[field.key] = { division: code, line, text: [line, text].filter(Boolean).join(', ') };
    };
    return [{ path: `${path}.division`, code, name }];
  });
}

/** The names of divisions as they stand today, with those above them: xã, huyện, tỉnh; empty for one of the past. */
async function namesOf(ctx: Context, codes: readonly string[]): Promise<Map<string, string>> {
  const today = sql`${dayOf(ctx.now)}::date`;
  const found = await sql<{ code: string; name: string }>`
    select code, max(name) as name from (
      select d.code, case when d.valid @> ${today} then concat_ws(', ', d.name, p.name, g.name) else '' end as name
      from directory.division d
      left join directory.division p on p.code = d.parent_code and p.valid @> ${today}
      left join directory.division g on g.code = p.parent_code and g.valid @> ${today}
      where d.code = any(${codes}::text[])) x
    group by code`.execute(ctx.tx);
  return new Map(found.rows.map((row) => [row.code, row.name]));
}
