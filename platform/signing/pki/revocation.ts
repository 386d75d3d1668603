import { type Certificate } from './certificate.ts';
import { elementAt } from './der.ts';
import { readCrl } from './read-crl.ts';
import { readOcsp } from './read-ocsp.ts';

/** What is known of a certificate's revocation as of an instant. */
export type Revocation = {
  status: 'good' | 'revoked' | 'unknown';
  /** When it was revoked, also where that was after the instant asked about. */
  revokedAt: Date | null;
  /** The answer that says so, as DER. */
  used: Buffer | null;
};

type Said = {
  status: 'good' | 'revoked' | 'unknown';
  revokedAt: Date | null;
  thisUpdate: Date;
  nextUpdate: Date | null;
  der: Buffer;
};

/** How long an answer without an end may serve. */
const endlessMs = 24 * 60 * 60 * 1000;

/**
 * Whether a certificate was revoked at an instant, by lists (CRL) and OCSP answers of its issuer. The newest answer decides. It
 * speaks for an instant if it was given after it, or was still good then; one from after `now` is not believed.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  answers: readonly Buffer[],
  { at, now }: { at: Date; now: Date },
): Revocation {
  const said = answers.slice(0, 5000).flatMap((der) => saidBy(der, certificate, issuer) ?? []);
  const usable = said.filter((one) => one.thisUpdate.getTime() <= now.getTime() + skewMs && covers(one, at));
  const newest = usable.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  // Revoked once is revoked: a good answer of another source does not undo it.
  const revoked = newest.find((one) => one.status === 'revoked');
  if (revoked !== undefined) {
    const before = revoked.revokedAt === null || revoked.revokedAt <= at;
    return { status: before ? 'revoked' : 'good', revokedAt: revoked.revokedAt, used: revoked.der };
  }
  const good = newest.find((one) => one.status === 'good');
  if (good === undefined) return { status: 'unknown', revokedAt: null, used: null };
  return { status: 'good', revokedAt: null, used: good.der };
}

/** Clocks of authorities may be a little ahead of ours. */
const skewMs = 5 * 60_000;

function covers({ thisUpdate, nextUpdate }: Said, at: Date): boolean {
  if (thisUpdate >= at) return true;
  return at.getTime() <= (nextUpdate?.getTime() ?? thisUpdate.getTime() + endlessMs);
}

function saidBy(der: Buffer, certificate: Certificate, issuer: Certificate): Said | undefined {
  if (kindOfRevocation(der) === 'crl') {
    const list = readCrl(der, issuer);
    if (list === undefined) return undefined;
    const entry = list.revoked.get(certificate.serial);
    const { thisUpdate, nextUpdate } = list;
    return {
      status: entry === undefined ? 'good' : 'revoked',
      revokedAt: entry?.at ?? null,
      thisUpdate,
      nextUpdate,
      der,
    };
  }
  const answer = readOcsp(der, certificate, issuer);
  return answer === undefined ? undefined : { ...answer, der };
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
  if (kindOfRevocation(der) === 'crl') return readCrl(der, authority);
  return about === undefined ? undefined : readOcsp(der, about, authority);
}
