import { formatVnd } from '@cuaso/kernel/vietnamese.ts';
import { zoneTitles } from '@cuaso/systems/post/in-words.ts';
import type { ItemKind } from '@cuaso/systems/post/item-state.ts';

type Row = { kind: ItemKind; zone: 'near' | 'province'; feeVnd: number; isInForce: boolean };

/** What the post costs, in a sentence; it is paid to the postman. */
export function tariffInWords(rows: readonly Row[], kind: ItemKind): string {
  const prices = rows
    .filter((row) => row.isInForce && row.kind === kind)
    .map((row) => `${zoneTitles[row.zone].toLowerCase()}: ${formatVnd(row.feeVnd)}`);
  const paid = 'Cước trả cho bưu tá khi gặp.';
  return prices.length === 0
    ? `${paid} Bưu điện báo giá khi gọi điện.`
    : `${paid} ${prices.join('; ')}.`.replace(/\. (\p{L})/u, (_, first: string) => `. ${first.toUpperCase()}`);
}
