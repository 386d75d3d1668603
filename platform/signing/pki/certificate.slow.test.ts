import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { issueOdd } from '../../../test/pki/odd-certificates.ts';
import { BadCertificate, certificateOf, certificatesOfPem } from './certificate.ts';
import { sequence, tlv } from './der.ts';
import { elementOf, listOf } from './read-der.ts';

let pki: Pki;
beforeAll(async () => {
  pki = await makePki({ crlUrl: 'http://127.0.0.1:1/ds.crl', ocspUrl: 'http://127.0.0.1:1/ocsp' });
}, 60_000);
afterAll(() => pki.remove());

const openssl = (name: string, ...what: string[]) =>
  execFileSync('openssl', ['x509', '-in', join(pki.folder, `${name}.pem`), '-noout', ...what]).toString();

describe('a certificate', () => {
  test('says what openssl says', () => {
    const { certificate } = pki.holders.leader;
    expect(openssl('leader', '-serial')).toBe(`serial=${certificate.serial}\n`);
    const fingerprint = openssl('leader', '-fingerprint', '-sha256').replaceAll(':', '').trim().split('=')[1];
    expect(certificate.fingerprint).toBe(fingerprint?.toLowerCase());
    const line = openssl('leader', '-subject', '-nameopt', 'utf8,sep_comma_plus_space,dn_rev');
    expect(line).toBe(`subject=${certificate.subject}\n`);
    expect(Date.parse(openssl('leader', '-enddate').slice('notAfter='.length))).toBe(certificate.notAfter.getTime());
  });

  test('is read with all that it may and may not do', () => {
    const { certificate } = pki.holders.leader;
    expect(certificate).toMatchObject({
      commonName: 'Nguyễn Thị Thử Ký',
      organisation: 'Ủy ban nhân dân xã Thử Nghiệm',
      issuer: pki.authority.subject,
      isAuthority: false,
      pathLength: null,
      keyUsages: ['digitalSignature', 'nonRepudiation'],
      extendedKeyUsages: null,
      authorityKeyId: pki.authority.subjectKeyId,
      crlUrls: ['http://127.0.0.1:1/ds.crl'],
      ocspUrls: ['http://127.0.0.1:1/ocsp'],
      hasUnknownCritical: false,
      keyType: 'rsa',
      keyBits: 2048,
    });
    expect(pki.authority).toMatchObject({ isAuthority: true, pathLength: 0, keyUsages: ['keyCertSign', 'cRLSign'] });
    expect(pki.holders.timeStamp.certificate).toMatchObject({
      extendedKeyUsages: ['1.3.6.1.5.5.7.3.8'],
      extendedKeyUsageIsCritical: true,
    });
  });

  test('with another key, an address of mail or a comma in its name is read as well', async () => {
    const odd = await issueOdd(pki, {
      name: 'la-thu',
      by: 'cap/ca',
      subject: '/C=VN/O=Sở Y tế, tỉnh Thử/CN=A\\+B',
      key: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
      extensions: [
        'subjectAltName = email:a@thu.example,DNS:thu.example',
        'extendedKeyUsage = emailProtection,1.2.3.4',
      ],
    });
    expect(odd.certificate).toMatchObject({
      subject: 'CN="A+B", O="Sở Y tế, tỉnh Thử", C=VN',
      email: 'a@thu.example',
      keyType: 'ec',
      keyBits: 384,
      keyUsages: null,
      extendedKeyUsages: ['1.3.6.1.5.5.7.3.4', '1.2.3.4'],
    });
  });

  test('is read from PEM with words around it, and all of a bundle in their order', () => {
    const { certificatePem } = pki.holders.leader;
    expect(certificateOf(`Bag Attributes: x\n${certificatePem}`)).toBe(pki.holders.leader.certificate);
    expect(certificateOf(Buffer.from(certificatePem))).toBe(pki.holders.leader.certificate);
    const all = certificatesOfPem(`${certificatePem}\n# giữa\n${pki.holders.agency.certificatePem}`);
    expect(all).toEqual([pki.holders.leader.certificate, pki.holders.agency.certificate]);
    expect(certificatesOfPem('không có gì')).toEqual([]);
  });

  test('that holds the text of another one is still itself', async () => {
    const text = Buffer.from(pki.holders.agency.certificatePem).toString('hex');
    const odd = await issueOdd(pki, { name: 'long', by: 'cap/ca', extensions: [`1.2.3.4 = DER:04:82:${sized(text)}`] });
    expect(certificateOf(odd.certificate.der).commonName).toBe('long');
    expect(odd.certificate.der.includes('-----BEGIN CERTIFICATE-----')).toBe(true);
  });
});

/** A length of two bytes and what follows, in the way of openssl. */
function sized(hex: string): string {
  return `${(hex.length / 2).toString(16).padStart(4, '0')}${hex}`.replace(/..(?=.)/g, '$&:');
}

describe('a certificate is refused', () => {
  test('when something follows it, or a part is missing', () => {
    const { der } = pki.holders.leader.certificate;
    expect(() => certificateOf(Buffer.concat([der, Buffer.from([0])]))).toThrow(BadCertificate);
    expect(() => certificateOf(der.subarray(0, -1))).toThrow(BadCertificate);
  });

  test('when the algorithm outside is not the one that was signed', () => {
    const [data, algorithm, value] = listOf(elementOf(pki.holders.leader.certificate.der), 3).map((one) => one.der);
    const other = Buffer.from(algorithm ?? '');
    other[12] = 0x0c;
    expect(() => certificateOf(sequence(data ?? other, other, value ?? other))).toThrow(/two algorithms/);
  });

  test.each([
    ['stands twice', (one: Buffer) => [one, one]],
    ['cannot be read', (one: Buffer) => [Buffer.concat([one.subarray(0, -10), Buffer.from([0x05]), one.subarray(-9)])]],
  ])('when an extension %s, instead of being taken for one without it', (_, change) => {
    const holder = pki.holders.wrongPurpose.certificate;
    const [data, algorithm, value] = listOf(elementOf(holder.der), 3);
    const members = listOf(elementOf(data?.der ?? Buffer.alloc(0)), 10);
    const extensions = listOf(elementOf(members.at(-1)?.content ?? Buffer.alloc(0)), 20).map((one) => one.der);
    const at = extensions.findIndex((one) => one.includes(Buffer.from('0603551d25', 'hex')));
    const changed = [
      ...extensions.slice(0, at),
      ...change(extensions[at] ?? Buffer.alloc(0)),
      ...extensions.slice(at + 1),
    ];
    const body = sequence(...members.slice(0, -1).map((one) => one.der), tlv(0xa3, sequence(...changed)));
    expect(at).toBeGreaterThan(0);
    expect(() => certificateOf(sequence(body, algorithm?.der ?? body, value?.der ?? body))).toThrow(BadCertificate);
  });

  test('with its own error and no other, whatever byte is changed', () => {
    const { der, fingerprint } = pki.holders.leader.certificate;
    const outcomes = Array.from({ length: der.length * 2 }, (_, i) => {
      const changed = Buffer.from(der);
      const at = i % der.length;
      changed[at] = (changed[at] ?? 0) ^ (i < der.length ? 1 << (i % 8) : 0xff);
      try {
        return certificateOf(changed).fingerprint === fingerprint ? 'same' : 'other';
      } catch (error) {
        return error instanceof BadCertificate ? 'refused' : String(error);
      }
    });
    expect(new Set(outcomes)).toEqual(new Set(['refused', 'other']));
  });
});
