import { fail } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { indexDocuments, removeDocument } from '@cuaso/platform/search/index-documents.ts';
import { sql } from 'kysely';
import { unknownCodes } from '../procedures/public.ts';
import type { EventContent } from './event-content.ts';

/** The collection in which events and questions are searched. */
export const guideCorpus = 'guide';

/** An event as it is kept. */
export type EventRow = EventContent & { key: string; number: number; savedAt: Date; savedBy: string };

/** The columns of an `EventRow`. */
export const eventColumns = sql`event_key as key, number, audience, position, title, summary, keywords, groups,
  is_shown as "isShown", saved_at as "savedAt", saved_by as "savedBy"`;

/** The event as it was saved last, if there is one. */
export async function findEvent(ctx: Context, key: string): Promise<EventRow | undefined> {
  const found = await sql<EventRow>`select ${eventColumns} from finding.event_version
    where event_key = ${key} order by number desc limit 1`.execute(ctx.tx);
  return found.rows[0];
}

/** Keeps the next version of an event and makes it findable; refuses codes that no procedure has. */
export async function keepEvent(ctx: Context, key: string, number: number, content: EventContent): Promise<void> {
  await requireKnownCodes(ctx, content);
  const { audience, position, title, summary, keywords, groups, isShown } = content;
  await sql`insert into finding.event_version (event_key, number, audience, position, title, summary, keywords, groups,
      is_shown, saved_at, saved_by)
    values (${key}, ${number}, ${audience}, ${position}, ${title}, ${summary}, ${keywords},
      ${JSON.stringify(groups)}::jsonb, ${isShown}, ${ctx.now}, ${actorWordOf(ctx.actor)})`.execute(ctx.tx);
  const ref = `event:${key}`;
  if (!isShown) return removeDocument(ctx, guideCorpus, ref);
  const body = [summary, ...groups.map((group) => group.title)].join(' ');
  await indexDocuments(ctx, guideCorpus, [{ ref, title, keywords, body, extra: { kind: 'event' }, weight: 1 }]);
}

async function requireKnownCodes(ctx: Context, { groups }: EventContent): Promise<void> {
  const unknown = new Set(await unknownCodes(ctx, [...new Set(groups.flatMap((group) => group.codes))]));
  const fields: Record<string, string> = {};
  groups.forEach((group, index) => {
    const missing = group.codes.filter((code) => unknown.has(code));
    if (missing.length > 0) {
      fields[`content.groups.${index}.codes`] = `Không có thủ tục mang mã ${missing.join(', ')}. Hãy xem lại mã.`;
    }
  });
  if (Object.keys(fields).length > 0) fail('invalid', 'finding.no_such_procedures', { fields });
}
