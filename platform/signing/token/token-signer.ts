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
 * session that the token has ended is opened anew once, but never again after the token has refused the PIN.
 */
export async function openTokenSigner(key: TokenKey): Promise<Signer & { close: () => void }> {
  let open: OpenKey | undefined = await openKey(key);
  let over: SigningRefused | undefined;
  let waiting = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const end = () => {
    if (open !== undefined) closeTokenSession(open.session);
    open = undefined;
  };
  const openAgain = async (): Promise<OpenKey> => {
    try {
      return await openKey(key);
    } catch (error) {
      // Each further login with this PIN would bring the token nearer to locking itself.
      if (error instanceof SigningRefused && pinRefusals.has(error.reason)) over = error;
      throw error;
    }
  };
  const signOne = async (digest: Digest): Promise<Buffer> => {
    if (over !== undefined) throw over;
    try {
      if (open !== undefined) return await signDigest(open, digest);
    } catch (error) {
      if (!(error instanceof SigningRefused) || error.reason !== 'unreachable') throw error;
      end();
    }
    open = await openAgain();
    return signDigest(open, digest);
  };
  const sign = async (digests: readonly Digest[]) => {
    requireDigests(digests);
    const signatures: Buffer[] = [];
    for (const digest of digests) signatures.push(await signOne(digest));
    return signatures;
  };
  const turnEnded = () => {
    waiting -= 1;
    if (waiting === 0 && over !== undefined) end();
  };
  return {
    sign: (digests) => {
      waiting += 1;
      const turn = queue.then(() => sign(digests)).finally(turnEnded);
      queue = turn.catch(() => undefined);
      return turn;
    },
    close: () => {
      over = new SigningRefused('cancelled', 'the signer was closed');
      // A session in use is ended by its last turn: no module bears both at once.
      if (waiting === 0) end();
    },
  };
}

const pinRefusals: ReadonlySet<string> = new Set(['pin_wrong', 'pin_locked']);
const digestBytes = 32;

/** Another length is a mistake of the program, not of a token. */
function requireDigests(digests: readonly Digest[]): void {
  if (digests.some(({ length }) => length !== digestBytes)) throw new RangeError('A SHA-256 digest has 32 bytes.');
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
