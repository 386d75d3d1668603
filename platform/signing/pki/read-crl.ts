import { createHash } from 'node:crypto';
import { readAlgorithm } from './algorithm-identifier.ts';
import type { Certificate } from './certificate.ts';
import { type Extension, fullNamesIn, readExtensions } from './certificate-extensions.ts';
import { elementAt } from './der.ts';
import { instantIn, integerIn, longTime, numberIn, shortTime, truthIn, wholeBitsIn } from './der-values.ts';
import {
  around,
  BadDer,
  type Element,
  elementFrom,
  elementOf,
  inPlace,
  insideOf,
  membersOf,
  tags,
} from './read-der.ts';
import { isSafelySigned } from './verify-signature.ts';

/** A revocation list of an authority (RFC 5280, section 5) whose signature was checked. */
export type RevocationList = {
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** The addresses that the list is for, and which certificates; null where it is for all of the authority. */
  scope: { urls: readonly string[]; only: 'all' | 'holders' | 'authorities' } | null;
  /** The list still names certificates that have expired since then (extension expiredCertsOnCRL of X.509). */
  keepsExpiredSince: Date | null;
  /** The entry of a certificate; throws `BadDer` where the list cannot be read to its end. */
  find: (certificate: Certificate) => RevokedEntry | undefined;
};

/** What a list says of one certificate. */
export type RevokedEntry = {
  at: Date;
  /** RFC 5280, section 5.3.1; null where none is given. */ reasonCode: number | null;
};

const issuingPointId = '2.5.29.28';
const expiredId = '2.5.29.60';
/** A list of changes has another critical extension, and is not among these. */
const knownOfList = new Set(['2.5.29.20', issuingPointId, expiredId]);
const reasonId = '2.5.29.21';
/** Extensions that may be critical: the entry's reason and, in a list of one's own, the date of the compromise. */
const knownOfEntry = new Set([reasonId, '2.5.29.24']);

/** Reads a list and checks that this issuer signed it whole; nothing otherwise, nor for a list of changes alone. */
export function readCrl(der: Buffer, issuer: Certificate): RevocationList | undefined {
  try {
    const list = read(der);
    // The name is looked at first, because long lists of others are not worth a digest.
    if (list === undefined || !list.issuerRaw.equals(issuer.subjectRaw)) return undefined;
    return isSignedWhole(list, issuer) ? list : undefined;
  } catch (error) {
    if (error instanceof BadDer) return undefined;
    throw error;
  }
}

type UncheckedList = RevocationList & {
  der: Buffer;
  issuerRaw: Buffer;
  inner: Element;
  parts: [Element, Element, Element];
};

function read(der: Buffer): UncheckedList | undefined {
  const outer = membersOf(elementOf(der));
  const parts: UncheckedList['parts'] = [outer.take(tags.sequence), outer.take(tags.sequence), outer.take(tags.bits)];
  outer.end();
  const members = membersOf(parts[0]);
  members.find(tags.integer);
  const inner = members.take(tags.sequence);
  const issuer = members.take(tags.sequence);
  const thisUpdate = instantIn(members.take());
  const next = members.find(shortTime) ?? members.find(longTime);
  const entries = members.find(tags.sequence);
  const held = members.find(around(0));
  members.end();
  const said = extensionsIn(held === undefined ? [] : readExtensions(insideOf(held)));
  if (said === undefined) return undefined;
  return {
    der,
    parts,
    inner,
    issuerRaw: issuer.der,
    thisUpdate,
    nextUpdate: next === undefined ? null : instantIn(next),
    ...said,
    find: (certificate) => (entries === undefined ? undefined : findEntry(entries.content, certificate)),
  };
}

function extensionsIn(all: readonly Extension[]): Pick<RevocationList, 'scope' | 'keepsExpiredSince'> | undefined {
  if (all.some((one) => one.isCritical && !knownOfList.has(one.id))) return undefined;
  const [point, expired] = [issuingPointId, expiredId].map((id) => all.find((one) => one.id === id)?.value);
  const scope = point === undefined ? null : scopeIn(point);
  if (scope === undefined) return undefined;
  return { scope, keepsExpiredSince: expired === undefined ? null : instantIn(elementFrom(expired)) };
}

/** IssuingDistributionPoint (RFC 5280, 5.2.5); a list for some reasons only or of other authorities is not followed. */
function scopeIn(value: Buffer): RevocationList['scope'] | undefined {
  const members = membersOf(elementOf(value));
  const point = members.find(around(0));
  const [holders, authorities] = [1, 2].map((n) => members.find(inPlace(n)));
  const others = members.rest(3);
  if (others.some((one) => one.tag === inPlace(3) || isTrue(one))) return undefined;
  const only = isTrue(holders) ? 'holders' : isTrue(authorities) ? 'authorities' : 'all';
  return { urls: point === undefined ? [] : fullNamesIn(point), only };
}

function isTrue(element: Element | undefined): boolean {
  return element !== undefined && truthIn({ ...element, tag: tags.boolean });
}

/** Lists of whole countries have hundred thousands of entries: they are walked over, not kept. */
function findEntry(entries: Buffer, { serialRaw }: Certificate): RevokedEntry | undefined {
  const wanted = withoutZeros(serialRaw);
  for (let at = 0; at < entries.length;) {
    const entry = elementAt(entries, at);
    const number = entry && elementAt(entries, entry.start);
    if (entry === undefined || number === undefined || number.tag !== tags.integer) throw new BadDer('entry');
    if (withoutZeros(entries.subarray(number.start, number.end)).equals(wanted))
      return readEntry(elementFrom(entries, at));
    at = entry.end;
  }
  return undefined;
}

function withoutZeros(raw: Buffer): Buffer {
  const start = raw.findIndex((byte) => byte !== 0);
  return start <= 0 ? raw : raw.subarray(start);
}

function readEntry(entry: Element): RevokedEntry {
  const members = membersOf(entry);
  integerIn(members.take());
  const at = instantIn(members.take());
  const held = members.find(tags.sequence);
  members.end();
  const extensions = held === undefined ? [] : readExtensions(held);
  // An entry that cannot be understood still says that the certificate is not good.
  if (extensions.some((one) => one.isCritical && !knownOfEntry.has(one.id))) return { at, reasonCode: null };
  const reason = extensions.find((one) => one.id === reasonId);
  return {
    at,
    reasonCode: reason === undefined ? null : numberIn(elementOf(reason.value, tags.enumerated), tags.enumerated),
  };
}

const checked = new Map<string, boolean>();
const checkedCount = 2000;
const digests = new WeakMap<Buffer, string>();

/** Lists are long and asked about often; a signature that was checked once is not checked again. */
function isSignedWhole({ der, parts, inner }: UncheckedList, issuer: Certificate): boolean {
  if (issuer.keyUsages !== null && !issuer.keyUsages.includes('cRLSign')) return false;
  const digest = digests.get(der) ?? createHash('sha256').update(der).digest('base64');
  digests.set(der, digest);
  const key = `${digest} ${issuer.fingerprint}`;
  const held = checked.get(key);
  if (held !== undefined) return held;
  const [data, algorithm, bits] = parts;
  if (!inner.der.equals(algorithm.der)) return false;
  const signed = { data: data.der, signature: wholeBitsIn(bits), algorithm: readAlgorithm(algorithm) };
  const isGood = isSafelySigned(issuer.publicKey, signed);
  if (checked.size >= checkedCount) checked.clear();
  checked.set(key, isGood);
  return isGood;
}
