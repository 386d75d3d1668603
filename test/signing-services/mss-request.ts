// Reads requests of ETSI TS 102 204 as strictly as its schema (annex A) is written.
import { mssNamespace, operations, soapNamespace } from '@cuaso/platform/signing/mobile/mss-names.ts';
import type { Operation } from '@cuaso/platform/signing/mobile/mss-names.ts';
import { childOf, childrenOf, readXml, requireChild, textOf } from '@cuaso/platform/signing/mobile/read-xml.ts';
import { MssFault } from './mss-reply.ts';
import { sha256DigestInfo } from './sign-digest.ts';

/** What every request says of who asks about what. */
export type MssRequest = {
  kind: Operation;
  apId: string;
  apPassword: string;
  apTransId: string;
  instant: string;
  /** Empty where the request names none. */
  msspTransId: string;
  msisdn: string;
  message: Element;
};

/** What MSS_SignatureReq says beyond that. */
export type SignatureOrder = { digest: Buffer; text: string; validUntil: Date };

/** The one request in a SOAP envelope. */
export function readRequest(body: Buffer): MssRequest {
  const { kind, message } = messageOf(body);
  if (message.getAttribute('MajorVersion') !== '1' || message.getAttribute('MinorVersion') !== '1') {
    throw new MssFault(108, 'INCOMPATIBLE_INTERFACE');
  }
  const [ap, mssp, user] = childrenOf(message);
  if (ap?.localName !== 'AP_Info' || mssp?.localName !== 'MSSP_Info') throw new MssFault(102, 'MISSING_PARAM');
  requireChild(mssp, mssNamespace, 'MSSP_ID');
  const number = user?.localName === 'MobileUser' ? childOf(user, mssNamespace, 'MSISDN') : undefined;
  const msspTransId = message.getAttribute('MSSP_TransID') ?? '';
  if ((kind === 'signature') !== (msspTransId === '')) throw new MssFault(102, 'MISSING_PARAM');
  return {
    kind,
    apId: attributeOf(ap, 'AP_ID', /^.{1,300}$/),
    apPassword: attributeOf(ap, 'AP_PWD', /^.{1,300}$/),
    apTransId: attributeOf(ap, 'AP_TransID', /^[A-Za-z_][\w.-]*$/),
    instant: attributeOf(ap, 'Instant', dateTime),
    msspTransId,
    msisdn: number === undefined ? '' : textOf(number),
    message,
  };
}

/** What is to be signed, shown, and until when. */
export function readSignatureOrder({ message }: MssRequest): SignatureOrder {
  const order = ['AP_Info', 'MSSP_Info', 'MobileUser', 'DataToBeSigned', 'DataToBeDisplayed', 'SignatureProfile'];
  const names = childrenOf(message).map((child) => (child.namespaceURI === mssNamespace ? child.localName : ''));
  if (names.join() !== [...order, 'MSS_Format'].join()) throw new MssFault(102, 'MISSING_PARAM');
  attributeOf(message, 'MessagingMode', /^asynchClientServer$/);
  attributeOf(message, 'TimeOut', /^[1-9]\d{0,5}$/);
  const validUntil = new Date(attributeOf(message, 'ValidityDate', dateTime));
  const format = textOf(requireChild(requireChild(message, mssNamespace, 'MSS_Format'), mssNamespace, 'mssURI'));
  if (!format.endsWith('#PKCS1')) throw new MssFault(101, 'WRONG_PARAM');
  textOf(requireChild(requireChild(message, mssNamespace, 'SignatureProfile'), mssNamespace, 'mssURI'));
  const shown = requireChild(message, mssNamespace, 'DataToBeDisplayed');
  attributeOf(shown, 'MimeType', /^text\/plain$/);
  attributeOf(shown, 'Encoding', /^UTF-8$/);
  const text = textOf(shown);
  if (text.trim() === '' || text.length > 200) throw new MssFault(103, 'WRONG_DATA_LENGTH');
  return { digest: digestOf(requireChild(message, mssNamespace, 'DataToBeSigned')), text, validUntil };
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

function messageOf(body: Buffer): { kind: Operation; message: Element } {
  const root = readXml(body);
  if (root.localName !== 'Envelope' || root.namespaceURI !== soapNamespace) throw new MssFault(101, 'WRONG_PARAM');
  const [outer, ...more] = childrenOf(requireChild(root, soapNamespace, 'Body'));
  for (const kind of ['signature', 'status', 'receipt'] as const) {
    const { operation, request } = operations[kind];
    if (outer?.localName === operation && more.length === 0 && childrenOf(outer).length === 1) {
      return { kind, message: requireChild(outer, mssNamespace, request) };
    }
  }
  throw new MssFault(101, 'WRONG_PARAM');
}

function attributeOf(element: Element, name: string, pattern: RegExp): string {
  const value = element.getAttribute(name) ?? '';
  if (value === '') throw new MssFault(102, 'MISSING_PARAM');
  if (!pattern.test(value)) throw new MssFault(101, 'WRONG_PARAM');
  return value;
}

/** A digest, or the DigestInfo around it; the SIM signs the same for both. */
function digestOf(data: Element): Buffer {
  attributeOf(data, 'MimeType', /^application\/octet-stream$/);
  attributeOf(data, 'Encoding', /^base64$/);
  const bytes = Buffer.from(textOf(data), 'base64');
  if (bytes.toString('base64') !== textOf(data)) throw new MssFault(107, 'INAPPROPRIATE_DATA');
  const isInfo = bytes.subarray(0, sha256DigestInfo.length).equals(sha256DigestInfo);
  const digest = isInfo ? bytes.subarray(sha256DigestInfo.length) : bytes;
  if (digest.length !== 32) throw new MssFault(103, 'WRONG_DATA_LENGTH');
  return digest;
}
