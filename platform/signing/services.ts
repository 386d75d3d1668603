import { fail } from '@cuaso/kernel/errors.ts';
import type { MobileProvider } from './mobile/mobile-provider.ts';
import type { RemoteProvider } from './remote/remote-provider.ts';
import type { SealingKey } from './sealing-key.ts';
import type { Signer } from './signer.ts';

/** What the job that signs uses of a provider of remote signatures. */
export type RemoteSigning = Pick<RemoteProvider, 'requestOtp' | 'authorise' | 'begin' | 'poll'>;

/** What this installation signs with: each is missing where its settings are. */
export type SigningServices = {
  sealingKey: SealingKey;
  /** Addresses of time-stamp authorities (RFC 3161), the first that answers is taken. */
  timeStampUrls: readonly string[];
  /** A key in the server's PKCS#11 module by its name. */
  moduleSigner?: (keyName: string, certificate: Buffer) => Promise<Signer>;
  remote?: RemoteSigning;
  mobile?: MobileProvider;
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
