import { Secret, TOTP } from 'otpauth';

const periodMs = 30_000;

/** A new key for an authenticator application: 160 random bits in base 32. */
export function totpKeyOf(random: (bytes: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(random(20)).buffer }).base32;
}

/** The address that an authenticator application reads from the QR code. */
export function totpAddressOf(key: string, account: { login: string }, issuer: string): string {
  return totpOf(key, issuer, account.login).toString();
}

/**
 * The time step that the code belongs to (RFC 6238; one step earlier or later is forgiven), or nothing. A step not after
 * `lastStep` was used before and is refused.
 */
export function findTotpStep(key: string, code: string, now: Date, lastStep: number): number | undefined {
  const delta = totpOf(key).validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / periodMs) + delta;
  return step > lastStep ? step : undefined;
}

/** The code that an authenticator application with this key shows at an instant. */
export function totpCodeOf(key: string, at: Date): string {
  return totpOf(key).generate({ timestamp: at.getTime() });
}

function totpOf(key: string, issuer = '', label = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodMs / 1000,
    secret: Secret.fromBase32(key),
  });
}
