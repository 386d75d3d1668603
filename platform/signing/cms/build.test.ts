import { createHash, createPrivateKey, constants, privateEncrypt, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleKey } from '../../../test/signing-services/sample-key.ts';
import { type Certificate, certificateOf } from '../pki/certificate.ts';
import { sequence } from '../pki/der.ts';
import { oid } from '../pki/oids.ts';
import { elementOf, listOf, tags } from '../pki/read-der.ts';
import { withTimeStamp } from './add-time-stamp.ts';
import { cmsOf, digestInfo, digestOfAttributes, signedAttributesOf, verifyAttributes, verifyValue } from './build.ts';
import { BadCms, readCms, trimDer } from './read.ts';

let certificate: Certificate;
let keyPem: string;
beforeAll(() => {
  const made = sampleKey('Người thử');
  [certificate, keyPem] = [certificateOf(made.certificatePem), made.keyPem];
});

const messageDigest = createHash('sha256').update('nội dung').digest();
const signingTime = new Date('2026-03-10T02:00:00Z');
const attributesWith = (time?: Date) =>
  signedAttributesOf({ messageDigest, certificate, ...(time !== undefined && { signingTime: time }) });

describe('the signed attributes', () => {
  test('are in the order of DER, and say a time only where one is given', () => {
    for (const [time, count] of [[undefined, 3] as const, [signingTime, 4] as const]) {
      const members = listOf(elementOf(attributesWith(time), tags.set), 10, tags.set).map(({ der }) => der);
      expect(members.toSorted(Buffer.compare)).toEqual(members);
      expect(members.length).toBe(count);
    }
  });

  test('come back from the signature as they were signed', () => {
    const attributes = attributesWith(signingTime);
    const signature = sign('sha256', attributes, keyPem);
    const read = readCms(cmsOf({ attributes, signature, certificate, chain: [certificate] }));
    expect(read).toMatchObject({
      attributes,
      signature,
      content: null,
      contentType: oid.data,
      timeStamps: [],
      answers: [],
    });
    expect(read.certificates).toEqual([certificate]);
    expect([...read.signedValues.keys()].toSorted()).toEqual(
      [oid.contentType, oid.messageDigest, oid.signingTime, oid.signingCertificateV2].toSorted(),
    );
  });
});

describe('a value', () => {
  const padded = (...parts: (Buffer | number[])[]) => {
    const block = Buffer.concat(parts.map((one) => Buffer.from(one)));
    return privateEncrypt({ key: createPrivateKey(keyPem), padding: constants.RSA_NO_PADDING }, block);
  };
  const filled = (length: number) => Buffer.alloc(length, 0xff);

  test('is taken when the padding is exactly that of the standard', () => {
    const attributes = attributesWith();
    const digest = digestOfAttributes(attributes);
    const right = padded([0, 1], filled(256 - 3 - 51), [0], digestInfo, digest);
    expect(right).toEqual(sign('sha256', attributes, keyPem));
    expect([verifyValue(certificate, digest, right), verifyAttributes(certificate, attributes, right)]).toEqual([
      true,
      true,
    ]);
  });

  test('is refused with any other padding, digest or length', () => {
    const attributes = attributesWith();
    const digest = digestOfAttributes(attributes);
    const withoutNull = Buffer.from('302f300b0609608648016503040201', 'hex');
    const forged = [
      padded([0, 1], filled(8), [0], digestInfo, digest, Buffer.alloc(256 - 11 - 51)),
      padded([0, 1], filled(256 - 3 - 49), [0], withoutNull, [0x04, 0x20], digest),
      padded([0, 2], filled(256 - 3 - 51), [0], digestInfo, digest),
      padded([0, 1], filled(256 - 3 - 32), [0], digest),
      padded([0, 1], filled(256 - 3 - 51), [0], digestInfo, createHash('sha256').update('khác').digest()),
      sign('sha512', attributes, keyPem),
      Buffer.alloc(256),
      Buffer.alloc(256, 0xff),
      Buffer.alloc(0),
    ];
    const right = sign('sha256', attributes, keyPem);
    for (const one of [...forged, right.subarray(1), Buffer.concat([Buffer.from([0]), right])]) {
      expect([verifyValue(certificate, digest, one), verifyAttributes(certificate, attributes, one)]).toEqual([
        false,
        false,
      ]);
    }
    expect(verifyValue(certificate, digest.subarray(1), right)).toBe(false);
    expect(verifyValue({ ...certificate, keyType: 'ec' }, digest, right)).toBe(false);
  });
});

describe('a time stamp that is added later', () => {
  const token = sequence(Buffer.from([0x05, 0x00]));
  const made = (timeStamp?: Buffer) => {
    const attributes = attributesWith();
    const signature = sign('sha256', attributes, keyPem);
    return cmsOf({ attributes, signature, certificate, chain: [], ...(timeStamp !== undefined && { timeStamp }) });
  };

  test('makes the signature that would have been made with it', () => {
    expect(withTimeStamp(made(), token)).toEqual(made(token));
  });

  test('stands beside those that are there', () => {
    const other = sequence(Buffer.from([0x02, 0x01, 0x07]));
    expect(readCms(withTimeStamp(made(token), other)).timeStamps).toEqual([token, other]);
  });

  test('is not put into what is no signature, and what is no token is not put in', () => {
    expect(() => withTimeStamp(Buffer.from('30020500', 'hex'), token)).toThrow(BadCms);
    expect(() => withTimeStamp(made(), Buffer.alloc(0))).toThrow(BadCms);
    expect(() => trimDer(Buffer.concat([made(), Buffer.from('0')]))).toThrow(BadCms);
  });
});
