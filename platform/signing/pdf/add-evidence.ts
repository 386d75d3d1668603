import { createHash } from 'node:crypto';
import type { Update } from './append-update.ts';
import { addObject, appendUpdate, beginUpdate, replaceObject, streamValue } from './append-update.ts';
import { BadPdf } from './bad-pdf.ts';
import { changeCatalog } from './grow-form.ts';
import type { PdfFile } from './open-pdf.ts';
import { findArray, findDict, openPdf } from './open-pdf.ts';
import { PdfRefused } from './pdf-refused.ts';
import { readSignatures } from './read-signatures.ts';
import type { PdfDict, PdfRef, PdfValue } from './values.ts';
import { arrayValue, dictValue, entryOf, isKind, nameValue, withEntries } from './values.ts';

/** What later checks need, as DER: certificates of all chains, revocation lists, OCSP answers. */
export type Evidence = {
  certificates: readonly Buffer[];
  crls: readonly Buffer[];
  ocsps: readonly Buffer[];
  /** The fields of the signatures whose evidence this is; an entry in /VRI is made for each. */
  vriFor?: readonly string[];
};

/** What a document carries of it. */
export type CarriedEvidence = { certificates: Buffer[]; answers: Buffer[] };

const kinds = [
  { key: 'Certs', vriKey: 'Cert', of: 'certificates' },
  { key: 'CRLs', vriKey: 'CRL', of: 'crls' },
  { key: 'OCSPs', vriKey: 'OCSP', of: 'ocsps' },
] as const;

/** Appends evidence in the document security store (ETSI EN 319 142-1, 5.4); what is in it already stays and is not doubled. */
export function addEvidence(bytes: Buffer, evidence: Evidence): Buffer {
  const file = openPdf(bytes);
  const update = beginUpdate(file);
  const store = findDict(file, file.catalog, 'DSS') ?? dictValue({});
  const refs = kinds.map((kind) => ({ kind, ...grownList(update, store, kind.key, evidence[kind.of]) }));
  const lists = Object.fromEntries(refs.map(({ kind, all }) => [kind.key, all.length === 0 ? null : arrayValue(all)]));
  const own = Object.fromEntries(
    refs.map(({ kind, used }) => [kind.vriKey, used.length === 0 ? null : arrayValue(used)]),
  );
  const grown = withEntries(store, { Type: nameValue('DSS'), ...lists, ...relatedOf(update, store, evidence, own) });
  const place = entryOf(file.catalog, 'DSS');
  if (isKind(place, 'ref')) replaceObject(update, place, grown);
  else changeCatalog(update, { DSS: addObject(update, grown) });
  return appendUpdate(update).bytes;
}

/** The certificates and answers that a document carries; what cannot be read is left out, as if it were not there. */
export function carriedEvidence(file: PdfFile): CarriedEvidence {
  const store = findDict(file, file.catalog, 'DSS');
  const listed = (key: string): Buffer[] => {
    if (store === null) return [];
    const items = findArray(file, store, key)?.items.slice(0, mostCarried) ?? [];
    return items.flatMap((item) => findContent(file, item) ?? []);
  };
  return { certificates: listed('Certs'), answers: [...listed('OCSPs'), ...listed('CRLs')] };
}

const mostCarried = 500;

function findContent(file: PdfFile, item: PdfValue): Buffer | null {
  try {
    const stream = file.resolve(item);
    return isKind(stream, 'stream') ? file.unpack(stream) : null;
  } catch (error) {
    if (error instanceof BadPdf) return null;
    throw error;
  }
}

/** The list under a key with what is new; `used` are the objects of what was given. */
function grownList(
  update: Update,
  store: PdfDict,
  key: string,
  given: readonly Buffer[],
): { all: PdfValue[]; used: PdfRef[] } {
  const { file } = update;
  const all = [...(findArray(file, store, key)?.items ?? [])];
  const known = new Map<string, PdfRef>();
  for (const item of all) {
    const stream = file.resolve(item);
    if (isKind(item, 'ref') && isKind(stream, 'stream')) known.set(file.unpack(stream).toString('base64'), item);
  }
  const used = given.map((der) => {
    const mark = der.toString('base64');
    const ref = known.get(mark) ?? addObject(update, streamValue(dictValue({}), der));
    if (!known.has(mark)) all.push(ref);
    known.set(mark, ref);
    return ref;
  });
  return { all, used };
}

/** The entries of /VRI: each is named by the SHA-1 of its signature's contents, which here is a name and no protection. */
function relatedOf(
  update: Update,
  store: PdfDict,
  { vriFor = [] }: Evidence,
  own: Readonly<Record<string, PdfValue>>,
): { VRI?: PdfDict } {
  if (vriFor.length === 0) return {};
  const signatures = readSignatures(update.file);
  const entries = vriFor.map((name) => {
    const contents = signatures.find(({ fieldName }) => fieldName === name)?.contents;
    if (contents == null) throw new PdfRefused('no_such_field', name);
    const key = createHash('sha1').update(contents.bytes).digest('hex').toUpperCase();
    return [key, addObject(update, dictValue(own))] as const;
  });
  const known = findDict(update.file, store, 'VRI') ?? dictValue({});
  return { VRI: withEntries(known, Object.fromEntries(entries)) };
}
