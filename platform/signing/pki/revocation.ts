import type { Certificate } from './certificate.ts';
import { elementAt } from './der.ts';
import { readCrl, type RevocationList } from './read-crl.ts';
import { type OcspAnswer, readOcsp } from './read-ocsp.ts';
import { BadDer } from './read-der.ts';

/** Why a certificate counts as good, revoked or unknown at an instant. */
export type RevocationReason =
  /** An answer that covers the instant says that it was good. */
  | 'not_revoked'
  /** It was revoked at the instant or before. */
  | 'revoked_before'
  /** It was good at the instant and revoked afterwards. */
  | 'revoked_after'
  /** It is suspended since the instant or before; that may end. */
  | 'on_hold'
  /** No answer of its issuer covers the instant. */
  | 'no_answer';

/** What is known of a certificate's revocation as of an instant. */
export type Revocation = {
  status: 'good' | 'revoked' | 'unknown';
  reason: RevocationReason;
  /** When it was revoked, also where that was after the instant asked about. */
  revokedAt: Date | null;
  /** Why the authority revoked it (RFC 5280, section 5.3.1); null where it says nothing. */
  reasonCode: number | null;
  /** The answer that says so, as DER. */
  used: Buffer | null;
};

type Said = OcspAnswer & { der: Buffer };

/** How long an answer without an end may serve. */
const endlessMs = 24 * 60 * 60 * 1000;
/** Clocks of authorities may be a little ahead of ours. */
const skewMs = 5 * 60 * 1000;
const mostAnswers = 5000;
const onHold = 6;
const offHold = 8;
/** The key was not lost: unspecified, affiliation changed, superseded, cessation of operation (RFC 3161, section 4). */
const harmless = new Set([0, 3, 4, 5]);

/**
 * Whether a certificate was revoked at an instant, by lists (CRL) and OCSP answers of its issuer, each checked. What is revoked
 * stays revoked, whatever another answer says and however old the one is that says so; a suspension lasts until a newer answer
 * no longer has it. That it was good is said by the newest answer given after the instant, or still in force then, but not by
 * one from after the certificate's end, by when its authority may have dropped it. Answers from after `now` are not believed.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  answers: readonly Buffer[],
  { at, now }: { at: Date; now: Date },
): Revocation {
  const newest = answersAbout(certificate, issuer, answers.slice(0, mostAnswers))
    .filter(({ thisUpdate }) => thisUpdate.getTime() <= now.getTime() + skewMs)
    .toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const [last] = newest;
  const revoked = earliest(newest.filter((one) => one.status === 'revoked' && one.reasonCode !== onHold));
  if (revoked !== undefined) return revokedBy(revoked, at, 'revoked_before');
  if (last?.status === 'revoked') return revokedBy(last, at, 'on_hold');
  const good = newest.find((one) => one.status === 'good' && covers(one, at) && stillNames(one, certificate));
  if (good === undefined)
    return { status: 'unknown', reason: 'no_answer', revokedAt: null, reasonCode: null, used: null };
  return { status: 'good', reason: 'not_revoked', revokedAt: null, reasonCode: null, used: good.der };
}

/** Whether what the key made before its revocation still counts where its holder himself says when (RFC 3161, section 4). */
export function wasKeyKept({ revokedAt, reasonCode }: Pick<Revocation, 'revokedAt' | 'reasonCode'>): boolean {
  return revokedAt === null || (reasonCode !== null && harmless.has(reasonCode));
}

function earliest(all: readonly Said[]): Said | undefined {
  return all.toSorted((a, b) => timeOf(a).getTime() - timeOf(b).getTime())[0];
}

function timeOf({ revokedAt, thisUpdate }: Said): Date {
  return revokedAt ?? thisUpdate;
}

function revokedBy(said: Said, at: Date, before: RevocationReason): Revocation {
  const revokedAt = timeOf(said);
  const parts = { revokedAt, reasonCode: said.reasonCode, used: said.der };
  if (revokedAt <= at) return { status: 'revoked', reason: before, ...parts };
  return { status: 'good', reason: 'revoked_after', ...parts };
}

function covers({ thisUpdate, nextUpdate }: Said, at: Date): boolean {
  if (thisUpdate >= at) return true;
  return at.getTime() <= (nextUpdate?.getTime() ?? thisUpdate.getTime() + endlessMs);
}

function stillNames({ thisUpdate, keepsExpiredSince }: Said, { notAfter }: Certificate): boolean {
  return thisUpdate <= notAfter || (keepsExpiredSince !== null && keepsExpiredSince <= notAfter);
}

function answersAbout(certificate: Certificate, issuer: Certificate, answers: readonly Buffer[]): Said[] {
  const lists = answers.filter((der) => kindOfRevocation(der) === 'crl');
  const responders = new Map<string, boolean>();
  const said = lists.flatMap((der) => saidByList(der, certificate, issuer) ?? []);
  const others = answers.filter((der) => kindOfRevocation(der) === 'ocsp');
  for (const der of others) {
    const answer = readOcsp(der, certificate, issuer);
    if (answer === undefined) continue;
    const { responder, producedAt, ...rest } = answer;
    const isBelieved = responder === null || responder.isNotChecked || isKept(responder, producedAt);
    if (isBelieved) said.push({ ...rest, der });
  }
  return said;

  /** A responder that its authority has revoked is not believed; without a list that says so it is. */
  function isKept(responder: Certificate, producedAt: Date): boolean {
    const key = `${responder.fingerprint} ${producedAt.getTime()}`;
    const held = responders.get(key) ?? !lists.some((der) => isRevokedIn(der, responder, issuer, producedAt));
    responders.set(key, held);
    return held;
  }
}

function isRevokedIn(list: Buffer, responder: Certificate, issuer: Certificate, at: Date): boolean {
  const said = saidByList(list, responder, issuer);
  return said?.status === 'revoked' && (timeOf(said) <= at || !wasKeyKept(said));
}

function saidByList(der: Buffer, certificate: Certificate, issuer: Certificate): Said | undefined {
  const list = readCrl(der, issuer);
  if (list === undefined || !isFor(list, certificate)) return undefined;
  const { thisUpdate, nextUpdate, keepsExpiredSince } = list;
  try {
    const entry = list.find(certificate);
    const times = { thisUpdate, nextUpdate, keepsExpiredSince, der };
    if (entry === undefined || entry.reasonCode === offHold)
      return { status: 'good', revokedAt: null, reasonCode: null, ...times };
    return { status: 'revoked', revokedAt: entry.at, reasonCode: entry.reasonCode, ...times };
  } catch (error) {
    if (error instanceof BadDer) return undefined;
    throw error;
  }
}

/** A list of some certificates only does not say that the others are good (RFC 5280, section 6.3.3). */
function isFor({ scope }: RevocationList, { crlUrls, isAuthority }: Certificate): boolean {
  if (scope === null) return true;
  if (scope.only !== 'all' && (scope.only === 'authorities') !== isAuthority) return false;
  return scope.urls.length === 0 || scope.urls.some((url) => crlUrls.includes(url));
}

/**
 * Whether these bytes are a list or an OCSP answer, by their shape alone: a list begins with the sequence to be signed, whose
 * first members are a version or an algorithm.
 */
export function kindOfRevocation(der: Buffer): 'crl' | 'ocsp' {
  const outer = elementAt(der, 0);
  const inner = outer && elementAt(der, outer.start);
  if (inner === undefined || inner.tag !== 0x30) return 'ocsp';
  const first = elementAt(der, inner.start);
  return first?.tag === 0x02 || first?.tag === 0x30 ? 'crl' : 'ocsp';
}

/** The times of a list that this authority signed, or of its answer about a certificate; nothing for anything else. */
export function readRevocation(
  der: Buffer,
  authority: Certificate,
  about: Certificate | undefined,
): { thisUpdate: Date; nextUpdate: Date | null } | undefined {
  const read = kindOfRevocation(der) === 'crl' ? readCrl(der, authority) : about && readOcsp(der, about, authority);
  return read === undefined ? undefined : { thisUpdate: read.thisUpdate, nextUpdate: read.nextUpdate };
}
