/** Object identifiers of the standards that signatures are made of. */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  maskGeneration: '1.2.840.113549.1.1.8',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  ocspResponse: '1.3.6.1.5.5.7.16.2',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationArchive: '1.2.840.113583.1.1.8',
  basicOcsp: '1.3.6.1.5.5.7.48.1.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** The digest algorithms that may be met, by identifier; those of SHA-1 only to say that they are weak. */
export const digestNames: Readonly<Record<string, string>> = {
  [oid.sha1]: 'sha1',
  '1.2.840.113549.2.5': 'md5',
  [oid.sha256]: 'sha256',
  [oid.sha384]: 'sha384',
  [oid.sha512]: 'sha512',
};

/** What a signature algorithm's identifier says: the kind of key, and the digest where it is fixed by the identifier. */
export const signatureAlgorithms: Readonly<
  Record<string, { key: 'rsa' | 'pss' | 'ec'; digest: string | null; name: string }>
> = {
  [oid.rsaEncryption]: { key: 'rsa', digest: null, name: 'RSA' },
  '1.2.840.113549.1.1.4': { key: 'rsa', digest: 'md5', name: 'RSA' },
  '1.2.840.113549.1.1.5': { key: 'rsa', digest: 'sha1', name: 'RSA' },
  [oid.sha256WithRsa]: { key: 'rsa', digest: 'sha256', name: 'RSA' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384', name: 'RSA' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512', name: 'RSA' },
  '1.2.840.10045.2.1': { key: 'ec', digest: null, name: 'ECDSA' },
  [oid.rsaPss]: { key: 'pss', digest: null, name: 'RSA-PSS' },
  '1.2.840.10045.4.1': { key: 'ec', digest: 'sha1', name: 'ECDSA' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256', name: 'ECDSA' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384', name: 'ECDSA' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512', name: 'ECDSA' },
};

/** Digests that are safe to sign with today. */
export const safeDigests: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);
