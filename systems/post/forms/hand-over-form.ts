import { fileURLToPath } from 'node:url';
import { formatDateInWords, formatVnd } from '@cuaso/kernel/vietnamese.ts';
import { code128Svg } from '@cuaso/platform/files/codes.ts';
import { typeset } from '@cuaso/platform/files/typeset.ts';
import type { HandOver } from '../hand-over-shown.ts';
import { kindTitles } from '../in-words.ts';

/** The hand-over list, A4 on its side: a bar code for each item, and where giver and taker sign. */
export function handOverForm(list: HandOver): Promise<Uint8Array> {
  const madeAt = new Date(list.madeAt);
  const given = list.lines.filter((line) => line.struckReason === null);
  const values = {
    office: { name: list.agencyName, parentName: list.parentName, place: list.place },
    number: list.number,
    issuedOn: formatDateInWords(madeAt),
    giverName: list.giverName,
    takerName: list.takerName,
    count: given.length,
    lines: list.lines.map((line) => ({
      line: String(line.line),
      code: line.code,
      barcode: code128Svg(line.code),
      kind: kindTitles[line.kind],
      dossierCode: line.dossierCode,
      recipient: `${line.recipientName}, ${line.phone}`,
      address: line.address,
      fee: line.feeVnd === null ? '' : formatVnd(line.feeVnd),
      tracking: line.tracking ?? '',
      struck: line.struckReason ?? '',
    })),
  };
  const template = fileURLToPath(new URL('./hand-over.typ', import.meta.url));
  return typeset({ template, title: `Bảng kê bàn giao bưu phẩm ${list.number}`, madeAt, values });
}
