import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { entrySchema, listEntries } from '../procedures/public.ts';
import { guideCorpus } from './events.ts';

const hitSchema = z.strictObject({
  kind: z.enum(['event', 'question', 'agency']),
  ref: z.string(),
  title: z.string(),
  text: z.string(),
});
type Hit = z.infer<typeof hitSchema>;

/** One search over the whole site: procedures, life events, common questions and agencies, the best few of each. */
export const searchSite = query({
  name: 'finding.search-site',
  summary: 'Tìm trên toàn trang',
  input: z.strictObject({ q: z.string().max(200) }),
  output: z.strictObject({
    corrected: z.string().nullable(),
    procedures: z.strictObject({ total: z.int(), rows: z.array(entrySchema) }),
    others: z.array(hitSchema),
  }),
  access: { everyone: 'what is found is public: the catalogue, published answers, agencies' },
  run: async (ctx, input) => {
    if (input.q.trim() === '') return { corrected: null, procedures: { total: 0, rows: [] }, others: [] };
    const { refs, total, corrected } = await findDocuments(ctx, 'procedures', input.q, 8);
    const guide = await findDocuments(ctx, guideCorpus, input.q, 8);
    const entries = refs.length === 0 ? [] : await listEntries(ctx, { codes: refs, fieldCodes: [] });
    const rows = refs.flatMap((code) => entries.filter((entry) => entry.code === code));
    return { corrected, procedures: { total, rows }, others: await hitsOf(ctx, guide.refs, input.q) };
  },
});

async function hitsOf(ctx: Context, refs: readonly string[], q: string): Promise<Hit[]> {
  const words = q
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`);
  const found = await sql<Hit>`
    select kind, ref, title, text from (
      select 'question' as kind, id::text as ref, published_question as title, published_answer as text,
        array_position(${refs}, 'question:' || id) as place
      from finding.question where published_at is not null and 'question:' || id = any(${refs})
      union all
      (select distinct on (event_key) 'event', event_key, title, summary, array_position(${refs}, 'event:' || event_key)
        from finding.event_version where 'event:' || event_key = any(${refs}) order by event_key, number desc)
      union all
      (select 'agency', agency_id::text, name, concat_ws(' · ', nullif(address, ''), nullif(phone, '')), 1000
        from directory.agency_version where valid @> ${dayOf(ctx.now)}::date
          and not exists (select from unnest(${words}::text[]) w where search not like database.without_diacritics(w))
        order by length(name), name limit 8)
    ) hit order by kind, place, title`.execute(ctx.tx);
  return found.rows;
}
