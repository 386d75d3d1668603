import { createHash } from 'node:crypto';
import { SigningRefused } from '../signer.ts';
import { listTokens, type TokenFacts, type TokenModule } from './token-module.ts';
import { closeTokenSession, listCertificates, openPublicSession } from './token-session.ts';

/** A certificate on a token that is plugged in. */
export type FoundCertificate = { token: TokenFacts; der: Buffer };

/** The certificates on all tokens that are plugged in, as far as the tokens show them before a PIN is entered. */
export function listTokenCertificates(module: TokenModule): FoundCertificate[] {
  return listTokens(module).flatMap((token) => {
    try {
      return certificatesOn(module, token);
    } catch (error) {
      // Pulled out meanwhile, or not readable: the other tokens still count.
      if (error instanceof SigningRefused) return [];
      throw error;
    }
  });
}

/** The token that carries the certificate with this SHA-256 fingerprint (hex), and the certificate. */
export function findTokenFor(module: TokenModule, fingerprint: string): FoundCertificate | undefined {
  return listTokenCertificates(module).find(
    ({ der }) => createHash('sha256').update(der).digest('hex') === fingerprint.toLowerCase(),
  );
}

function certificatesOn(module: TokenModule, token: TokenFacts): FoundCertificate[] {
  const session = openPublicSession(module, token);
  try {
    return listCertificates(session).map(({ der }) => ({ token, der }));
  } finally {
    closeTokenSession(session);
  }
}
