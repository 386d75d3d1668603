import type { Digest } from '../signer.ts';
import { displayedText } from './check-code.ts';
import { mssNamespace, operations, soapNamespace } from './mss-names.ts';
import type { Operation } from './mss-names.ts';

/** Who asks whom, in every message (TS 102 204, section 8.1). */
export type Parties = { apId: string; apPassword: string; msspId?: string };

/** One message of a transaction: what the asking side calls it, whose telephone, and when it is sent. */
export type Exchange = { apTransId: string; msisdn: string; now: Date };

/** What is signed and how (TS 102 204, section 8.2). */
export type ToSignByTelephone = {
  digest: Digest;
  display: string;
  validUntil: Date;
  /** The bare digest, or the DigestInfo of RFC 8017 around it, as the SIM's application wants it. */
  signs: 'digest' | 'digest_info';
  signatureProfile: string;
  format: string;
};

/** Our name of a transaction as NCName, which cannot begin with a digit. */
export function apTransIdOf(transactionId: string): string {
  if (!/^[A-Za-z0-9._-]{1,80}$/.test(transactionId)) throw new RangeError('A transaction id has letters and digits.');
  return `_${transactionId}`;
}

/** MSS_SignatureReq in asynchronous client-server mode: the answer only says that the telephone is asked. */
export function signatureRequest(parties: Parties, exchange: Exchange, what: ToSignByTelephone): string {
  const { digest, display, validUntil, signs, signatureProfile, format } = what;
  const seconds = Math.floor((validUntil.getTime() - exchange.now.getTime()) / 1000);
  const data = signs === 'digest' ? digest : Buffer.concat([sha256DigestInfo, digest]);
  const mode = { MessagingMode: 'asynchClientServer', ValidityDate: instantOf(validUntil), TimeOut: String(seconds) };
  return envelope('signature', mode, [
    ...heads(parties, exchange),
    element('DataToBeSigned', { MimeType: 'application/octet-stream', Encoding: 'base64' }, data.toString('base64')),
    element(
      'DataToBeDisplayed',
      { MimeType: 'text/plain', Encoding: 'UTF-8' },
      escaped(displayedText(display, digest)),
    ),
    element('SignatureProfile', {}, element('mssURI', {}, escaped(signatureProfile))),
    element('MSS_Format', {}, element('mssURI', {}, escaped(format))),
  ]);
}

/** MSS_StatusReq (section 8.4): how far a transaction is. */
export function statusRequest(parties: Parties, exchange: Exchange, msspTransactionId: string): string {
  return envelope('status', { MSSP_TransID: msspTransactionId }, heads(parties, exchange));
}

/** MSS_ReceiptReq (section 8.10): the signature has come. Without a Message the telephone shows nothing. */
export function receiptRequest(parties: Parties, exchange: Exchange, msspTransactionId: string): string {
  const status = element('Status', {}, element('StatusCode', { Value: '500' }, ''));
  return envelope('receipt', { MSSP_TransID: msspTransactionId }, [...heads(parties, exchange), status]);
}

/** DER of DigestInfo { AlgorithmIdentifier { sha256, NULL }, OCTET STRING of 32 bytes } up to the digest (RFC 8017, 9.2). */
const sha256DigestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function heads({ apId, apPassword, msspId }: Parties, { apTransId, msisdn, now }: Exchange): string[] {
  const instant = instantOf(now);
  const uri = msspId === undefined ? '' : element('URI', {}, escaped(msspId));
  return [
    element('AP_Info', { AP_ID: apId, AP_TransID: apTransId, AP_PWD: apPassword, Instant: instant }, ''),
    element('MSSP_Info', {}, element('MSSP_ID', {}, uri)),
    element('MobileUser', {}, element('MSISDN', {}, escaped(msisdn))),
  ];
}

/** The operation's name around its message, as the WSDL of the service says (TS 102 204, section 10.5). */
function envelope(kind: Operation, attributes: Record<string, string>, children: readonly string[]): string {
  const { operation, request } = operations[kind];
  const message = element(request, { MajorVersion: '1', MinorVersion: '1', ...attributes }, children.join(''));
  return `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="${soapNamespace}" xmlns:mss="${mssNamespace}"><env:Body><${operation}>${message}</${operation}></env:Body></env:Envelope>`;
}

function element(name: string, attributes: Record<string, string>, content: string): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<mss:${name}${list.join('')}>${content}</mss:${name}>`;
}

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\r', '&#13;'],
]);

function escaped(text: string): string {
  // Characters that XML 1.0 does not have are not worth refusing a signature for.
  const printable = text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ');
  return printable.replace(/[&<>"'\r]/g, (letter) => entities.get(letter) ?? letter);
}

function instantOf(date: Date): string {
  return date.toISOString();
}
