import type { Trust } from '../trust.ts';
import type { Certificate } from './certificate.ts';
import { type Revocation, revocationOf } from './revocation.ts';

/** What is known of one certificate of a chain; the answers that the document carries, and those at hand beside it. */
export type LinkRevocation = Revocation & {
  certificate: Certificate;
  /** Whether an answer that came with the document says so. */
  isCarried: boolean;
};

/**
 * The revocation of each certificate below the anchor as of an instant. All answers count, so that one of today can say what
 * the document's own did not know yet; the document's own is named as evidence where it says the same.
 */
export function revocationsOfChain(
  chain: readonly Certificate[],
  carried: readonly Buffer[],
  trust: Trust,
  at: Date,
): LinkRevocation[] {
  const when = { at, now: trust.now };
  return chain.slice(0, -1).flatMap((certificate, index) => {
    const issuer = chain[index + 1];
    if (issuer === undefined) return [];
    const said = revocationOf(certificate, issuer, [...carried, ...trust.revocations], when);
    const own = revocationOf(certificate, issuer, carried, when);
    const isCarried = own.status !== 'unknown';
    const used = isCarried && own.status === said.status ? own.used : said.used;
    return [{ ...said, used, certificate, isCarried }];
  });
}
