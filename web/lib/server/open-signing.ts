import { listMySessions } from '@cuaso/systems/signing/list-my-sessions.ts';
import type { Locals } from './platform.ts';

/** The own signing session that is still going on, if there is one: the newest of all. */
export async function findOpenSession({
  run,
}: Pick<Locals, 'run'>): Promise<{ id: string; waiting: number } | undefined> {
  const { rows } = await run(listMySessions, { limit: 1 });
  const [newest] = rows;
  return newest?.state === 'open' ? { id: newest.id, waiting: newest.waiting } : undefined;
}
