import { type Answers, evaluate } from '@cuaso/kernel/expressions.ts';
import type { Definition, Fee } from './definition.ts';

/** When a fee is paid: right at filing, or once the agency says so. */
export type FeeDue = 'at_filing' | 'on_notice';

/** One line of what a dossier owes: what it would be in full, what it is, and why less. */
export type FeeLine = {
  key: string;
  name: string;
  kind: Fee['kind'];
  fullVnd: number;
  amountVnd: number;
  exemptReason: string;
  due: FeeDue;
};

/** The fees and charges that a channel and these answers ask for, those exempted with nothing to pay and the reason. */
export function feeLinesOf(definition: Definition, channel: string, answers: Answers): FeeLine[] {
  const fees = definition.channels.find((one) => one.channel === channel)?.fees ?? [];
  return fees
    .filter((fee) => fee.appliesWhen === undefined || evaluate(fee.appliesWhen, answers))
    .map((fee) => lineOf(fee, answers));
}

function lineOf({ key, name, kind, amountVnd: fullVnd, exemption, due }: Fee, answers: Answers): FeeLine {
  const isExempt = fullVnd > 0 && exemption !== undefined && evaluate(exemption.when, answers);
  return {
    key,
    name,
    kind,
    fullVnd,
    amountVnd: isExempt ? 0 : fullVnd,
    exemptReason: isExempt ? exemption.reason : '',
    due: due ?? 'at_filing',
  };
}
