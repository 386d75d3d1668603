import type { CanonicalForm } from './canonical-xml.ts';

/** The namespaces of XML signatures: W3C XML Signature, ETSI EN 319 132-1 (XAdES), exclusive canonicalisation. */
export const namespaces = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  ds11: 'http://www.w3.org/2009/xmldsig11#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
  xades141: 'http://uri.etsi.org/01903/v1.4.1#',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
} as const;

/** Identifiers of the algorithms with which signatures are made here. */
export const algorithms = {
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  exclusive: namespaces.exclusive,
  enveloped: `${namespaces.ds}enveloped-signature`,
} as const;

/** The type of the reference to the signed properties (EN 319 132-1, clause 4.4.2). */
export const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties';

/** The digests that are accepted, as node:crypto calls them; SHA-1 only in what was signed long ago. */
export type DigestName = 'sha256' | 'sha1';

/** The digest of an identifier. */
export const digestMethods: Readonly<Record<string, DigestName>> = {
  [algorithms.sha256]: 'sha256',
  [`${namespaces.ds}sha1`]: 'sha1',
};

/** The digest of a signature algorithm; all are RSASSA-PKCS1-v1_5. */
export const signatureMethods: Readonly<Record<string, DigestName>> = {
  [algorithms.rsaSha256]: 'sha256',
  [`${namespaces.ds}rsa-sha1`]: 'sha1',
};

/** The canonical forms that are accepted. */
export const canonicalForms: Readonly<Record<string, Omit<CanonicalForm, 'inclusivePrefixes'>>> = {
  [namespaces.exclusive]: { isExclusive: true, withComments: false },
  [`${namespaces.exclusive}WithComments`]: { isExclusive: true, withComments: true },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': { isExclusive: false, withComments: false },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': { isExclusive: false, withComments: true },
};

/** The form that holds where none is named (XML Signature, section 4.4.3.2). */
export const inclusiveForm: CanonicalForm = { isExclusive: false, withComments: false, inclusivePrefixes: [] };
/** The form in which everything is signed here. */
export const exclusiveForm: CanonicalForm = { isExclusive: true, withComments: false, inclusivePrefixes: [] };

/** Whether an algorithm is known to be unsafe; any other that is not accepted is only unknown. */
export function isWeak(algorithm: string): boolean {
  return /md5|md2|hmac|dsa-sha1|ripemd/i.test(algorithm);
}
