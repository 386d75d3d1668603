import { formatVnd } from '@cuaso/kernel/vietnamese.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import type { OutputOf } from '../server/platform.ts';

/** A procedure as its page gets it. */
export type Procedure = OutputOf<typeof getProcedure>;

/** Whether it can be filed on line, in words that are true for this procedure. */
export function isOnline(procedure: Procedure): boolean {
  return procedure.inForce && procedure.definition.channels.some((one) => one.channel === 'online');
}

/** What a way to file costs: each fee with its amount and whether it depends on the answers. */
export function feesInWords(channel: Definition['channels'][number]): string[] {
  const lines = channel.fees.map(({ name, amountVnd, appliesWhen }) => {
    const amount = amountVnd === 0 ? 'miễn phí' : formatVnd(amountVnd);
    return `${name}: ${amount}${appliesWhen ? ' (tùy trường hợp)' : ''}`;
  });
  return lines.length > 0 ? lines : ['Không thu phí, lệ phí'];
}
