import { SigningRefused, type SigningRefusal } from '../signer.ts';

/** What the codes of PKCS#11 mean to a signer; any other means that the device did not do what it should. */
const reasons: Readonly<Record<number, SigningRefusal>> = {
  0x50: 'cancelled',
  0xa0: 'pin_wrong',
  0xa1: 'pin_wrong',
  0xa2: 'pin_wrong',
  0xa4: 'pin_locked',
  0xa3: 'pin_locked',
  0x60: 'key_missing',
  0x63: 'key_missing',
  0x68: 'key_missing',
  0xe0: 'unreachable',
  0xe1: 'unreachable',
  0x03: 'unreachable',
  0x30: 'unreachable',
  0x31: 'unreachable',
  0x32: 'unreachable',
  0xb0: 'unreachable',
  0xb3: 'unreachable',
  0x101: 'unreachable',
  0x190: 'unreachable',
};

/** The refusal that a code of the module means. */
export function refusalOf(code: number): SigningRefused {
  return new SigningRefused(reasons[code] ?? 'unreachable', `PKCS#11 code 0x${code.toString(16)}`);
}

/** Goes on if the module said that all is well. */
export function require(code: number): void {
  if (code !== 0) throw refusalOf(code);
}
