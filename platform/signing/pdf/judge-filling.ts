import { isLocked } from './certification.ts';
import { operatorsOf } from './content-operators.ts';
import { hasPlainLook } from './field-look.ts';
import type { Field } from './form-fields.ts';
import { isFilled, readOnlyFlag } from './form-fields.ts';
import type { Judgement } from './judgement.ts';
import type { PdfFile } from './open-pdf.ts';
import { findDict, findNumbers } from './open-pdf.ts';
import { rectOf } from './pages.ts';
import type { PdfDict, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

const textKeys = new Set(['V', 'AP', 'I', 'Ff']);
const buttonKeys = new Set(['V', 'AS', 'Ff']);
/** A box to tick is small; a large one could hold another page. */
const largestBox = 60;
const pushButtonFlag = 1 << 16;

/**
 * Why a field may not be filled in as it was: it is closed, it was not empty when it was signed, or more than its value was
 * changed. Otherwise a forger would have a text signed in a field and put another one there.
 */
export function fillingFault(
  judgement: Judgement,
  before: Field,
  now: { after: Field; keys: ReadonlySet<string> },
): string | null {
  const { signed, final } = judgement.comparison;
  const { after, keys } = now;
  const isButton = before.type === 'Btn';
  if (!isButton && before.type !== 'Tx' && before.type !== 'Ch') return 'không phải ô để điền';
  const strange = [...keys].find((key) => !(isButton ? buttonKeys : textKeys).has(key));
  if (strange !== undefined) return `/${strange.slice(0, 40)} đã đổi`;
  if ((before.flags & readOnlyFlag) !== 0) return 'ô đã khoá';
  if (keys.has('Ff') && after.flags !== (before.flags | readOnlyFlag)) return 'thuộc tính đã đổi';
  if (isLocked(signed, judgement.signature.dict, before.name)) return 'chữ ký đã khoá ô này';
  if (isFilled(signed, before)) return 'giá trị đã ký bị thay';
  if (isButton) return isSmallBox(signed, before) ? null : 'không phải ô đánh dấu';
  if (!before.widgets.every(({ dict }) => isBlank(signed, dict))) return 'nội dung đã hiện khi ký bị thay';
  return after.widgets.every(({ dict }) => hasPlainLook(final, dict)) ? null : 'hình hiển thị khác thường';
}

function isSmallBox(file: PdfFile, field: Field): boolean {
  if ((field.flags & pushButtonFlag) !== 0) return false;
  return field.widgets.every(({ dict }) => {
    const rect = rectOf(findNumbers(file, dict, 'Rect'));
    return rect === null || Math.max(rect.width, rect.height) <= largestBox;
  });
}

const marking = new Set(['Tj', 'TJ', "'", '"', 'Do', 'sh', 'BI', 'ID']);
const mostOperators = 60;

/** Whether a widget shows at most a frame and a ground. */
function isBlank(file: PdfFile, widget: PdfDict): boolean {
  const look = findDict(file, widget, 'AP');
  if (look === null) return true;
  const normal = file.resolve(entryOf(look, 'N'));
  if (!isKind(normal, 'stream') || look.entries.size > 1) return false;
  let count = 0;
  for (const { name, operands } of operatorsOf(file.unpack(normal), { left: 10_000 })) {
    count += 1;
    if (count > mostOperators || (marking.has(name) && !isEmptyText(operands))) return false;
  }
  return true;
}

/** Many programs write the text of an empty field as an empty string. */
function isEmptyText(operands: readonly PdfValue[]): boolean {
  const last = operands.at(-1) ?? null;
  return isKind(last, 'string') && last.bytes.length === 0;
}
