import { execFileSync } from 'node:child_process';
import { verify } from 'node:crypto';

/** A key with a certificate of its own making, for simulators that nobody has given a real one. */
export type SampleKey = { keyPem: string; certificatePem: string };

/** Makes an RSA key of 2048 bits and a certificate for this name. */
export function sampleKey(name: string): SampleKey {
  const options = ['-newkey', 'rsa:2048', '-nodes', '-keyout', '-', '-out', '-', '-days', '30', '-utf8'];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = execFileSync('openssl', ['req', '-x509', ...options, ...subject], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const text = made.toString();
  return { keyPem: part(text, 'PRIVATE KEY'), certificatePem: part(text, 'CERTIFICATE') };
}

/** True for a signature over the SHA-256 of `data` with the certificate's key. */
export function isSignatureOf({ certificatePem }: SampleKey, data: string, signature: Uint8Array): boolean {
  return verify('sha256', Buffer.from(data), certificatePem, signature);
}

function part(text: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text);
  if (found === null) throw new Error(`openssl made no ${label}.`);
  return `${found[0]}\n`;
}
