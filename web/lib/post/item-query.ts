import { itemKinds, itemStates } from '@cuaso/systems/post/item-state.ts';
import { parseTypedDate } from '../typed-date.ts';

/** The tabs of the list of items, in the order in which they stand. */
export const shows = ['waiting', 'losses', 'all', ...itemStates] as const;
const sorts = ['oldest', 'newest', 'recipient', 'address', 'changed'] as const;

/** What the address asks of the list of items; what it does not know is not asked. */
export function itemQueryOf({ searchParams }: URL) {
  const text = (name: string) => searchParams.get(name)?.trim() || undefined;
  const day = (name: string) => {
    const typed = text(name);
    return typed === undefined ? undefined : parseTypedDate(typed);
  };
  const kind = itemKinds.find((one) => one === text('viec'));
  const [from, to] = [day('tu'), day('den')];
  return {
    search: (text('tim') ?? '').slice(0, 200),
    show: shows.find((one) => one === text('xem')) ?? ('waiting' as const),
    sort: sorts.find((one) => one === text('thu-tu')) ?? ('oldest' as const),
    ...(kind && { kind }),
    ...(from && { from }),
    ...(to && { to }),
  };
}
