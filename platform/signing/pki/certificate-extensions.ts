import { identifierIn, numberIn, octetsIn, truthIn } from './der-values.ts';
import { textIn } from './distinguished-name.ts';
import { around, BadDer, type Element, elementOf, inPlace, insideOf, listOf, membersOf, tags } from './read-der.ts';

/** What the extensions of a certificate say (RFC 5280, section 4.2). */
export type CertificateExtensions = {
  isAuthority: boolean;
  /** How many authorities may follow; null for no limit. */
  pathLength: number | null;
  /** Names of RFC 5280, section 4.2.1.3; null where the extension is absent, which allows all. */
  keyUsages: readonly string[] | null;
  /** Object identifiers; null where the extension is absent. */
  extendedKeyUsages: readonly string[] | null;
  extendedKeyUsageIsCritical: boolean;
  subjectKeyId: string;
  authorityKeyId: string;
  crlUrls: readonly string[];
  ocspUrls: readonly string[];
  /** A critical extension that the engine does not know: the certificate must be refused (RFC 5280, section 4.2). */
  hasUnknownCritical: boolean;
  /** The responder's certificate needs no revocation answer of its own (RFC 6960, section 4.2.2.2.1). */
  isNotChecked: boolean;
  /** Electronic mail addresses of the holder. */
  alternativeEmails: readonly string[];
};

/** An extension of a certificate, a list or an answer. */
export type Extension = { id: string; isCritical: boolean; value: Buffer };

const most = 1000;

/** Reads a sequence of extensions, none of which may stand twice. */
export function readExtensions(sequence: Element): Extension[] {
  const all = listOf(sequence, most).map((one) => {
    const members = membersOf(one);
    const id = identifierIn(members.take());
    const critical = members.find(tags.boolean);
    const value = octetsIn(members.take());
    members.end();
    return { id, isCritical: critical !== undefined && truthIn(critical), value };
  });
  if (new Set(all.map(({ id }) => id)).size !== all.length) throw new BadDer('an extension stands twice');
  return all;
}

/** The extensions that the engine follows or that bind nobody here. */
const known = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.19',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
  '1.3.6.1.5.5.7.1.1',
]);

/** What a certificate's extensions say; one that cannot be read is never taken for absent. */
export function certificateExtensions(all: readonly Extension[]): CertificateExtensions {
  const find = (id: string) => all.find((one) => one.id === id);
  const read = <T>(id: string, reader: (value: Buffer) => T): T | undefined => {
    const found = find(id);
    return found === undefined ? undefined : reader(found.value);
  };
  return {
    ...(read('2.5.29.19', constraintsIn) ?? { isAuthority: false, pathLength: null }),
    keyUsages: read('2.5.29.15', usagesIn) ?? null,
    extendedKeyUsages: read('2.5.29.37', (value) => listOf(elementOf(value), most).map(identifierIn)) ?? null,
    extendedKeyUsageIsCritical: find('2.5.29.37')?.isCritical === true,
    subjectKeyId: read('2.5.29.14', (value) => octetsIn(elementOf(value, tags.octets)).toString('hex')) ?? '',
    authorityKeyId: read('2.5.29.35', authorityKeyIn) ?? '',
    crlUrls: read('2.5.29.31', crlUrlsIn) ?? [],
    ocspUrls: read('1.3.6.1.5.5.7.1.1', ocspUrlsIn) ?? [],
    hasUnknownCritical: all.some((one) => one.isCritical && !known.has(one.id)),
    isNotChecked: find('1.3.6.1.5.5.7.48.1.5') !== undefined,
    alternativeEmails: read('2.5.29.17', (value) => textsTagged(elementOf(value), inPlace(1))) ?? [],
  };
}

function constraintsIn(value: Buffer) {
  const members = membersOf(elementOf(value));
  const authority = members.find(tags.boolean);
  const length = members.find(tags.integer);
  members.end();
  return {
    isAuthority: authority !== undefined && truthIn(authority),
    pathLength: length === undefined ? null : numberIn(length),
  };
}

const usageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

function usagesIn(value: Buffer): string[] {
  const [unused = 8, ...bits] = elementOf(value, tags.bits).content;
  if (unused > 7) throw new BadDer('key usage');
  return usageNames.filter((_, i) => ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0);
}

function authorityKeyIn(value: Buffer): string {
  return membersOf(elementOf(value)).find(inPlace(0))?.content.toString('hex') ?? '';
}

const uriTag = inPlace(6);

function crlUrlsIn(value: Buffer): string[] {
  return listOf(elementOf(value), most).flatMap((point) => {
    const name = membersOf(point).find(around(0));
    return name === undefined ? [] : fullNamesIn(name);
  });
}

/** The addresses in a DistributionPointName that gives full names (RFC 5280, section 4.2.1.13). */
export function fullNamesIn(name: Element): string[] {
  const inner = insideOf(name);
  return inner.tag === around(0) ? textsTagged(inner, uriTag) : [];
}

function ocspUrlsIn(value: Buffer): string[] {
  return listOf(elementOf(value), most).flatMap((description) => {
    const members = membersOf(description);
    const method = identifierIn(members.take());
    const place = members.take();
    return method === '1.3.6.1.5.5.7.48.1' && place.tag === uriTag ? [asciiIn(place)] : [];
  });
}

function textsTagged(names: Element, tag: number): string[] {
  const all = listOf(names, most, names.tag);
  return all.filter((one) => one.tag === tag).map(asciiIn);
}

function asciiIn({ content }: Element): string {
  return textIn({ tag: asciiTag, content });
}

const asciiTag = 0x16;
