import { SigningRefused } from '../signer.ts';
import type { Async, CkAttribute, Cryptoki } from './cryptoki.ts';
import { listTokens, type TokenFacts, type TokenModule } from './token-module.ts';
import { require } from './token-refusal.ts';

/** A session with one token; closed by who opened it. */
export type TokenSession = { cryptoki: Cryptoki; handle: number; token: TokenFacts };

/** A certificate that lies on a token, with the mark that its key carries too. */
export type TokenCertificate = { id: Buffer; der: Buffer };

const [serialSession, user] = [4, 1];
const alreadyLoggedIn = 0x100;
const attributes = { class: 0, value: 0x11, certificateType: 0x80, id: 0x102 };
const classes = { certificate: 1, privateKey: 3 };
const mostObjects = 100;

/** Opens a session with the token of this label or serial number and logs in: once, because wrong PINs lock a token. */
export async function openTokenSession(
  module: TokenModule,
  { token: wanted, pin }: { token: string; pin: string },
): Promise<TokenSession> {
  const { cryptoki } = module;
  const token = listTokens(module).find((one) => one.label === wanted || one.serial === wanted);
  if (token === undefined) throw new SigningRefused('key_missing', 'no such token');
  if (token.isPinLocked) throw new SigningRefused('pin_locked');
  const session = openPublicSession(module, token);
  const code = await called(cryptoki.login, session.handle, user, pin, Buffer.byteLength(pin));
  if (code !== 0 && code !== alreadyLoggedIn) {
    closeTokenSession(session);
    require(code);
  }
  return session;
}

/** Opens a session without logging in: enough for what a token shows to everybody, such as certificates. */
export function openPublicSession({ cryptoki }: TokenModule, token: TokenFacts): TokenSession {
  const handle = [0];
  require(cryptoki.openSession(token.slot, serialSession, null, null, handle));
  return { cryptoki, handle: handle[0] ?? 0, token };
}

/** Ends a session; one that the token has ended already is as good. */
export function closeTokenSession({ cryptoki, handle }: TokenSession): void {
  cryptoki.closeSession(handle);
}

/** The certificates on the token; one that cannot be read does not hide the others. */
export function listCertificates(session: TokenSession): TokenCertificate[] {
  return findObjects(session, [longAttribute(attributes.class, classes.certificate)]).flatMap((object) => {
    const id = findAttribute(session, object, attributes.id);
    const der = findAttribute(session, object, attributes.value);
    return id === undefined || der === undefined ? [] : [{ id, der }];
  });
}

/** The private key with this mark. */
export function findPrivateKey(session: TokenSession, id: Buffer): number {
  const wanted = [
    longAttribute(attributes.class, classes.privateKey),
    { type: attributes.id, pValue: id, ulValueLen: id.length },
  ];
  return findObjects(session, wanted)[0] ?? refuseKey();
}

/** Runs a function of the module beside the event loop and gives its code. */
export function called<P extends unknown[]>(work: Async<P>, ...args: P): Promise<number> {
  return new Promise((resolve, reject) => {
    work.async(...args, (error, code) => (error ? reject(asError(error)) : resolve(code)));
  });
}

function refuseKey(): never {
  throw new SigningRefused('key_missing', 'no private key of this certificate');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function longAttribute(type: number, value: number): CkAttribute {
  const pValue = Buffer.alloc(8);
  pValue.writeBigUInt64LE(BigInt(value));
  return { type, pValue, ulValueLen: 8 };
}

function findObjects({ cryptoki, handle }: TokenSession, template: CkAttribute[]): number[] {
  require(cryptoki.findInit(handle, template, template.length));
  try {
    const objects: number[] = [];
    const found = Buffer.alloc(8 * mostObjects);
    // A module may give fewer than there are; it has given all when it gives none.
    while (objects.length < mostObjects) {
      const count = [0];
      require(cryptoki.find(handle, found, mostObjects, count));
      const given = Math.min(count[0] ?? 0, mostObjects);
      if (given === 0) break;
      for (let i = 0; i < given; i += 1) objects.push(Number(found.readBigUInt64LE(8 * i)));
    }
    return objects;
  } finally {
    cryptoki.findFinal(handle);
  }
}

const longestAttribute = 16 * 1024;
/** The object is secret, has no such attribute, or it is too long: CKR_ATTRIBUTE_SENSITIVE, _TYPE_INVALID, BUFFER_TOO_SMALL. */
const unreadable = new Set([0x11, 0x12, 0x150]);

function findAttribute({ cryptoki, handle }: TokenSession, object: number, type: number): Buffer | undefined {
  const asked: CkAttribute = { type, pValue: null, ulValueLen: 0 };
  const code = cryptoki.attribute(handle, object, asked, 1);
  if (unreadable.has(code)) return undefined;
  require(code);
  const length = Number(asked.ulValueLen);
  if (length > longestAttribute) return undefined;
  const pValue = Buffer.alloc(length);
  require(cryptoki.attribute(handle, object, { type, pValue, ulValueLen: length }, 1));
  return pValue;
}
