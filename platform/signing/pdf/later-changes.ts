import type { Certification } from './certification.ts';
import { certificationOf } from './certification.ts';
import type { Comparison } from './compare-savings.ts';
import { compareSavings } from './compare-savings.ts';
import { describeObjects } from './describe-objects.ts';
import { judgeCatalog } from './judge-catalog.ts';
import { judgeDrawing } from './judge-drawing.ts';
import { judgeForm } from './judge-form.ts';
import { judgePages } from './judge-pages.ts';
import type { FoundChange, Judgement } from './judgement.ts';
import { note } from './judgement.ts';
import type { PdfFile } from './open-pdf.ts';
import type { PdfSignature } from './read-signatures.ts';

/**
 * What was changed after a signature, in the order of the savings. Every object that is not the same must be accounted for by
 * a change that is allowed; what is left over is a change of content, and so is an object that was named but did not exist.
 */
export function laterChangesOf(
  signature: PdfSignature,
  signed: PdfFile,
  final: PdfFile,
  signatures: readonly PdfSignature[],
): FoundChange[] {
  if (signed.revisions.at(-1)?.at === final.revisions.at(-1)?.at) return [];
  const comparison = compareSavings(signed, final);
  const judgement: Judgement = { comparison, signature, signatures, changes: [], explained: new Set() };
  judgeCatalog(judgement);
  judgePages(judgement, judgeForm(judgement));
  noteLeftOver(judgement);
  const certification = certificationOf(signed);
  const changes = judgement.changes
    .map((change) => asAllowed(change, certification))
    .map((change) => judgeDrawing(change, signed, final));
  return changes.toSorted((one, other) => one.place - other.place);
}

const mostDescribed = 20;

function noteLeftOver(judgement: Judgement): void {
  const { explained, comparison } = judgement;
  const left = leftOver(comparison, explained);
  const described = left.slice(0, mostDescribed);
  const words = describeObjects(comparison.signed, described);
  described.forEach((number, i) => note(judgement, 'content', words[i] ?? `đối tượng ${number}`, number));
  const more = left.length - described.length;
  if (more > 0) note(judgement, 'content', `${more} đối tượng khác`, left.at(-1) ?? 0);
}

function leftOver({ changed, added, references }: Comparison, explained: ReadonlySet<number>): number[] {
  const unexplained = [...changed].filter((number) => !explained.has(number));
  const filledGaps = [...added].filter((number) => references.named.has(number));
  return [...unexplained, ...filledGaps].toSorted((one, other) => one - other);
}

/** A certified document may forbid what others allow (ISO 32000, table 254); evidence and time stamps are always allowed. */
function asAllowed(change: FoundChange, certification: Certification | null): FoundChange {
  const isForbidden = certification === 1 && (change.kind === 'signature' || change.kind === 'form_field');
  return isForbidden ? { ...change, kind: 'content', what: `${change.what}: tài liệu đã khoá mọi thay đổi` } : change;
}
