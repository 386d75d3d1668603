import { mobileProvider } from './mobile/mobile-provider.ts';
import { remoteProvider } from './remote/remote-provider.ts';
import { sealingKeyOf } from './sealing-key.ts';
import type { SigningServices } from './services.ts';
import { type Signer, SigningRefused } from './signer.ts';
import { openModule } from './token/token-module.ts';
import { openTokenSigner } from './token/token-signer.ts';

/** What a start knows beside the settings: the secret of this installation, its clock, and the demo's own services. */
export type SigningSurroundings = {
  secret: string;
  now: () => Date;
  /** The demo's time-stamp authority and telephone service; none outside the demo. */
  demo?: { timeStampUrl: string; mobileUrl?: string };
};

type Env = Readonly<Record<string, string | undefined>>;

/** What this installation signs with, from the environment; `docs/operate` lists the settings. */
export function signingServicesFrom(env: Env, around: SigningSurroundings): SigningServices {
  const urls = (env['CUASO_TSA_URLS'] ?? around.demo?.timeStampUrl ?? '').split(',').map((url) => url.trim());
  return {
    sealingKey: sealingKeyOf(env['CUASO_SEALING_KEY'] ?? around.secret),
    timeStampUrls: urls.filter((url) => url !== ''),
    ...moduleOf(env),
    ...remoteOf(env, around.now),
    ...mobileOf(env, around),
  };
}

function moduleOf(env: Env): Pick<SigningServices, 'moduleSigner'> {
  const { CUASO_PKCS11_MODULE: path, CUASO_PKCS11_TOKEN: tokenLabel, CUASO_PKCS11_PIN: pin } = env;
  if (!path) return {};
  if (!tokenLabel || !pin)
    throw new Error('CUASO_PKCS11_MODULE is set: CUASO_PKCS11_TOKEN and CUASO_PKCS11_PIN are needed too.');
  const open = new Map<string, Promise<Signer>>();
  let refusedPin: SigningRefused | undefined;
  return {
    moduleSigner: (keyName, certificateDer) => {
      if (refusedPin !== undefined) return Promise.reject(refusedPin);
      const known = open.get(keyName);
      if (known !== undefined) return known;
      const made = openTokenSigner({ module: openModule(path), tokenLabel, pin, certificateDer });
      open.set(keyName, made);
      made.catch((error: unknown) => {
        // A PIN that was refused once is refused until a new start: each further try would bring the lock nearer.
        if (error instanceof SigningRefused && error.reason.startsWith('pin_')) refusedPin ??= error;
        open.delete(keyName);
      });
      return made;
    },
  };
}

function remoteOf(env: Env, now: () => Date): Pick<SigningServices, 'remote'> {
  const { CUASO_CSC_URL: baseUrl, CUASO_CSC_CLIENT_ID: clientId, CUASO_CSC_CLIENT_SECRET: clientSecret } = env;
  if (!baseUrl) return {};
  if (!clientId || !clientSecret) {
    throw new Error('CUASO_CSC_URL is set: CUASO_CSC_CLIENT_ID and CUASO_CSC_CLIENT_SECRET are needed too.');
  }
  return { remote: remoteProvider({ baseUrl, clientId, clientSecret }, now) };
}

function mobileOf(env: Env, { demo }: SigningSurroundings): Pick<SigningServices, 'mobile'> {
  const url = env['CUASO_MSS_URL'] ?? demo?.mobileUrl;
  if (!url) return {};
  const apId = env['CUASO_MSS_AP_ID'] ?? 'cuaso';
  return { mobile: mobileProvider({ url, apId, apPassword: env['CUASO_MSS_AP_PASSWORD'] ?? '' }) };
}
