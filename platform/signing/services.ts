import { fail } from '@cuaso/kernel/errors.ts';
import type { SealingKey } from './sealing-key.ts';
import type { Signer } from './signer.ts';

/** A provider of remote signatures (Cloud Signature Consortium API v2), as the job that signs uses it. */
export type RemoteSigning = {
  /** Has the provider send a one-time code. */
  requestOtp: (credentialId: string) => Promise<unknown>;
  authorise: (request: {
    credentialId: string;
    digests: readonly Buffer[];
    pin?: string;
    otp?: string;
  }) => Promise<{ sad: string }>;
  begin: (request: {
    credentialId: string;
    digests: readonly Buffer[];
    sad: string;
  }) => Promise<{ signatures: Buffer[] } | { responseId: string }>;
  poll: (responseId: string) => Promise<{ signatures: Buffer[] } | 'waiting'>;
};

/** A provider of signatures by telephone (ETSI TS 102 204). */
export type MobileSigning = {
  begin: (request: {
    msisdn: string;
    digest: Buffer;
    display: string;
    transactionId: string;
    validUntil: Date;
    now: Date;
  }) => Promise<{ msspTransactionId: string }>;
  poll: (request: {
    msspTransactionId: string;
    msisdn: string;
    transactionId: string;
    /** After this instant an answer is not taken any more. */
    validUntil?: Date;
    now: Date;
  }) => Promise<Buffer | 'waiting'>;
};

/** What this installation signs with: each is missing where its settings are. */
export type SigningServices = {
  sealingKey: SealingKey;
  /** Addresses of time-stamp authorities (RFC 3161), the first that answers is taken. */
  timeStampUrls: readonly string[];
  /** A key in the server's PKCS#11 module by its name. */
  moduleSigner?: (keyName: string, certificate: Buffer) => Promise<Signer>;
  remote?: RemoteSigning;
  mobile?: MobileSigning;
};

const place = 'signing.services';

/** Says once, at start, what this installation signs with. */
export function setSigningServices(memory: Map<string, unknown>, services: SigningServices): void {
  memory.set(place, services);
}

/** The devices whose keys the server itself can use, for an agency's forms. */
export function serverDevicesOf(memory: Map<string, unknown>): ('hsm' | 'test')[] {
  const services = memory.get(place) as SigningServices | undefined;
  if (services === undefined) return [];
  return services.moduleSigner === undefined ? ['test'] : ['test', 'hsm'];
}

/** What this installation signs with. */
export function signingServicesOf(memory: Map<string, unknown>): SigningServices {
  return (memory.get(place) as SigningServices | undefined) ?? fail('unavailable', 'signing.not_set_up');
}
