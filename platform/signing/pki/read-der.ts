/** Bytes are not the DER (X.690) that is expected at this place. */
export class BadDer extends Error {
  constructor(detail: string) {
    super(`not the expected DER: ${detail}`);
    this.name = 'BadDer';
  }
}

/** One element: its tag, its whole bytes, and its content. */
export type Element = { tag: number; der: Buffer; content: Buffer };

/** The tags of the types that signatures are made of (X.680). */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  identifier: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag [n] around another element, or in place of that of a sequence. */
export const around = (n: number): number => 0xa0 + n;
/** The tag [n] in place of that of a primitive element. */
export const inPlace = (n: number): number => 0x80 + n;

/** The element that starts here; definite lengths in their shortest form and single-byte tags only. */
export function elementFrom(bytes: Buffer, at = 0): Element {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new BadDer('cut off');
  if ((tag & 0x1f) === 0x1f) throw new BadDer('a tag of more bytes');
  const count = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + count;
  if (first === 0x80 || count > 4 || start > bytes.length) throw new BadDer('length');
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count);
  if (count > 0 && (length < 0x80 || bytes[at + 2] === 0)) throw new BadDer('a length that is not the shortest');
  if (start + length > bytes.length) throw new BadDer('cut off');
  return { tag, der: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

/** The one element that these bytes are, with nothing behind it. */
export function elementOf(bytes: Buffer, tag: number = tags.sequence): Element {
  const element = elementFrom(bytes);
  if (element.der.length !== bytes.length) throw new BadDer('something follows');
  return requireTag(element, tag);
}

/** The element itself, if it has this tag. */
export function requireTag(element: Element, tag: number): Element {
  if (element.tag !== tag) throw new BadDer(`tag ${element.tag.toString(16)} instead of ${tag.toString(16)}`);
  return element;
}

/** The members of an element, taken one after the other. */
export type Members = {
  /** The next member, which must have this tag where one is given. */
  take: (tag?: number) => Element;
  /** The next member if it has this tag; otherwise it stays. */
  find: (tag: number) => Element | undefined;
  /** All others, at the most as many. */
  rest: (most: number) => Element[];
  /** Nothing may be left. */
  end: () => void;
};

/** The members of an element with this tag. */
export function membersOf(element: Element, tag: number = tags.sequence): Members {
  const { content } = requireTag(element, tag);
  let at = 0;
  const take = (wanted?: number): Element => {
    const member = elementFrom(content, at);
    if (wanted !== undefined) requireTag(member, wanted);
    at += member.der.length;
    return member;
  };
  return {
    take,
    find: (wanted) => (content[at] === wanted ? take() : undefined),
    rest: (most) => {
      const all: Element[] = [];
      while (at < content.length) {
        if (all.length === most) throw new BadDer('too many members');
        all.push(take());
      }
      return all;
    },
    end: () => {
      if (at !== content.length) throw new BadDer('more members than known');
    },
  };
}

/** All members of an element with this tag, at the most as many. */
export function listOf(element: Element, most: number, tag: number = tags.sequence): Element[] {
  return membersOf(element, tag).rest(most);
}

/** The one member inside a tag that is put around it. */
export function insideOf(element: Element): Element {
  const members = membersOf(element, element.tag);
  const inner = members.take();
  members.end();
  return inner;
}
