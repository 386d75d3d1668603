import { allows } from '@cuaso/platform/access/access.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import type { Run } from '../server/platform.ts';
import type { Option } from '../ui/option.ts';

/** The agencies at whose counter this officer may take dossiers in: those of the own positions. */
export async function receivingAgencies(run: Run, actor: Actor): Promise<Option[]> {
  if (actor.kind !== 'official') return [];
  const ids = new Set(actor.positions.map((position) => position.agencyId));
  const own = [...ids].filter((agencyId) => allows(actor, 'onestop.receive', { agencyId }));
  if (own.length <= 1) return own.map((value) => ({ value, label: '' }));
  const { rows } = await run(listAgencies, { limit: 200 });
  return own.map((value) => ({ value, label: rows.find((row) => row.id === value)?.name ?? value }));
}
