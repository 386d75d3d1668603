import type { Judgement } from './judgement.ts';
import { note } from './judgement.ts';
import { findDict } from './open-pdf.ts';
import type { PdfValue } from './values.ts';
import { arrayValue, changedKeys, dictValue, entryOf, isKind, isSame } from './values.ts';

/** Judges the trailer, the catalogue and the evidence: the form and the evidence may have changed, nothing else. */
export function judgeCatalog(judgement: Judgement): void {
  const { comparison, explained } = judgement;
  const { signed, final } = comparison;
  const refuse = (what: string): void => note(judgement, 'content', what, final.catalogRef.number);
  if (!isSame(signed.catalogRef, final.catalogRef)) refuse('danh mục tài liệu bị thay');
  if (!isSame(entryOf(signed.trailer, 'Info'), entryOf(final.trailer, 'Info'))) refuse('thông tin tài liệu bị thay');
  const id = firstId(signed);
  if (id !== null && !isSame(id, firstId(final))) refuse('mã của tệp bị thay');
  const keys = changedKeys(signed.catalog, final.catalog).filter((key) => key !== 'AcroForm' && key !== 'DSS');
  for (const key of keys) {
    if (key === 'Extensions' && keepsExtensions(judgement)) continue;
    refuse(`danh mục tài liệu: /${key.slice(0, 40)} đã đổi`);
  }
  if (comparison.changed.has(signed.catalogRef.number)) explained.add(signed.catalogRef.number);
  judgeEvidence(judgement);
}

function firstId({ trailer, resolve }: Judgement['comparison']['signed']): PdfValue {
  const id = resolve(entryOf(trailer, 'ID'));
  return isKind(id, 'array') ? resolve(id.items[0] ?? null) : null;
}

/** Names of extensions may be added: the evidence store is one (ETSI EN 319 142-1, 5.6). */
function keepsExtensions({ comparison }: Judgement): boolean {
  const before = findDict(comparison.signed, comparison.signed.catalog, 'Extensions') ?? dictValue({});
  const after = findDict(comparison.final, comparison.final.catalog, 'Extensions');
  return after !== null && changedKeys(before, after).every((key) => entryOf(before, key) === null);
}

/** Objects that are evidence and nothing else show on no page, whatever becomes of them. */
function judgeEvidence(judgement: Judgement): void {
  const { changed, evidenceOnly, signed, final } = judgement.comparison;
  const touched = [...changed].filter((number) => evidenceOnly.has(number));
  for (const number of touched) judgement.explained.add(number);
  const [before, after] = [entryOf(signed.catalog, 'DSS'), entryOf(final.catalog, 'DSS')];
  if (touched.length === 0 && isSame(arrayValue([before]), arrayValue([after]))) return;
  note(judgement, 'evidence', 'DSS', isKind(after, 'ref') ? after.number : final.catalogRef.number);
}
