import { Failure } from '@cuaso/kernel/errors.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { CheckedAnswers } from './answers.ts';
import type { Definition, FormField } from './definition.ts';

type Address = { division: string; line: string };
type Place = { path: string; code: string; name: (text: string) => void };

/**
 * Writes each address in words of today, and refuses a division that the directory does not have today: what was
 * divided or merged meanwhile is told beside its field.
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
    if (code !== '' && found === undefined) problems[path] = 'Đơn vị hành chính này không còn. Hãy chọn lại.';
    else name(found ?? '');
  }
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'cases.no_such_division', { fields: problems });
  return named;
}

function placesIn(fields: readonly FormField[], answers: CheckedAnswers, at: string): Place[] {
  return fields.flatMap((field) => {
    const value = answers[field.key];
    if (value === undefined) return [];
    const path = `${at}.${field.key}`;
    if (field.type === 'division') return [{ path, code: String(value), name: () => undefined }];
    if (field.type !== 'address') return [];
    const { division: code, line } = value as Address;
    const name = (text: string) => {
      answers[field.key] = { division: code, line, text: [line, text].filter(Boolean).join(', ') };
    };
    return [{ path: `${path}.division`, code, name }];
  });
}

/** The names of divisions as they stand today, with those above them: xã, huyện, tỉnh. */
async function namesOf(ctx: Context, codes: readonly string[]): Promise<Map<string, string>> {
  const today = sql`${dayOf(ctx.now)}::date`;
  const found = await sql<{ code: string; name: string }>`
    select d.code, concat_ws(', ', d.name, p.name, g.name) as name from directory.division d
    left join directory.division p on p.code = d.parent_code and p.valid @> ${today}
    left join directory.division g on g.code = p.parent_code and g.valid @> ${today}
    where d.code = any(${codes}::text[]) and d.valid @> ${today}`.execute(ctx.tx);
  return new Map(found.rows.map((row) => [row.code, row.name]));
}
