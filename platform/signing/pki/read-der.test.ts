import { describe, expect, test } from 'vitest';
import { BadCertificate, certificateOf } from './certificate.ts';
import { identifier, octets, sequence, smallInteger, time, tlv } from './der.ts';
import { identifierIn, instantIn, numberIn, truthIn, wholeBitsIn } from './der-values.ts';
import { lineOf, readName } from './distinguished-name.ts';
import { BadDer, elementFrom, elementOf, listOf, membersOf } from './read-der.ts';
import { kindOfRevocation } from './revocation.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('an element', () => {
  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['an open length', '30 80 00 00'],
    ['a length that is longer than it must be', '30 81 01 00'],
    ['a length with zeros in front', `30 82 00 80 ${'00'.repeat(128)}`],
    ['a length of five bytes', '30 85 01 00 00 00 00'],
    ['a length beyond the end', '30 03 00 00'],
    ['a tag of two bytes', '3f 81 01 00'],
    ['something that follows', '30 00 00'],
    ['another tag', '31 00'],
  ])('with %s is refused', (_, hex) => {
    expect(() => elementOf(bytes(hex))).toThrow(BadDer);
  });

  test('gives its members one after the other, and no more than it may have', () => {
    const element = elementOf(sequence(smallInteger(1), octets(Buffer.from('hai'))));
    const members = membersOf(element);
    expect(numberIn(members.take())).toBe(1);
    expect(() => members.end()).toThrow(BadDer);
    expect(members.find(0x30)).toBeUndefined();
    expect(members.take(0x04).content.toString()).toBe('hai');
    members.end();
    expect(() => members.take()).toThrow(BadDer);
    expect(() => listOf(element, 1)).toThrow(BadDer);
  });
});

describe('a value', () => {
  const read = <T>(reader: (element: ReturnType<typeof elementFrom>) => T, hex: string) =>
    reader(elementFrom(bytes(hex)));

  test('of an identifier is its dotted text, also with the 128 bits of a UUID', () => {
    const dotted = '1.2.840.113549.1.9.16.2.47';
    expect(identifierIn(elementFrom(identifier(dotted)))).toBe(dotted);
    expect(read(identifierIn, '06 03 88 37 03')).toBe('2.999.3');
    const uuid = '06 14 69 83 F8 A6 D2 B1 A1 B2 A3 B4 A5 86 97 88 A9 9A AB BC CD 5E';
    expect(read(identifierIn, uuid)).toMatch(/^2\.25\.\d{30,}$/);
    expect(() => read(identifierIn, '06 02 88 80')).toThrow(BadDer);
    expect(() => read(identifierIn, '06 00')).toThrow(BadDer);
  });

  test('of a time is an instant in UTC; days and hours that do not exist are refused', () => {
    const at = (text: string, tag = 0x18) => instantIn(elementFrom(tlv(tag, Buffer.from(text)))).toISOString();
    expect(at('490101000000Z', 0x17)).toBe('2049-01-01T00:00:00.000Z');
    expect(at('500101000000Z', 0x17)).toBe('1950-01-01T00:00:00.000Z');
    expect(at('20260310091500.25Z')).toBe('2026-03-10T09:15:00.250Z');
    expect(at('00500310091500Z')).toBe('0050-03-10T09:15:00.000Z');
    for (const wrong of [
      '20260230000000Z',
      '20260310240000Z',
      '20260310000000',
      '20260310000000+0700',
      'Z',
      '99999999999999Z',
    ]) {
      expect(() => at(wrong)).toThrow(BadDer);
    }
    const whole = new Date('2051-02-03T04:05:06Z');
    expect(instantIn(elementFrom(time(whole)))).toEqual(whole);
  });

  test('of another type is refused', () => {
    expect(read(truthIn, '01 01 01')).toBe(true);
    expect(() => read(truthIn, '01 00')).toThrow(BadDer);
    expect(() => read(numberIn, '02 01 80')).toThrow(BadDer);
    expect(() => read(numberIn, '02 05 01 00 00 00 00')).toThrow(BadDer);
    expect(() => read(wholeBitsIn, '03 02 01 80')).toThrow(BadDer);
  });
});

describe('a name', () => {
  const part = (type: string, tag: number, text: Buffer | string) =>
    tlv(0x31, sequence(identifier(type), tlv(tag, Buffer.from(text))));
  const line = (...parts: Buffer[]) => lineOf(readName(elementOf(sequence(...parts))));

  test('is one line, the most specific part first, whatever its letters are written in', () => {
    const wide = Buffer.from('Bộ Tài chính', 'utf16le').swap16();
    expect(line(part('2.5.4.6', 0x13, 'VN'), part('2.5.4.10', 0x1e, wide), part('2.5.4.3', 0x0c, 'Hồ Thị Mơ'))).toBe(
      'CN=Hồ Thị Mơ, O=Bộ Tài chính, C=VN',
    );
    expect(line(part('1.2.3', 0x04, 'x'))).toBe('1.2.3=#78');
  });

  test('cannot pretend to have other parts, nor hide or turn letters around', () => {
    expect(line(part('2.5.4.3', 0x0c, 'A, O=Bộ "Y"'))).toBe(String.raw`CN="A, O=Bộ \"Y\""`);
    expect(line(part('2.5.4.3', 0x0c, 'A\u202Egnp\u0000\n'))).toBe('CN=A\uFFFDgnp\uFFFD\uFFFD');
    expect(line(part('2.5.4.3', 0x0c, Buffer.from([0x41, 0xff])))).toBe('CN=A\uFFFD');
    expect(line(part('2.5.4.3', 0x1e, Buffer.from([0xd8, 0x00])))).toBe('CN=\uFFFD');
  });
});

test('what is no certificate is refused with its own error', () => {
  const deep = Array.from({ length: 3000 }).reduce<Buffer>((inner) => sequence(inner), sequence());
  const given = ['', 'xin chào', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', Buffer.alloc(0)];
  for (const one of [
    ...given,
    deep,
    Buffer.alloc(200_000, 0x30),
    sequence(sequence(), sequence(), tlv(3, Buffer.alloc(1))),
  ]) {
    expect(() => certificateOf(one)).toThrow(BadCertificate);
  }
  expect(kindOfRevocation(Buffer.alloc(0))).toBe('ocsp');
});
