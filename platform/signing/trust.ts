import type { Certificate } from './pki/certificate.ts';

/** An authority that the province trusts, for a time: a root (anchor) or one that a root has certified. */
export type TrustedAuthority = {
  certificate: Certificate;
  /** A chain may end here. */
  isAnchor: boolean;
  trustedFrom: Date;
  /** The end of the trust, where it was withdrawn or limited. */
  trustedUntil: Date | null;
};

/** What a check stands on: whom the province trusts, what is known of revocations, and the instant of the check. */
export type Trust = {
  now: Date;
  authorities: readonly TrustedAuthority[];
  /** Revocation lists (CRL) and OCSP answers that are at hand, as DER; each is believed only after its own check. */
  revocations: readonly Buffer[];
};
