import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import type { DossierEvent, EventBody } from './events.ts';

/** An event with who did it, as a time line shows it. */
export type StoredEvent = DossierEvent & { actor: string; actorName: string };

/** All events of a dossier in order. */
export async function loadEvents(ctx: Context, dossierId: string): Promise<StoredEvent[]> {
  const found = await sql<{
    seq: number;
    kind: EventBody['kind'];
    at: Date;
    actor: string;
    actor_name: string;
    data: object;
  }>`
    select seq, kind, at, actor, actor_name, data from cases.event where dossier_id = ${dossierId} order by seq`.execute(
    ctx.tx,
  );
  return found.rows.map(
    ({ seq, kind, at, actor, actor_name: actorName, data }) =>
      ({ ...data, kind, seq, at, actor, actorName }) as StoredEvent,
  );
}
