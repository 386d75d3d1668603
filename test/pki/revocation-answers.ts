import { createHash, sign } from 'node:crypto';
import type { Certificate } from '../../platform/signing/pki/certificate.ts';
import { identifier, octets, sequence, smallInteger, time, tlv } from '../../platform/signing/pki/der.ts';
import { oid } from '../../platform/signing/pki/oids.ts';

/** Who signs an answer. */
export type Signing = { certificate: Certificate; keyPem: string };

/** A line of a list: which certificate, since when, and why (RFC 5280, section 5.3.1). */
export type Line = { certificate: Certificate; at: Date; reasonCode?: number };

/** A list as no openssl writes it: with these times, lines and extensions. */
export type ListParts = {
  thisUpdate: Date;
  nextUpdate?: Date;
  lines?: readonly Line[];
  /** Whole extensions as DER. */
  extensions?: readonly Buffer[];
  digest?: 'sha256' | 'sha1';
};

const nothing = Buffer.from([0x05, 0x00]);
const algorithms = {
  sha256: sequence(identifier(oid.sha256WithRsa), nothing),
  sha1: sequence(identifier('1.2.840.113549.1.1.5'), nothing),
};

/** An extension with its value. */
export function extension(id: string, value: Buffer, isCritical: 'critical' | 'usual' = 'usual'): Buffer {
  const mark = isCritical === 'critical' ? [Buffer.from([0x01, 0x01, 0xff])] : [];
  return sequence(identifier(id), ...mark, octets(value));
}

/** Signs a list (RFC 5280, section 5.1). */
export function listBy({ certificate, keyPem }: Signing, parts: ListParts): Buffer {
  const { thisUpdate, nextUpdate, lines = [], extensions = [], digest = 'sha256' } = parts;
  const body = sequence(
    smallInteger(1),
    algorithms[digest],
    certificate.subjectRaw,
    time(thisUpdate),
    ...(nextUpdate === undefined ? [] : [time(nextUpdate)]),
    ...(lines.length === 0 ? [] : [sequence(Buffer.concat(lines.map(lineOf)))]),
    ...(extensions.length === 0 ? [] : [tlv(0xa0, sequence(...extensions))]),
  );
  return signed(body, keyPem, digest);
}

function lineOf({ certificate, at, reasonCode }: Line): Buffer {
  const reason = reasonCode === undefined ? [] : [sequence(extension('2.5.29.21', enumerated(reasonCode)))];
  return sequence(tlv(0x02, certificate.serialRaw), time(at), ...reason);
}

function enumerated(value: number): Buffer {
  return tlv(0x0a, Buffer.from([value]));
}

/** What an answer of OCSP says of a certificate. */
export type OcspParts = {
  about: Certificate;
  issuer: Certificate;
  thisUpdate: Date;
  nextUpdate?: Date;
  revoked?: { at: Date; reasonCode?: number };
  /** The responder's certificate and others that travel along. */
  along?: readonly Certificate[];
  digest?: 'sha256' | 'sha1';
  /** Extensions of the answer about the certificate, as DER. */
  extensions?: readonly Buffer[];
};

/** Signs an answer, alone without the response of the protocol around it (RFC 6960, section 4.2.1). */
export function ocspBy({ certificate, keyPem }: Signing, parts: OcspParts): Buffer {
  const { about, issuer, thisUpdate, nextUpdate, revoked, along = [], digest = 'sha256', extensions = [] } = parts;
  const hash = (bytes: Buffer) => octets(createHash('sha1').update(bytes).digest());
  const named = [hash(about.issuerRaw), hash(issuer.keyRaw), tlv(0x02, about.serialRaw)];
  const single = sequence(
    sequence(sequence(identifier(oid.sha1), nothing), ...named),
    revoked === undefined ? tlv(0x80) : revokedInfo(revoked),
    longTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [tlv(0xa0, longTime(nextUpdate))]),
    ...(extensions.length === 0 ? [] : [tlv(0xa1, sequence(...extensions))]),
  );
  const body = sequence(tlv(0xa1, certificate.subjectRaw), longTime(thisUpdate), sequence(single));
  const certificates = along.length === 0 ? [] : [tlv(0xa0, sequence(...along.map(({ der }) => der)))];
  return signed(body, keyPem, digest, certificates);
}

/** The response of the protocol around an answer. */
export function responseWith(basic: Buffer, status = 0): Buffer {
  const bytes = tlv(0xa0, sequence(identifier(oid.basicOcsp), octets(basic)));
  return sequence(enumerated(status), ...(status === 0 ? [bytes] : []));
}

function revokedInfo({ at, reasonCode }: { at: Date; reasonCode?: number }): Buffer {
  return tlv(0xa1, longTime(at), ...(reasonCode === undefined ? [] : [tlv(0xa0, enumerated(reasonCode))]));
}

/** GeneralizedTime, as OCSP has it for every year. */
export function longTime(at: Date): Buffer {
  return tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

function signed(body: Buffer, keyPem: string, digest: 'sha256' | 'sha1', more: readonly Buffer[] = []): Buffer {
  return sequence(body, algorithms[digest], tlv(0x03, Buffer.from([0]), sign(digest, body, keyPem)), ...more);
}
