/** DER (X.690) written by hand: the few shapes that are built often and must be the same bytes each time. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

/** SEQUENCE. */
export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
/** SET in the order of DER: by the bytes of its members. */
export const setOf = (...parts: readonly Uint8Array[]): Buffer =>
  tlv(0x31, ...parts.map((one) => Buffer.from(one)).toSorted(Buffer.compare));
/** OCTET STRING. */
export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes);
/** INTEGER of a small number that is not negative. */
export const smallInteger = (value: number): Buffer => tlv(0x02, Buffer.from([value]));

/** OBJECT IDENTIFIER of its dotted text. */
export function identifier(text: string): Buffer {
  const known = identifiers.get(text);
  if (known !== undefined) return known;
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const made = tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
  identifiers.set(text, made);
  return made;
}
const identifiers = new Map<string, Buffer>();

/** UTCTime until 2049, GeneralizedTime after (RFC 5652, section 11.3), whole seconds. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return at.getUTCFullYear() < 2050
    ? tlv(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : tlv(0x18, Buffer.from(`${digits}Z`));
}

/** One element of DER at a position: its tag, where its content lies and where it ends; nothing where it does not fit. */
export function elementAt(bytes: Buffer, at: number): { tag: number; start: number; end: number } | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return fitting(bytes, tag, at + 2, first);
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return undefined;
  return fitting(bytes, tag, at + 2 + count, bytes.readUIntBE(at + 2, count));
}

function fitting(bytes: Buffer, tag: number, start: number, length: number) {
  return start + length <= bytes.length ? { tag, start, end: start + length } : undefined;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
