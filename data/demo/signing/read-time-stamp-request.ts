import { elementAt, identifier } from '@cuaso/platform/signing/pki/der.ts';
import { oid } from '@cuaso/platform/signing/pki/oids.ts';

/** What a time stamp is asked for (TimeStampReq of RFC 3161, section 2.4.1); the parts that are sent back, as they came. */
export type TimeStampRequest = {
  /** MessageImprint with its algorithm, as DER. */
  imprint: Buffer;
  /** The policy's identifier as DER, where one is wanted. */
  policy: Buffer | undefined;
  /** The INTEGER as DER, where one was sent. */
  nonce: Buffer | undefined;
  wantsCertificate: boolean;
};

/** Why there is no time stamp: the bits of PKIFailureInfo. */
export const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
} as const;
/** Why there is no time stamp. */
export type TimeStampFailure = keyof typeof failureBits;

type Element = { tag: number; start: number; end: number };
type Placed = Element & { at: number };

const digestLengths = new Map([
  [identifier(oid.sha256).toString('hex'), 32],
  [identifier(oid.sha384).toString('hex'), 48],
  [identifier(oid.sha512).toString('hex'), 64],
]);

/** Reads a request, or says why it is none that can be answered. */
export function readTimeStampRequest(der: Buffer): TimeStampRequest | TimeStampFailure {
  const outer = elementAt(der, 0);
  if (outer?.tag !== 0x30 || outer.end !== der.length) return 'badDataFormat';
  const parts = membersOf(der, outer);
  const [version, imprint, ...rest] = parts ?? [];
  if (version === undefined || imprint?.tag !== 0x30) return 'badDataFormat';
  if (!bytesOf(der, version).equals(Buffer.from([0x02, 0x01, 0x01]))) return 'badRequest';
  const problem = imprintProblem(der, imprint);
  if (problem !== undefined) return problem;
  return optionalParts(der, rest, bytesOf(der, imprint));
}

function optionalParts(der: Buffer, rest: readonly Placed[], imprint: Buffer): TimeStampRequest | TimeStampFailure {
  const left = [...rest];
  const taken = (tag: number) => (left[0]?.tag === tag ? left.shift() : undefined);
  const [policy, nonce, certificate, extensions] = [taken(0x06), taken(0x02), taken(0x01), taken(0xa0)];
  if (left.length > 0) return 'badDataFormat';
  if (extensions !== undefined) return 'unacceptedExtension';
  if (certificate !== undefined && certificate.end - certificate.start !== 1) return 'badDataFormat';
  if (nonce !== undefined && (nonce.end === nonce.start || nonce.end - nonce.start > 64)) return 'badDataFormat';
  return {
    imprint,
    policy: policy && bytesOf(der, policy),
    nonce: nonce && bytesOf(der, nonce),
    wantsCertificate: certificate !== undefined && der[certificate.start] !== 0,
  };
}

function imprintProblem(der: Buffer, imprint: Element): TimeStampFailure | undefined {
  const [algorithm, digest, ...more] = membersOf(der, imprint) ?? [];
  if (algorithm?.tag !== 0x30 || digest?.tag !== 0x04 || more.length > 0) return 'badDataFormat';
  const [name, parameters, ...others] = membersOf(der, algorithm) ?? [];
  if (name?.tag !== 0x06 || others.length > 0) return 'badDataFormat';
  if (parameters !== undefined && !(parameters.tag === 0x05 && parameters.end === parameters.start)) return 'badAlg';
  const length = digestLengths.get(bytesOf(der, name).toString('hex'));
  if (length === undefined) return 'badAlg';
  return digest.end - digest.start === length ? undefined : 'badDataFormat';
}

/** The elements inside another, one after the other; nothing where they do not fill it exactly or are too many. */
function membersOf(der: Buffer, outer: Element): Placed[] | undefined {
  const members: Placed[] = [];
  for (let at = outer.start; at < outer.end;) {
    const element = elementAt(der, at);
    if (element === undefined || element.end > outer.end || members.length > 10) return undefined;
    members.push({ ...element, at });
    at = element.end;
  }
  return members;
}

function bytesOf(der: Buffer, { at, end }: Placed): Buffer {
  return der.subarray(at, end);
}
