import { X509Certificate } from 'node:crypto';
import { SigningRefused } from '../signer.ts';
import type { AuthObject, CredentialAnswer } from './csc-answers.ts';
import { bytesOf } from './signature-values.ts';

/** SHA256withRSA (RFC 8017), which says its hash algorithm itself. */
const sha256WithRsa = '1.2.840.113549.1.1.11';
/** RSA of which the hash algorithm is said beside it. */
const rsa = '1.2.840.113549.1.1.1';

/** A signer's key at a provider, as `credentials/info` of CSC API version 2 tells of it. */
export type RemoteCredential = {
  credentialId: string;
  /** As DER, the signer's own first. */
  certificates: Buffer[];
  keyStatus: 'enabled' | 'disabled';
  /** Null where the provider does not say. */
  certificateStatus: 'valid' | 'expired' | 'revoked' | 'suspended' | null;
  keyBits: number;
  /** OIDs of the algorithms that the key may be used with. */
  algorithms: string[];
  /**
   * `here`: PIN and one-time code are enough; `elsewhere`: the signer has to go to the provider's page (`oauth2code`), or to
   * approve in an application of the provider.
   */
  authorisedAt: 'here' | 'elsewhere';
  /** The names under which the provider takes PIN and one-time code; null where it wants none. */
  pinId: string | null;
  otpId: string | null;
  /** `sent`: the provider sends a code when asked to; `generated`: the signer's device makes it. */
  otpFrom: 'sent' | 'generated' | null;
  /** The most signatures of one authorisation. */
  maxSignatures: number;
  /** Sole control assurance level: with `2` an authorisation holds for the named digests only. */
  scal: '1' | '2';
};

/** The credential in an answer. */
export function credentialOf(credentialId: string, answer: CredentialAnswer): RemoteCredential {
  const { key, cert, auth, multisign, SCAL } = answer;
  const objects = auth.objects ?? [];
  const otp = objects.find(isOneTime);
  const pin = objects.find((object) => object.type === 'Password' && object !== otp);
  // A try with half of what is wanted would count as a wrong one, and three of them lock.
  const isEnough = objects.every((one) => one === pin || one === otp) || /\bX?OR\b/i.test(auth.expression ?? '');
  return {
    credentialId,
    certificates: cert.certificates.map(certificateOf),
    keyStatus: key.status,
    certificateStatus: cert.status ?? null,
    keyBits: key.len,
    algorithms: key.algo,
    authorisedAt: auth.mode === 'explicit' && isEnough ? 'here' : 'elsewhere',
    pinId: pin?.id ?? null,
    otpId: otp?.id ?? null,
    otpFrom: otp === undefined ? null : otp.type === 'ChallengeResponse' ? 'sent' : 'generated',
    maxSignatures: multisign,
    scal: SCAL ?? '1',
  };
}

/** The algorithm to ask for; refused where the credential cannot sign now, or not in the way that is used here. */
export function requireUsable(credential: RemoteCredential): string {
  const { keyStatus, certificateStatus, algorithms } = credential;
  if (keyStatus !== 'enabled') throw new SigningRefused('certificate_unusable', 'the key is disabled');
  if (certificateStatus !== null && certificateStatus !== 'valid') {
    throw new SigningRefused('certificate_unusable', `the certificate is ${certificateStatus}`);
  }
  const algorithm = [sha256WithRsa, rsa].find((oid) => algorithms.includes(oid));
  if (algorithm === undefined) throw new SigningRefused('certificate_unusable', 'the key does not sign with RSA');
  return algorithm;
}

/** What the signer gives, under the names of the provider (section 8.3); what it does not want is not sent. */
export function authDataOf(
  { authorisedAt, pinId, otpId }: RemoteCredential,
  given: { pin?: string; otp?: string },
): { id: string; value: string }[] {
  if (authorisedAt !== 'here') throw new SigningRefused('certificate_unusable', 'authorised only at the provider');
  const pairs = [
    [pinId, given.pin],
    [otpId, given.otp],
  ] as const;
  const data = pairs.flatMap(([id, value]) => (id === null || !value ? [] : [{ id, value }]));
  if (data.length === 0 && (pinId !== null || otpId !== null)) throw new SigningRefused('pin_wrong', 'nothing given');
  return data;
}

/** A code that is used once: an answer to a challenge, or made by a generator such as TOTP. */
function isOneTime({ type, id, generator }: AuthObject): boolean {
  return type === 'ChallengeResponse' || (type === 'Password' && (generator != null || /otp/i.test(id)));
}

function certificateOf(base64: string): Buffer {
  const der = bytesOf(base64.replace(/\s+/g, ''));
  if (der === undefined || !isCertificate(der)) {
    throw new SigningRefused('answer_wrong', 'credentials/info: no certificate');
  }
  return der;
}

function isCertificate(der: Buffer): boolean {
  try {
    // What follows the certificate would be read by nobody and kept by us.
    return new X509Certificate(der).raw.length === der.length;
  } catch {
    return false;
  }
}
