/** The namespace of ETSI TS 102 204, which kept the number of version 1.1.2 in version 1.1.4. */
export const mssNamespace = 'http://uri.etsi.org/TS102204/v1.1.2#';

/** The namespace of SOAP 1.2, which TS 102 204 (section 10) is carried by. */
export const soapNamespace = 'http://www.w3.org/2003/05/soap-envelope';

/** Operations of the web service with the messages that go and come (TS 102 204, section 7). */
export const operations = {
  signature: { operation: 'MSS_Signature', request: 'MSS_SignatureReq', response: 'MSS_SignatureResp' },
  status: { operation: 'MSS_StatusQuery', request: 'MSS_StatusReq', response: 'MSS_StatusResp' },
  receipt: { operation: 'MSS_Receipt', request: 'MSS_ReceiptReq', response: 'MSS_ReceiptResp' },
} as const;

/** One of the operations. */
export type Operation = keyof typeof operations;
