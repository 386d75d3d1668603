import { SigningRefused } from '../signer.ts';

/** A telephone number as networks write it (MSISDN, E.164 without +): 0912 345 678 is 84912345678. */
export function msisdnOf(telephone: string): string | undefined {
  const digits = telephone.replace(/[\s.()-]/g, '').replace(/^(?:\+|00)/, '');
  const international = digits.startsWith('0') ? `84${digits.slice(1)}` : digits;
  return /^[1-9]\d{7,14}$/.test(international) ? international : undefined;
}

/** The number as MSISDN; without one there is no SIM to ask. */
export function requireMsisdn(telephone: string): string {
  const msisdn = msisdnOf(telephone);
  if (msisdn === undefined) throw new SigningRefused('key_missing', 'not a telephone number');
  return msisdn;
}
