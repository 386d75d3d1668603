import { BadDer, type Element, requireTag, tags } from './read-der.ts';

/** The dotted text of an OBJECT IDENTIFIER. */
export function identifierIn(element: Element): string {
  const { content } = requireTag(element, tags.identifier);
  if (content.length === 0 || content.length > 64 || ((content.at(-1) ?? 0x80) & 0x80) !== 0)
    throw new BadDer('identifier');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    // Arcs made of a UUID have 128 bits.
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [joined = 0n, ...rest] = arcs;
  const first = joined < 80n ? joined / 40n : 2n;
  return [first, joined - first * 40n, ...rest].join('.');
}

/** The bytes of an INTEGER as they stand. */
export function integerIn(element: Element): Buffer {
  const { content } = requireTag(element, tags.integer);
  if (content.length === 0) throw new BadDer('integer');
  return content;
}

/** An INTEGER or ENUMERATED that is not negative and below 2^31. */
export function numberIn(element: Element, tag: number = tags.integer): number {
  const { content } = requireTag(element, tag);
  if (content.length === 0 || content.length > 4 || (content[0] ?? 0x80) >= 0x80) throw new BadDer('number');
  return content.readUIntBE(0, content.length);
}

/** Any other byte than zero is true, as old certificates have it. */
export function truthIn(element: Element): boolean {
  const { content } = requireTag(element, tags.boolean);
  if (content.length !== 1) throw new BadDer('boolean');
  return content[0] !== 0;
}

/** The bytes of a BIT STRING of whole bytes: a signature value or a key. */
export function wholeBitsIn(element: Element): Buffer {
  const { content } = requireTag(element, tags.bits);
  if (content[0] !== 0) throw new BadDer('bits');
  return content.subarray(1);
}

/** The bytes of an OCTET STRING. */
export function octetsIn(element: Element): Buffer {
  return requireTag(element, tags.octets).content;
}

/** The tag of UTCTime. */
export const shortTime = 0x17;
/** The tag of GeneralizedTime. */
export const longTime = 0x18;
const times: Readonly<Record<number, RegExp>> = {
  [shortTime]: /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/,
  [longTime]: /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/,
};

/** The instant of a UTCTime (1950 to 2049) or GeneralizedTime, both in UTC (RFC 5280, section 4.1.2.5). */
export function instantIn({ tag, content }: Element): Date {
  const found = content.length > 30 ? null : (times[tag]?.exec(content.toString('latin1')) ?? null);
  if (found === null) throw new BadDer('time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const whole = tag === longTime ? year : year + (year < 50 ? 2000 : 1900);
  const at = new Date(Date.UTC(whole, month - 1, day, hour, minute, second));
  at.setUTCFullYear(whole);
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) throw new BadDer('no such time');
  return new Date(at.getTime() + Math.floor(Number(`0.${found[7] ?? ''}0`) * 1000));
}
