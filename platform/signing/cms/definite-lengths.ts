import { BadDer } from '../pki/read-der.ts';
import { tlv } from '../pki/der.ts';

const deepest = 16;
const mostElements = 100_000;
const openLength = 0x80;
const constructed = 0x20;
const joinedOctets = 0x24;
const octetString = 0x04;

/**
 * The same value with definite lengths: many programs write a signature as they go (BER, X.690, section 8.1.3.6), with lengths
 * left open and the content in pieces. Bytes that already have a definite length outside are given back as they are.
 */
export function definiteOf(bytes: Buffer): Buffer {
  if (bytes[1] !== openLength) return bytes;
  const reading = { bytes, at: 0, left: mostElements };
  const whole = readElement(reading, deepest);
  if (reading.at !== bytes.length) throw new BadDer('something follows');
  return whole.der;
}

type Reading = { bytes: Buffer; at: number; left: number };
type Rewritten = { tag: number; content: Buffer; der: Buffer };

function readElement(reading: Reading, depth: number): Rewritten {
  const { bytes, at } = reading;
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1];
  if (first === undefined || (tag & 0x1f) === 0x1f || depth === 0 || reading.left-- === 0)
    throw new BadDer('too deep or cut off');
  if (first === openLength) {
    if ((tag & constructed) === 0) throw new BadDer('length');
    reading.at = at + 2;
    return rewritten(
      tag,
      membersUntil(reading, depth, (next) => bytes[next] === 0 && bytes[next + 1] === 0, 2),
    );
  }
  const count = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + count;
  if (count > 4 || start > bytes.length) throw new BadDer('length');
  const end = start + (count === 0 ? first : bytes.readUIntBE(at + 2, count));
  if (end > bytes.length) throw new BadDer('cut off');
  // What has a definite length was signed or hashed as it stands, unless it is content in pieces.
  if (tag !== joinedOctets) {
    reading.at = end;
    return { tag, content: bytes.subarray(start, end), der: bytes.subarray(at, end) };
  }
  reading.at = start;
  return rewritten(
    tag,
    membersUntil(reading, depth, (next) => next === end, 0),
  );
}

function membersUntil(reading: Reading, depth: number, isEnd: (at: number) => boolean, closing: number): Rewritten[] {
  const members: Rewritten[] = [];
  while (!isEnd(reading.at)) members.push(readElement(reading, depth - 1));
  reading.at += closing;
  return members;
}

function rewritten(tag: number, members: readonly Rewritten[]): Rewritten {
  const isContent = tag === joinedOctets;
  if (isContent && members.some((one) => one.tag !== octetString)) throw new BadDer('content in pieces');
  const content = Buffer.concat(members.map((one) => (isContent ? one.content : one.der)));
  const closed = isContent ? octetString : tag;
  return { tag: closed, content, der: tlv(closed, content) };
}
