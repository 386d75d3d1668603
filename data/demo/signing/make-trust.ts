import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { type Issuer, issueRoot, issueStateAuthority, issueTimeStampAuthority } from './authority.ts';
import { addressesOf, type DemoKey, demoKeys, type KeptTrust } from './kept-trust.ts';
import { publicPartOf } from './x509-parts.ts';

const generate = promisify(generateKeyPair);
const rsa2048 = { modulusLength: 2048 };
const inventoryKeyCount = 4;
const dayMs = 86_400_000;

/** Makes the authorities of a new demo and the keys of those who will sign; the services will be found at this port. */
export async function makeTrust(
  made: { port: number; at: Date; simNumber: string },
  random: (bytes: number) => Uint8Array,
): Promise<KeptTrust> {
  const { port, at, simNumber } = made;
  const wanted = 3 + inventoryKeyCount + demoKeys.length;
  const pairs = await Promise.all(Array.from({ length: wanted }, () => generate('rsa', rsa2048)));
  const next = () => pairs.shift() ?? fail();
  const keys = Object.fromEntries(demoKeys.map((name) => [name, pemOfKey(next().privateKey)])) as KeptTrust['keys'];
  const inventoryKeys = Array.from({ length: inventoryKeyCount }, () =>
    publicPartOf(next().publicKey).toString('base64'),
  );
  const daysFrom = (days: number) => new Date(Math.floor(at.getTime() / dayMs) * dayMs + days * dayMs);
  const serials = { root: serialOf(random), state: serialOf(random), timeStamp: serialOf(random) };
  const root = issueRoot(next().privateKey, { serial: serials.root, from: daysFrom(-4000), until: daysFrom(4000) });
  const crlUrl = addressesOf(port).crlUrls.root;
  const below = { crlUrl, from: daysFrom(-3900), until: daysFrom(3600) };
  const state = issueStateAuthority(root, next().privateKey, { ...below, serial: serials.state });
  const stamps = { ...below, from: daysFrom(-400), serial: serials.timeStamp };
  const timeStamp = issueTimeStampAuthority(root, next().privateKey, stamps);
  return {
    port,
    namedPort: port,
    madeAt: at.toISOString(),
    seed: Buffer.from(random(32)).toString('hex'),
    root: keptOf(root),
    state: keptOf(state),
    timeStamp: { ...keptOf(timeStamp), serial: serials.timeStamp.toString('hex') },
    inventoryKeys,
    keys,
    phones: [{ msisdn: simNumber, pin: '123456', keyPem: keys['director_sim' satisfies DemoKey] }],
    revoked: [],
  };
}

/** A serial number that nobody can guess: positive, no leading zero (RFC 5280, section 4.1.2.2). */
function serialOf(random: (bytes: number) => Uint8Array): Buffer {
  const bytes = Buffer.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function keptOf({ key, certificate }: Issuer): { key: string; certificate: string } {
  return { key: pemOfKey(key), certificate: certificate.toString('base64') };
}

function pemOfKey(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function fail(): never {
  throw new Error('too few keys were made');
}
