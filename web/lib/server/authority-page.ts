import { listAuthorities } from '@cuaso/systems/signing/list-authorities.ts';
import { error } from '@sveltejs/kit';
import type { Locals } from './platform.ts';

/** One of the authorities of the province; there are few, so they come in one list. */
export async function getAuthority({ run }: Pick<Locals, 'run'>, id: string) {
  const { rows } = await run(listAuthorities, {});
  return rows.find((one) => one.id === id) ?? error(404, 'Không tìm thấy nơi cấp này.');
}
