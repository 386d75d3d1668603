/** A name; its bytes as Latin-1, escapes undone. */
export type PdfName = { kind: 'name'; text: string };
/** A string with where it lies in the file, from its first delimiter to behind its last; -1 in an object stream. */
export type PdfString = { kind: 'string'; bytes: Buffer; isHex: boolean; at: number; end: number };
/** A reference to an indirect object. */
export type PdfRef = { kind: 'ref'; number: number; generation: number };
/** An array. */
export type PdfArray = { kind: 'array'; items: PdfValue[] };
/** A dictionary; an entry with the value null is the same as none and is left out. */
export type PdfDict = { kind: 'dict'; entries: Map<string, PdfValue> };
/** A stream with its bytes as they lie in the file. */
export type PdfStream = { kind: 'stream'; dict: PdfDict; raw: Buffer };
/** Any object of ISO 32000, 7.3. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;

/** A name object. */
export function nameValue(text: string): PdfName {
  return { kind: 'name', text };
}

/** A reference to an object of generation 0, as all new objects are. */
export function refValue(number: number, generation = 0): PdfRef {
  return { kind: 'ref', number, generation };
}

/** An array object. */
export function arrayValue(items: readonly PdfValue[]): PdfArray {
  return { kind: 'array', items: [...items] };
}

/** A dictionary object; entries with null are left out. */
export function dictValue(entries: Readonly<Record<string, PdfValue>>): PdfDict {
  return { kind: 'dict', entries: new Map(Object.entries(entries).filter(([, value]) => value !== null)) };
}

/** A text string (ISO 32000, 7.9.2.2): ASCII as it is, everything else in UTF-16 with its mark. */
export function textValue(text: string): PdfString {
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  const bytes = isAscii ? Buffer.from(text, 'latin1') : Buffer.from(`\ufeff${text.toWellFormed()}`, 'utf16le').swap16();
  return { kind: 'string', bytes, isHex: !isAscii, at: -1, end: -1 };
}

/** The text of a text string: UTF-16 or UTF-8 by their marks, otherwise Latin letters. */
export function textOf({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return even.swap16().toString('utf16le').toWellFormed();
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
}

/** The entry of a dictionary as it is written; null where there is none. */
export function entryOf(dict: PdfDict, key: string): PdfValue {
  return dict.entries.get(key) ?? null;
}

/** A copy of a dictionary with these entries instead; null takes one away. */
export function withEntries(dict: PdfDict, changes: Readonly<Record<string, PdfValue>>): PdfDict {
  const entries = new Map(dict.entries);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  return { kind: 'dict', entries };
}

/** Whether a value is an object of this kind. */
export function isKind<K extends Exclude<PdfValue, null | boolean | number>['kind']>(
  value: PdfValue,
  kind: K,
): value is Extract<PdfValue, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** Whether two values are the same; references are the same when they point to the same object number. */
export function isSame(one: PdfValue, other: PdfValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  switch (one.kind) {
    case 'name':
      return isKind(other, 'name') && one.text === other.text;
    case 'string':
      return isKind(other, 'string') && one.bytes.equals(other.bytes);
    case 'ref':
      return isKind(other, 'ref') && one.number === other.number && one.generation === other.generation;
    case 'array':
      return (
        isKind(other, 'array') &&
        one.items.length === other.items.length &&
        one.items.every((item, i) => isSame(item, other.items[i] ?? null))
      );
    case 'dict':
      return isKind(other, 'dict') && changedKeys(one, other).length === 0;
    case 'stream':
      return isKind(other, 'stream') && one.raw.equals(other.raw) && changedKeys(one.dict, other.dict).length === 0;
  }
}

/** The keys whose values differ between two dictionaries. */
export function changedKeys(one: PdfDict, other: PdfDict): string[] {
  const keys = new Set([...one.entries.keys(), ...other.entries.keys()]);
  return [...keys].filter((key) => !isSame(entryOf(one, key), entryOf(other, key)));
}
