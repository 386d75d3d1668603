import { SigningRefused } from '../signer.ts';
import type { Digest } from '../signer.ts';
import { authDataOf, credentialOf, requireUsable } from './credential.ts';
import type { RemoteCredential } from './credential.ts';
import * as answers from './csc-answers.ts';
import { cscService, parsed } from './csc-service.ts';
import type { CscService, RemoteSettings } from './csc-service.ts';
import { responseIdOf, responseOf } from './response-id.ts';
import { base64Digests, requireSignatureValues } from './signature-values.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';
const defaultSadSeconds = 3600;

/** What a provider says of itself. */
export type RemoteInfo = { name: string; version: string; methods: string[]; isAsynchronous: boolean };

/** Signature values in the order of the digests; whether they verify with the certificate, the caller checks. */
export type RemoteSignatures = { signatures: Buffer[] };

/**
 * A provider of remote signatures (CSC API v2.0.0.2). Each function is one step with plain data in and out, so that a job in
 * another process can go on where a page has begun. Whatever prevents a step is a SigningRefused.
 */
export type RemoteProvider = {
  info: () => Promise<RemoteInfo>;
  /** The credentials of one of the provider's users, by the provider's name for him. */
  credentialsOf: (userId: string) => Promise<string[]>;
  credentialOf: (credentialId: string) => Promise<RemoteCredential>;
  /** Has the provider send a one-time code; `challenge` is what the signer must be shown, empty where it reaches him itself. */
  requestOtp: (credentialId: string) => Promise<{ challenge: string }>;
  /** Trades PIN and one-time code for signature activation data (SAD) for exactly these digests. */
  authorise: (request: {
    credentialId: string;
    digests: readonly Digest[];
    pin?: string;
    otp?: string;
  }) => Promise<{ sad: string; expiresAt: Date }>;
  begin: (request: {
    credentialId: string;
    digests: readonly Digest[];
    sad: string;
  }) => Promise<RemoteSignatures | { responseId: string }>;
  /** Asks for what `begin` has put off, by the id that it gave. */
  poll: (responseId: string) => Promise<RemoteSignatures | 'waiting'>;
};

/** The provider behind these settings; they are checked at once. */
export function remoteProvider(settings: RemoteSettings, now: () => Date): RemoteProvider {
  const service = cscService(settings, now);
  const mode = settings.operationMode ?? 'S';
  const credential = (credentialId: string) => askCredential(service, credentialId);
  return {
    info: async () => {
      const { name, specs, methods, asynchronousOperationMode } = await service.info();
      return { name, version: specs, methods, isAsynchronous: asynchronousOperationMode === true };
    },
    credentialsOf: async (userId) => {
      const { json } = await service.call('credentials/list', { userID: userId });
      return parsed(answers.listAnswer, json, 'credentials/list').credentialIDs;
    },
    credentialOf: credential,
    requestOtp: async (credentialId) => askChallenge(service, await credential(credentialId)),
    authorise: async (request) => authorise(service, await credential(request.credentialId), request, now()),
    begin: async (request) => signHash(service, await credential(request.credentialId), request, mode),
    poll: (responseId) => poll(service, responseId),
  };
}

async function askCredential(service: CscService, credentialId: string): Promise<RemoteCredential> {
  const details = { certificates: 'chain', certInfo: false, authInfo: true };
  const { json } = await service.call('credentials/info', { credentialID: credentialId, ...details });
  return credentialOf(credentialId, parsed(answers.credentialAnswer, json, 'credentials/info'));
}

/** `credentials/getChallenge` (section 11.8), which took the place of version 1's `credentials/sendOTP`. */
async function askChallenge(service: CscService, credential: RemoteCredential): Promise<{ challenge: string }> {
  requireUsable(credential);
  const { credentialId, otpId, otpFrom } = credential;
  if (otpFrom !== 'sent') return { challenge: '' };
  const method = 'credentials/getChallenge';
  const { status, json } = await service.call(method, { credentialID: credentialId, authObjectID: otpId });
  return status === 200 ? parsed(answers.challengeAnswer, json, method) : { challenge: '' };
}

async function authorise(
  service: CscService,
  credential: RemoteCredential,
  { digests, ...given }: { digests: readonly Digest[]; pin?: string; otp?: string },
  askedAt: Date,
): Promise<{ sad: string; expiresAt: Date }> {
  const hashes = base64Digests(digests);
  requireUsable(credential);
  const authData = authDataOf(credential, given);
  if (hashes.length > credential.maxSignatures) {
    throw new SigningRefused('certificate_unusable', `${hashes.length} signatures of ${credential.maxSignatures}`);
  }
  const method = 'credentials/authorize';
  const what = { credentialID: credential.credentialId, numSignatures: hashes.length };
  const { status, json } = await service.call(method, { ...what, hashes, hashAlgorithmOID: sha256, authData });
  if (status !== 200) throw new SigningRefused('answer_wrong', `${method}: an approval elsewhere is asked for`);
  const { SAD, expiresIn } = parsed(answers.authorizeAnswer, json, method);
  return { sad: SAD, expiresAt: new Date(askedAt.getTime() + (expiresIn ?? defaultSadSeconds) * 1000) };
}

async function signHash(
  service: CscService,
  credential: RemoteCredential,
  { digests, sad }: { digests: readonly Digest[]; sad: string },
  operationMode: 'S' | 'A',
): Promise<RemoteSignatures | { responseId: string }> {
  const hashes = base64Digests(digests);
  const what = { credentialID: credential.credentialId, SAD: sad, hashes, hashAlgorithmOID: sha256 };
  const how = { signAlgo: requireUsable(credential), operationMode };
  const { json } = await service.call('signatures/signHash', { ...what, ...how });
  const { signatures, responseID } = parsed(answers.signHashAnswer, json, 'signatures/signHash');
  const expected = { count: hashes.length, signatureBytes: Math.ceil(credential.keyBits / 8) };
  if (signatures != null && responseID == null) {
    return { signatures: requireSignatureValues(signatures, expected.count, expected.signatureBytes) };
  }
  if (signatures != null || !responseID) throw new SigningRefused('answer_wrong', 'signatures/signHash: no one answer');
  return { responseId: responseIdOf({ ...expected, responseID }) };
}

async function poll(service: CscService, responseId: string): Promise<RemoteSignatures | 'waiting'> {
  const { responseID, count, signatureBytes } = responseOf(responseId);
  const method = 'signatures/signPolling';
  const { status, json } = await service.call(method, { requestID: responseID });
  if (status === 202) return 'waiting';
  const { signatures } = parsed(answers.pollingAnswer, json, method);
  return { signatures: requireSignatureValues(signatures, count, signatureBytes) };
}
