import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityNames, type Issuer, issuerOf } from './authority.ts';
import type { TimeStampAuthority } from './time-stamp.ts';

type KeptIssuer = {
  /** PKCS#8 as PEM. */
  key: string;
  /** DER in base64. */
  certificate: string;
};

/** Whose keys the demo knows, so that somebody can sign with them. */
export const demoKeys = ['commune_leader', 'director', 'director_sim', 'commune_seal', 'department_seal'] as const;
/** One of those keys. */
export type DemoKey = (typeof demoKeys)[number];

/** What the demo's authority keeps in the data folder. All of it is for trying only, and for the owner's eyes alone. */
export type KeptTrust = {
  port: number;
  /** The port that the certificates name; the same as `port` unless another program took it. */
  namedPort: number;
  /** From this instant the periods of all certificates are counted, so that they are the same when made again. */
  madeAt: string;
  /** The secret that the serial numbers follow from, in hex. */
  seed: string;
  root: KeptIssuer;
  state: KeptIssuer;
  /** With its serial number in hex. */
  timeStamp: KeptIssuer & { serial: string };
  /** Public keys whose private halves were never kept, as base64: nobody signs with what only stands in the inventory. */
  inventoryKeys: string[];
  /** PKCS#8 as PEM. */
  keys: Record<DemoKey, string>;
  /** The telephones of the pretended mobile network: one, of the director. */
  phones: { msisdn: string; pin: string; keyPem: string }[];
  /** The serial numbers that the state authority's list names, in hex. */
  revoked: { serial: string; at: string }[];
};

/** What this installation keeps of its demo's authority; nothing before the first start. */
export function readKeptTrust(folder: string): KeptTrust | undefined {
  const file = fileIn(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeptTrust) : undefined;
}

/** Written beside and then renamed, readable by the owner alone. */
export function writeKeptTrust(folder: string, kept: KeptTrust): void {
  const file = fileIn(folder);
  writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Where the services of a port are found. */
export function addressesOf(port: number): { timeStampUrl: string; crlUrls: { root: string; state: string } } {
  const origin = `http://127.0.0.1:${port}`;
  return {
    timeStampUrl: `${origin}/tsa`,
    crlUrls: { root: `${origin}/crl/root.crl`, state: `${origin}/crl/nha-nuoc.crl` },
  };
}

/** The authorities as issuers. */
export function issuersOf(kept: KeptTrust): { root: Issuer; state: Issuer; timeStamp: TimeStampAuthority } {
  const root = issuerOf(authorityNames.root, kept.root);
  const timeStamp = issuerOf(authorityNames.timeStamp, kept.timeStamp);
  return {
    root,
    state: issuerOf(authorityNames.state, kept.state),
    timeStamp: { ...timeStamp, issuedBy: root.name, serial: Buffer.from(kept.timeStamp.serial, 'hex') },
  };
}

function fileIn(folder: string): string {
  return join(folder, 'demo-signing.json');
}
