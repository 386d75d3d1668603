import type { Step } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

const ofKind: Readonly<Record<Step['kind'], string>> = {
  handle: 'onestop.handle',
  review: 'onestop.review',
  sign: 'onestop.sign',
  issue: 'onestop.issue',
  hand_over: 'onestop.return',
};

/** The permission that working on the dossier's present step asks for. */
export async function stepPermissionOf(ctx: Context, dossierId: string): Promise<string> {
  const found = await sql<{ kind: Step['kind'] | null }>`
    select step_kind as kind from cases.dossier where id = ${dossierId}`.execute(ctx.tx);
  return ofKind[found.rows[0]?.kind ?? 'handle'];
}
