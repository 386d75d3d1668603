import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** A passkey in software: what a telephone or a security key does, small enough to read. */
export type SoftwareAuthenticator = {
  credentialId: string;
  /** Answers `navigator.credentials.create`. */
  make: (options: Asked, changes?: Changes) => Made;
  /** Answers `navigator.credentials.get`. */
  use: (options: Asked, changes?: Changes) => Used;
};

type Asked = { challenge?: unknown; user?: unknown };
/** What a liar would answer otherwise. */
export type Changes = { origin?: string; challenge?: string; host?: string; verified?: false; counter?: number };
type Made = {
  id: string;
  rawId: string;
  type: 'public-key';
  response: { clientDataJSON: string; attestationObject: string; transports: string[] };
};
type Used = {
  id: string;
  rawId: string;
  type: 'public-key';
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string | undefined };
};

/** A new passkey for this site; it counts its uses. */
export function softwareAuthenticator(origin: string): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const credentialId = id.toString('base64url');
  const names = { id: credentialId, rawId: credentialId, type: 'public-key' as const };
  let userHandle: string | undefined;
  let counter = 0;
  return {
    credentialId,
    make: (options, changes = {}) => {
      userHandle = (options.user as { id?: string } | undefined)?.id;
      const authData = Buffer.concat([headOf(origin, 0x41, 0, changes), credentialOf(id, publicKey)]);
      const attestation = cbor(
        new Map<unknown, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      const clientDataJSON = clientDataOf('webauthn.create', origin, options, changes).toString('base64url');
      return {
        ...names,
        response: { clientDataJSON, attestationObject: attestation.toString('base64url'), transports: ['internal'] },
      };
    },
    use: (options, changes = {}) => {
      counter += 1;
      const authData = headOf(origin, 0x01, changes.counter ?? counter, changes);
      const clientData = clientDataOf('webauthn.get', origin, options, changes);
      const signature = signed(privateKey, authData, clientData);
      const response = {
        authenticatorData: authData.toString('base64url'),
        clientDataJSON: clientData.toString('base64url'),
      };
      return { ...names, response: { ...response, signature: signature.toString('base64url'), userHandle } };
    },
  };
}

function clientDataOf(type: string, origin: string, options: Asked, changes: Changes): Buffer {
  const challenge = changes.challenge ?? String(options.challenge);
  return Buffer.from(JSON.stringify({ type, challenge, origin: changes.origin ?? origin, crossOrigin: false }));
}

/** Hash of the host, flags (user present, verified, data attached) and counter. */
function headOf(origin: string, flags: number, counter: number, changes: Changes): Buffer {
  const host = createHash('sha256')
    .update(changes.host ?? new URL(origin).hostname)
    .digest();
  const rest = Buffer.alloc(5);
  rest.writeUInt8(changes.verified === false ? flags : flags | 0x04, 0);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([host, rest]);
}

function credentialOf(id: Buffer, publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinates = [x, y].map((part) => Buffer.from(part, 'base64url'));
  const key = cbor(
    new Map<unknown, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinates[0]],
      [-3, coordinates[1]],
    ]),
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  return Buffer.concat([Buffer.alloc(16), length, id, key]);
}

function signed(privateKey: KeyObject, authData: Buffer, clientData: Buffer): Buffer {
  const hash = createHash('sha256').update(clientData).digest();
  return createSign('sha256')
    .update(Buffer.concat([authData, hash]))
    .sign(privateKey);
}

/** The part of CBOR (RFC 8949) that authenticators speak: whole numbers, bytes, texts, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  if (value instanceof Map) {
    return Buffer.concat([cborHead(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
  }
  throw new Error(`no CBOR for ${typeof value}`);
}

function cborHead(major: number, length: number): Buffer {
  const first = major << 5;
  if (length < 24) return Buffer.from([first | length]);
  if (length < 256) return Buffer.from([first | 24, length]);
  return Buffer.from([first | 25, length >> 8, length & 0xff]);
}
