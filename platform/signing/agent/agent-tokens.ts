import type { Signer } from '../signer.ts';
import { SigningRefused } from '../signer.ts';
import { BadCertificate, certificateOf } from '../pki/certificate.ts';
import { findTokenFor, listTokenCertificates } from '../token/find-token.ts';
import { restartModule, type TokenModule } from '../token/token-module.ts';
import { openTokenSigner } from '../token/token-signer.ts';
import { shownText } from './agent-work.ts';

/** What is plugged in, seen from the certificate that is asked for; `others` names the holders of other certificates. */
export type TokenView =
  | { state: 'ready'; label: string; isPinLow: boolean; isLastTry: boolean; isPinLocked: boolean }
  | { state: 'absent'; others: string[] }
  | { state: 'no_module' };

/** The tokens of this computer. */
export type AgentTokens = {
  look: (fingerprint: string) => TokenView;
  openSigner: (key: { fingerprint: string; pin: string }) => Promise<Signer & { close: () => void }>;
};

const looksBeforeRestart = 5;

/** The tokens that this module reaches; a module that does not notice what was plugged in is started anew now and then. */
export function agentTokensOf(openModule: () => TokenModule): AgentTokens {
  let missed = 0;
  const look = (fingerprint: string): TokenView => {
    const module = opened(openModule);
    if (module === undefined) return { state: 'no_module' };
    const seen = seenOn(module, fingerprint);
    missed = seen.state === 'ready' ? 0 : missed + 1;
    if (missed % looksBeforeRestart === 0 && missed > 0) restartQuietly(module);
    return seen;
  };
  const openSigner: AgentTokens['openSigner'] = ({ fingerprint, pin }) => {
    const module = openModule();
    const found = findTokenFor(module, fingerprint);
    if (found === undefined) throw new SigningRefused('key_missing', 'no token with this certificate');
    const { serial, label } = found.token;
    // Makers give all their tokens one label; the serial number tells them apart.
    return openTokenSigner({ module, tokenLabel: serial || label, pin, certificateDer: found.der });
  };
  return { look, openSigner: async (key) => openSigner(key) };
}

function opened(openModule: () => TokenModule): TokenModule | undefined {
  try {
    return openModule();
  } catch (error) {
    if (error instanceof SigningRefused) return undefined;
    throw error;
  }
}

function seenOn(module: TokenModule, fingerprint: string): TokenView {
  try {
    const found = findTokenFor(module, fingerprint);
    if (found === undefined) return { state: 'absent', others: holdersOn(module) };
    const { label, isPinLow, isLastTry, isPinLocked } = found.token;
    return { state: 'ready', label: shownText(label), isPinLow, isLastTry, isPinLocked };
  } catch (error) {
    if (error instanceof SigningRefused) return { state: 'absent', others: [] };
    throw error;
  }
}

function restartQuietly(module: TokenModule): void {
  try {
    restartModule(module);
  } catch (error) {
    if (!(error instanceof SigningRefused)) throw error;
  }
}

const mostNames = 5;

function holdersOn(module: TokenModule): string[] {
  const names = listTokenCertificates(module).flatMap(({ der }) => holderOf(der));
  return [...new Set(names)].slice(0, mostNames);
}

function holderOf(der: Buffer): string[] {
  try {
    const { commonName, isAuthority } = certificateOf(der);
    return isAuthority ? [] : [shownText(commonName)];
  } catch (error) {
    if (error instanceof BadCertificate) return [];
    throw error;
  }
}
