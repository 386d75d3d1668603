// Writes answers and faults of ETSI TS 102 204.
import { mssNamespace, operations, soapNamespace } from '@cuaso/platform/signing/mobile/mss-names.ts';
import type { Operation } from '@cuaso/platform/signing/mobile/mss-names.ts';

/** A fault of annex B, which becomes a SOAP fault with the code as subcode. */
export class MssFault extends Error {
  readonly code: number;

  constructor(code: number, name: string) {
    super(name);
    this.name = 'MssFault';
    this.code = code;
  }
}

/** What an answer says. */
export type MssReply = {
  kind: Operation;
  apId: string;
  apTransId: string;
  instant: string;
  msisdn: string;
  msspTransId: string;
  code: number;
  signature?: Buffer | undefined;
};

/** The message of an answer without its envelope. MSS_StatusResp names the transaction as later versions of the schema allow. */
export function messageText(reply: MssReply, now: Date): string {
  const { kind, apId, apTransId, instant, msisdn, msspTransId, code, signature } = reply;
  const { response } = operations[kind];
  const named = kind === 'receipt' ? '' : ` MSSP_TransID="${msspTransId}"`;
  const user = `<mss:MobileUser><mss:MSISDN>${msisdn}</mss:MSISDN></mss:MobileUser>`;
  const value = signature === undefined ? '' : signatureText(signature);
  const status = `<mss:Status><mss:StatusCode Value="${code}"/><mss:StatusMessage>Mô phỏng</mss:StatusMessage></mss:Status>`;
  return [
    `<mss:${response} xmlns:mss="${mssNamespace}" MajorVersion="1" MinorVersion="1"${named}>`,
    `<mss:AP_Info AP_ID="${escapedText(apId)}" AP_TransID="${apTransId}" AP_PWD="" Instant="${instant}"/>`,
    `<mss:MSSP_Info Instant="${now.toISOString()}"><mss:MSSP_ID><mss:URI>http://mo-phong.invalid/mssp</mss:URI></mss:MSSP_ID></mss:MSSP_Info>`,
    `${kind === 'receipt' ? '' : user}${value}${status}</mss:${response}>`,
  ].join('');
}

/** Messages in the element of their operation, in an envelope: one, unless the service is made to answer twice. */
export function envelopeText(kind: Operation, messages: readonly string[]): string {
  const { operation } = operations[kind];
  const outer = `<${operation}Response>${messages.join('')}</${operation}Response>`;
  return `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="${soapNamespace}"><env:Body>${outer}</env:Body></env:Envelope>`;
}

/** A fault in an envelope. */
export function faultText(code: number, name: string): string {
  const subcode = `<env:Subcode xmlns:mss="${mssNamespace}"><env:Value>mss:_${code}</env:Value></env:Subcode>`;
  const side = code >= 900 ? 'Receiver' : 'Sender';
  return [
    `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="${soapNamespace}"><env:Body><env:Fault>`,
    `<env:Code><env:Value>env:${side}</env:Value>${subcode}</env:Code>`,
    `<env:Reason><env:Text xml:lang="en">${escapedText(name)}</env:Text></env:Reason>`,
    '</env:Fault></env:Body></env:Envelope>',
  ].join('');
}

/** Text as it may stand in XML and HTML, in elements and attributes. */
export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function signatureText(signature: Buffer): string {
  const lines = signature.toString('base64').replace(/.{76}/g, '$&\n');
  return `<mss:MSS_Signature><mss:Base64Signature>${lines}</mss:Base64Signature></mss:MSS_Signature>`;
}
