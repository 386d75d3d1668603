// The methods of a provider of remote signatures, as strict as CSC API v2.0.0.2 (section 11) allows.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { authoriseHashes, requireKey, requireUsable } from './csc-authorise.ts';
import { CscError, cscInput } from './csc-input.ts';
import { signHashes } from './csc-sign.ts';
import type { CscKey, CscState } from './csc-state.ts';

/** The answer of a method that has done its work. */
export type CscAnswer = { status: number; json?: object };

type Method = (state: CscState, body: Buffer) => CscAnswer;

const algorithms = ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'];

/** What can be called without a token. */
export const openMethods: Readonly<Record<string, Method>> = {
  info: (_, body) => {
    cscInput(body, []);
    return { status: 200, json: infoAnswer };
  },
};

/** What needs the token of `oauth2/token`. */
export const guardedMethods: Readonly<Record<string, Method>> = {
  'credentials/list': (state, body) => {
    const userId = cscInput(body, ['userID']).text('userID');
    const own = [...state.keys.values()].filter((key) => (key.userId ?? key.credentialId) === userId);
    if (own.length === 0) throw new CscError('Invalid parameter userID');
    return { status: 200, json: { credentialIDs: own.map((key) => key.credentialId) } };
  },
  'credentials/info': (state, body) => {
    const input = cscInput(body, ['credentialID', 'certificates', 'certInfo', 'authInfo']);
    const key = requireKey(state, input.text('credentialID'));
    const certificates = input.optionalText('certificates', ['none', 'single', 'chain']) ?? 'single';
    input.optionalFlag('certInfo');
    return { status: 200, json: credentialAnswer(key, certificates, input.optionalFlag('authInfo') ? 'full' : 'mode') };
  },
  'credentials/getChallenge': (state, body) => {
    const input = cscInput(body, ['credentialID', 'authObjectID']);
    const key = requireKey(state, input.text('credentialID'));
    if (input.text('authObjectID') !== 'OTP' || key.otp === undefined)
      throw new CscError('Invalid parameter authObjectID');
    requireUsable(key);
    key.isCodeSent = true;
    return { status: 204 };
  },
  'credentials/authorize': (state, body) => ({ status: 200, json: authoriseHashes(state, body) }),
  'signatures/signHash': (state, body) => ({ status: 200, json: signHashes(state, body) }),
  'signatures/signPolling': (state, body) => {
    const response = state.responses.get(cscInput(body, ['requestID']).text('requestID'));
    if (response === undefined) throw new CscError('Invalid parameter requestID');
    response.polls += 1;
    if (response.polls <= state.behaviour.pollsUntilReady) {
      return { status: 202, json: { error: 'accepted_request', error_description: 'Not yet completed' } };
    }
    return { status: 200, json: { signatures: response.signatures } };
  },
};

const infoAnswer = {
  specs: '2.0.0.0',
  name: 'Mô phỏng dịch vụ ký số từ xa',
  logo: 'https://mo-phong.invalid/logo.png',
  region: 'VN',
  lang: 'vi-VN',
  description: 'Mô phỏng để chạy thử, không phải tổ chức cung cấp dịch vụ chứng thực chữ ký số',
  authType: ['oauth2client'],
  methods: [...Object.keys(openMethods), ...Object.keys(guardedMethods), 'oauth2/token'],
  asynchronousOperationMode: true,
  signAlgorithms: { algos: algorithms },
  signature_formats: { formats: [] },
  conformance_levels: [],
};

function credentialAnswer(key: CscKey, wanted: string, auth: 'full' | 'mode'): object {
  const { certificatePems, keyStatus, certificateStatus, maxSignatures = 100 } = key;
  const chain = certificatePems.map((pem) => new X509Certificate(pem).raw.toString('base64'));
  const certificates = chain.slice(0, wanted === 'chain' ? undefined : wanted === 'single' ? 1 : 0);
  const len = createPublicKey(key.keyPem).asymmetricKeyDetails?.modulusLength;
  return {
    description: 'Khóa mô phỏng',
    key: { status: keyStatus, algo: algorithms, len },
    cert: { status: certificateStatus, certificates },
    auth: { mode: 'explicit', ...(auth === 'full' ? authObjects(key) : { objects: [] }) },
    SCAL: '2',
    multisign: maxSignatures,
    lang: null,
  };
}

function authObjects({ pin, otp }: CscKey): object {
  const objects = [
    ...(pin === undefined ? [] : [{ type: 'Password', id: 'PIN', format: 'N', label: 'PIN' }]),
    ...(otp === undefined ? [] : [{ type: 'ChallengeResponse', id: 'OTP', format: 'N', label: 'Mã gửi qua tin nhắn' }]),
  ];
  return { expression: objects.map(({ id }) => id).join(' AND '), objects };
}
