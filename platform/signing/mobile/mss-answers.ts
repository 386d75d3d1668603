import type { Reply } from '../remote/post-limited.ts';
import { SigningRefused } from '../signer.ts';
import { mssNamespace, operations, soapNamespace } from './mss-names.ts';
import type { Operation } from './mss-names.ts';
import { mssRefusalOf } from './mss-refusal.ts';
import { childOf, childrenOf, readXml, requireChild, textOf } from './read-xml.ts';
import { msisdnOf } from './telephone-number.ts';

/** What an answer must say to be ours: which application, which of its transactions, whose telephone. */
export type Expected = { apId: string; apTransId: string; msisdn?: string; msspTransactionId?: string };

/** What an answer says once it is certain that it is ours; the signature as base64, empty where there is none. */
export type MssAnswer = { code: number; msspTransactionId: string; signature: string };

/**
 * Reads the answer to an operation. A fault becomes the refusal that it means; an answer of another transaction, an older one
 * for example, is never taken (TS 102 204, section 8.1: AP_TransID comes back as it was sent).
 */
export function readAnswer(reply: Reply, kind: Operation, expected: Expected): MssAnswer {
  const body = bodyOf(reply);
  const fault = childOf(body, soapNamespace, 'Fault');
  if (fault !== undefined) throw faultOf(fault);
  if (reply.status !== 200) {
    throw new SigningRefused(reply.status >= 500 ? 'unreachable' : 'answer_wrong', `HTTP ${reply.status}`);
  }
  const message = messageOf(body, kind);
  requireOurs(message, expected);
  const signature = childOf(message, mssNamespace, 'MSS_Signature');
  return {
    code: codeOf(message),
    msspTransactionId: message.getAttribute('MSSP_TransID') ?? '',
    signature: signature === undefined ? '' : signatureOf(signature),
  };
}

function bodyOf({ status, body }: Reply): Element {
  try {
    const root = readXml(body);
    if (root.localName !== 'Envelope' || root.namespaceURI !== soapNamespace) wrong('no SOAP 1.2 envelope');
    return requireChild(root, soapNamespace, 'Body');
  } catch (error) {
    // A gateway that fails before the service answers in words of its own.
    if (status >= 500 || [401, 403, 408, 429].includes(status))
      throw new SigningRefused('unreachable', `HTTP ${status}`);
    throw error;
  }
}

/** The message itself, or within the element of the operation, which services put into namespaces of their own. */
function messageOf(body: Element, kind: Operation): Element {
  const { operation, response } = operations[kind];
  const isMessage = ({ localName, namespaceURI, prefix }: Element) =>
    localName === response && (namespaceURI === mssNamespace || (!namespaceURI && !prefix));
  const outer = onlyChildOf(body);
  if (isMessage(outer)) return outer;
  const inner = outer.localName === `${operation}Response` ? onlyChildOf(outer) : wrong('another operation');
  return isMessage(inner) ? inner : wrong('another message');
}

function onlyChildOf(parent: Element): Element {
  const [child, ...more] = childrenOf(parent);
  return child === undefined || more.length > 0 ? wrong('not exactly one message') : child;
}

function requireOurs(message: Element, { apId, apTransId, msisdn, msspTransactionId }: Expected): void {
  if (message.getAttribute('MajorVersion') !== '1') wrong('another version');
  const ap = requireChild(message, mssNamespace, 'AP_Info');
  if (ap.getAttribute('AP_ID') !== apId) wrong('for another application');
  if (ap.getAttribute('AP_TransID') !== apTransId) wrong('of another transaction');
  // MSS_StatusResp has no MSSP_TransID in the schema of version 1.1.4; where a service adds it, it must be ours.
  const named = message.getAttribute('MSSP_TransID') ?? '';
  if (msspTransactionId !== undefined && named !== '' && named !== msspTransactionId) wrong('of another transaction');
  const user = childOf(message, mssNamespace, 'MobileUser');
  const number = user && childOf(user, mssNamespace, 'MSISDN');
  if (msisdn !== undefined && number !== undefined && msisdnOf(textOf(number)) !== msisdn)
    wrong('of another telephone');
}

function codeOf(message: Element): number {
  const status = requireChild(message, mssNamespace, 'Status');
  return numberOf(requireChild(status, mssNamespace, 'StatusCode').getAttribute('Value') ?? '');
}

function signatureOf(signature: Element): string {
  if (childrenOf(signature).length !== 1) wrong('not exactly one signature');
  return textOf(requireChild(signature, mssNamespace, 'Base64Signature')).replace(/[ \t\r\n]/g, '');
}

/** A fault (annex B): the code stands in the subcode as `mss:_208`; without one, SOAP says only whose fault it is. */
function faultOf(fault: Element): SigningRefused {
  const code = requireChild(fault, soapNamespace, 'Code');
  const subcode = childOf(code, soapNamespace, 'Subcode');
  const value = textOf(requireChild(subcode ?? code, soapNamespace, 'Value')).trim();
  if (subcode !== undefined) return mssRefusalOf(numberOf(/^(?:[\w.-]{1,40}:)?_(\d{3,4})$/.exec(value)?.[1] ?? ''));
  return new SigningRefused(value.endsWith(':Receiver') ? 'unreachable' : 'answer_wrong', 'fault without a code');
}

function numberOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : wrong('no status code');
}

function wrong(detail: string): never {
  throw new SigningRefused('answer_wrong', detail);
}
