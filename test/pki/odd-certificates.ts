import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { certificateOf } from '../../platform/signing/pki/certificate.ts';
import type { Holder, Pki } from './make-pki.ts';

const execute = promisify(execFile);

/** A certificate as no careful authority would issue it, or with another key than RSA of 2048 bits. */
export type OddCertificate = {
  /** The name of its files, and of its holder where no subject is given. */
  name: string;
  /** Who issues it: `cap/ca`, `goc/ca`, or the name of any other certificate. */
  by: string;
  subject?: string;
  /** The lines of an extension section of openssl. */
  extensions?: readonly string[];
  /** What `openssl genpkey` takes. */
  key?: readonly string[];
  /** What else `openssl x509` takes: the digest, the padding, other days. */
  options?: readonly string[];
};

const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
/** The key of an elliptic curve, for `openssl genpkey`. */
export const p256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const holderExtensions = [
  'basicConstraints = critical,CA:false',
  'keyUsage = critical,digitalSignature,nonRepudiation',
];
/** The extensions of an authority. */
export const authorityExtensions = ['basicConstraints = critical,CA:true', 'keyUsage = critical,keyCertSign,cRLSign'];

let serial = 0x5000;

/** Issues it past the books of the authority. */
export async function issueOdd(pki: Pki, odd: OddCertificate): Promise<Holder> {
  const { name, by, extensions = holderExtensions, key = rsa, options = [] } = odd;
  const { subject = `/C=VN/O=Thử nghiệm/CN=${name}` } = odd;
  const openssl = (...parts: string[]) => execute('openssl', parts, { cwd: pki.folder });
  const ids = ['subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid'];
  writeFileSync(join(pki.folder, `${name}.ext`), ['[odd]', ...ids, ...extensions, ''].join('\n'));
  await openssl('genpkey', ...key, '-out', `${name}.key`);
  const request = ['-key', `${name}.key`, '-utf8', '-subj', subject, '-out', `${name}.csr`, '-config', 'cap.cnf'];
  await openssl('req', '-new', ...request);
  serial += 1;
  const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-set_serial', String(serial)];
  const parts = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-extensions', 'odd', '-out', `${name}.pem`];
  await openssl('x509', '-req', ...parts, ...issuer, '-days', '300', '-sha256', ...options);
  const text = (end: string) => readFileSync(join(pki.folder, `${name}.${end}`), 'utf8');
  return { certificate: certificateOf(text('pem')), certificatePem: text('pem'), keyPem: text('key') };
}
