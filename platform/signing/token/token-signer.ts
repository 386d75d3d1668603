import { digestInfo } from '../cms/build.ts';
import { type Digest, type Signer, SigningRefused } from '../signer.ts';
import type { TokenModule } from './token-module.ts';
import { require } from './token-refusal.ts';
import {
  called,
  closeTokenSession,
  findPrivateKey,
  listCertificates,
  openTokenSession,
  type TokenSession,
} from './token-session.ts';

/** Which key: on which token (label or serial number), of which certificate. */
export type TokenKey = { module: TokenModule; tokenLabel: string; pin: string; certificateDer: Buffer };

const rsaPkcs = 1;
const longestSignature = 1024;

/**
 * The key of a certificate on a token, as a signer: RSASSA-PKCS1-v1_5 by CKM_RSA_PKCS over the DigestInfo. One call at a time; a
 * session that the token has ended is opened anew once.
 */
export async function openTokenSigner(key: TokenKey): Promise<Signer & { close: () => void }> {
  let open = await openKey(key);
  let queue: Promise<unknown> = Promise.resolve();
  const signOne = async (digest: Digest): Promise<Buffer> => {
    try {
      return await signDigest(open, digest);
    } catch (error) {
      if (!(error instanceof SigningRefused) || error.reason !== 'unreachable') throw error;
      closeTokenSession(open.session);
      open = await openKey(key);
      return signDigest(open, digest);
    }
  };
  const sign = async (digests: readonly Digest[]) => {
    const signatures: Buffer[] = [];
    for (const digest of digests) signatures.push(await signOne(digest));
    return signatures;
  };
  return {
    sign: (digests) => {
      const turn = queue.then(() => sign(digests));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close: () => closeTokenSession(open.session),
  };
}

type OpenKey = { session: TokenSession; handle: number };

async function openKey({ module, tokenLabel, pin, certificateDer }: TokenKey): Promise<OpenKey> {
  const session = await openTokenSession(module, { token: tokenLabel, pin });
  try {
    const own = listCertificates(session).find((one) => one.der.equals(certificateDer));
    if (own === undefined) throw new SigningRefused('key_missing', 'another certificate is on the token');
    return { session, handle: findPrivateKey(session, own.id) };
  } catch (error) {
    closeTokenSession(session);
    throw error;
  }
}

async function signDigest({ session, handle }: OpenKey, digest: Digest): Promise<Buffer> {
  const { cryptoki } = session;
  require(cryptoki.signInit(session.handle, { mechanism: rsaPkcs, pParameter: null, ulParameterLen: 0 }, handle));
  const data = Buffer.concat([digestInfo, digest]);
  const signature = Buffer.alloc(longestSignature);
  const length = [longestSignature];
  require(await called(cryptoki.sign, session.handle, data, data.length, signature, length));
  return signature.subarray(0, length[0] ?? 0);
}
