import { fileURLToPath } from 'node:url';
import { amountInWords, capitalise, formatDateInWords, formatDateTime, formatVnd } from '@cuaso/kernel/vietnamese.ts';
import { typeset } from '@cuaso/platform/files/typeset.ts';
import { lineKindTitles, wayTitles } from '../in-words.ts';
import type { PaidWay } from '../order.ts';

/** What a receipt says. */
export type PaymentReceipt = {
  office: { name: string; parentName: string; place: string };
  number: string;
  payerName: string;
  orderCode: string;
  dossierCode: string;
  procedureName: string;
  lines: readonly { name: string; kind: 'fee' | 'charge'; amountVnd: number; exemptReason: string }[];
  amountVnd: number;
  paidWay: PaidWay;
  paidReference: string;
  collectorName: string;
  issuedAt: Date;
  voidedAt: Date | null;
  voidReason: string;
};

/** A receipt of fees and charges (Decree 123/2020, art. 30–34), A5, with what the law wants on it. */
export function paymentReceiptForm(receipt: PaymentReceipt): Promise<Uint8Array> {
  const { office, number, payerName, orderCode, dossierCode, procedureName, collectorName, issuedAt } = receipt;
  const kinds = new Set(receipt.lines.map((line) => line.kind));
  const what = [...kinds].map((kind) => lineKindTitles[kind]).join(', ');
  const values = {
    office,
    number,
    payerName,
    orderCode,
    dossierCode,
    collectorName,
    procedure: procedureName,
    what: what.toLowerCase(),
    lines: receipt.lines.map((line) => ({
      name: line.exemptReason === '' ? line.name : `${line.name} (miễn: ${line.exemptReason})`,
      kind: lineKindTitles[line.kind],
      amount: formatVnd(line.amountVnd),
    })),
    total: formatVnd(receipt.amountVnd),
    words: capitalise(amountInWords(receipt.amountVnd)),
    way: wayTitles[receipt.paidWay],
    reference: receipt.paidReference,
    issuedOn: formatDateInWords(issuedAt),
    void:
      receipt.voidedAt === null ? '' : `Đã hủy lúc ${formatDateTime(receipt.voidedAt)}. Lý do: ${receipt.voidReason}`,
  };
  const template = fileURLToPath(new URL('./payment-receipt.typ', import.meta.url));
  return typeset({ template, title: `Biên lai thu ${what.toLowerCase()} ${number}`, madeAt: issuedAt, values });
}
