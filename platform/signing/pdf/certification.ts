import type { PdfFile } from './open-pdf.ts';
import { findArray, findDict, findName } from './open-pdf.ts';
import type { PdfDict } from './values.ts';
import { entryOf, isKind, textOf } from './values.ts';

/** What a certifying signature allows afterwards (ISO 32000, table 254): nothing, filling in and signing, or notes as well. */
export type Certification = 1 | 2 | 3;

/** What the certifying signature of a file allows afterwards; null where there is none. */
export function certificationOf(file: PdfFile): Certification | null {
  const permissions = findDict(file, file.catalog, 'Perms');
  const signature = permissions === null ? null : findDict(file, permissions, 'DocMDP');
  if (signature === null) return null;
  for (const { method, parameters } of transformsOf(file, signature)) {
    const level = method === 'DocMDP' ? file.resolve(entryOf(parameters, 'P')) : null;
    if (level === 1 || level === 2 || level === 3) return level;
  }
  return 2;
}

/** Whether a signature locks the field of this name (ISO 32000, 12.8.2.4). */
export function isLocked(file: PdfFile, signature: PdfDict, fieldName: string): boolean {
  return transformsOf(file, signature).some(({ method, parameters }) => {
    if (method !== 'FieldMDP') return false;
    const action = findName(file, parameters, 'Action');
    const listed = findArray(file, parameters, 'Fields')?.items.map(file.resolve) ?? [];
    // A locked name locks everything below it.
    const isNamed = listed.some((item) => isKind(item, 'string') && isAtOrBelow(fieldName, textOf(item)));
    return action === 'Include' ? isNamed : action === 'Exclude' ? !isNamed : true;
  });
}

function isAtOrBelow(name: string, above: string): boolean {
  return name === above || name.startsWith(`${above}.`);
}

function transformsOf(file: PdfFile, signature: PdfDict): { method: string | null; parameters: PdfDict }[] {
  const references = findArray(file, signature, 'Reference')?.items.map(file.resolve) ?? [];
  return references.flatMap((reference) => {
    if (!isKind(reference, 'dict')) return [];
    const parameters = findDict(file, reference, 'TransformParams') ?? { kind: 'dict', entries: new Map() };
    return [{ method: findName(file, reference, 'TransformMethod'), parameters }];
  });
}
