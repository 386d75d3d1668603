import { orderStates } from '@cuaso/systems/payments/order-state.ts';
import { parseTypedDate } from '../typed-date.ts';

const ways = ['gateway', 'transfer', 'cash'] as const;
const sorts = ['newest', 'oldest', 'amount', 'payer', 'paid'] as const;

/** What the address asks of the list of payments; what it does not know is not asked. */
export function paymentQueryOf({ searchParams }: URL) {
  const text = (name: string) => searchParams.get(name)?.trim() || undefined;
  const day = (name: string) => {
    const typed = text(name);
    return typed === undefined ? undefined : parseTypedDate(typed);
  };
  const [state, way, from, to] = [text('tinh-trang'), text('cach'), day('tu'), day('den')];
  const knownState = orderStates.find((one) => one === state);
  const knownWay = ways.find((one) => one === way);
  return {
    search: (text('tim') ?? '').slice(0, 200),
    sort: sorts.find((one) => one === text('thu-tu')) ?? 'newest',
    ...(knownState && { state: knownState }),
    ...(knownWay && { way: knownWay }),
    ...(from && { from }),
    ...(to && { to }),
  };
}
