import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { listEntries } from '../procedures/public.ts';
import { guideCorpus } from './events.ts';

const rowSchema = z.strictObject({
  kind: z.enum(['event', 'procedure', 'listed']),
  ref: z.string(),
  title: z.string(),
  note: z.string(),
});

/** What somebody may mean who has typed this much: a life event or two, then procedures that fit best. */
export const findSuggestions = query({
  name: 'finding.find-suggestions',
  summary: 'Gợi ý khi đang gõ',
  input: z.strictObject({ q: z.string().max(100) }),
  output: z.strictObject({ rows: z.array(rowSchema) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    if (input.q.trim().length < 2) return { rows: [] };
    const procedures = await findDocuments(ctx, 'procedures', input.q, 7);
    const guide = await findDocuments(ctx, guideCorpus, input.q, 2, { filter: { kind: 'event' } });
    const events = await titlesOf(ctx, guide.refs);
    const entries = new Map(
      (await listEntries(ctx, { codes: procedures.refs, fieldCodes: [] })).map((entry) => [entry.code, entry]),
    );
    const found = procedures.refs.flatMap((code) => {
      const entry = entries.get(code);
      if (entry === undefined) return [];
      const kind = entry.status === 'in_force' ? ('procedure' as const) : ('listed' as const);
      return [{ kind, ref: code, title: entry.name, note: entry.fieldName }];
    });
    return { rows: [...events, ...found] };
  },
});

async function titlesOf(ctx: Parameters<typeof findDocuments>[0], refs: readonly string[]) {
  if (refs.length === 0) return [];
  const keys = refs.map((ref) => ref.slice('event:'.length));
  const found = await sql<{ ref: string; title: string; note: string }>`
    select distinct on (event_key) event_key as ref, title, summary as note from finding.event_version
    where event_key = any(${keys}) order by event_key, number desc`.execute(ctx.tx);
  return keys
    .flatMap((key) => found.rows.filter((row) => row.ref === key))
    .map((row) => ({ kind: 'event' as const, ...row }));
}
