import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { askOcsp, fetchCrl } from '@cuaso/platform/signing/pki/fetch-revocation.ts';
import { keepRevocation } from './keep-revocation.ts';
import { listStaleAuthorities } from './list-stale-authorities.ts';
import { self } from './platform-actor.ts';

/** Fetches the lists of all authorities that are due; one that is out of reach leaves the old list in its place. */
export async function refreshRevocations(platform: Platform): Promise<void> {
  const { authorities } = await run(platform, listStaleAuthorities, self, {});
  for (const one of authorities) await fetchList(platform, one);
}

/**
 * The newest answers for a certificate about to be used: its issuer by OCSP where there is a responder, and every list that
 * is due. This goes over the network: never inside a transaction.
 */
export async function refreshFor(platform: Platform, der: Buffer): Promise<void> {
  const certificate = certificateOf(der);
  const { authorities, issuer } = await run(platform, listStaleAuthorities, self, {
    issuedFingerprint: certificate.fingerprint,
    issuerName: certificate.issuer,
  });
  const asked = issuer === null ? undefined : askResponder(platform, issuer, der, certificate.fingerprint);
  await Promise.all([asked, ...authorities.map((one) => fetchList(platform, one))]);
}

type Listed = { authorityId: string; crlUrl: string };

async function fetchList(platform: Platform, { authorityId, crlUrl }: Listed): Promise<void> {
  const answer = await tried(() => fetchCrl(crlUrl));
  await run(platform, keepRevocation, self, { authorityId, kind: 'crl', about: '', ...answer });
}

type Responder = { authorityId: string; ocspUrl: string; certificate: string };

async function askResponder(platform: Platform, issuer: Responder, der: Buffer, about: string): Promise<void> {
  const authority = certificateOf(Buffer.from(issuer.certificate, 'base64'));
  const answer = await tried(() => askOcsp(issuer.ocspUrl, certificateOf(der), authority));
  await run(platform, keepRevocation, self, { authorityId: issuer.authorityId, kind: 'ocsp', about, ...answer });
}

async function tried(fetch: () => Promise<Buffer>): Promise<{ der?: string; problem?: string }> {
  try {
    return { der: (await fetch()).toString('base64') };
  } catch (error) {
    return { problem: (error instanceof Error ? error.message : String(error)).slice(0, 300) };
  }
}
