import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { Cursor, ValueBudget } from './cursor.ts';
import { requireWhole } from './cursor.ts';
import { parseObject } from './parse-object.ts';
import { parseValue } from './parse-value.ts';
import type { InflateBudget } from './unpack-stream.ts';
import { unpackStream } from './unpack-stream.ts';
import type { PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';
import type { XrefEntry } from './xref-section.ts';

type Loader = { load: (number: number) => PdfValue; resolve: (value: PdfValue) => PdfValue };

/** An unpacked object stream: the numbers of its objects and where each begins. */
type Packed = { numbers: number[]; offsets: number[]; bytes: Buffer };

type Budgets = { values: ValueBudget; inflated: InflateBudget };

/** Loads objects where the cross-reference tables say they are, each once. */
export function objectLoader(bytes: Buffer, entries: ReadonlyMap<number, XrefEntry>, budgets: Budgets): Loader {
  const loaded = new Map<number, PdfValue>();
  const packed = new Map<number, Packed>();
  const loading = new Set<number>();

  function resolve(value: PdfValue): PdfValue {
    let found = value;
    for (let steps = 0; isKind(found, 'ref'); steps += 1) {
      if (steps > pdfLimits.depth) damaged('references in a circle');
      const entry = entries.get(found.number);
      const generation = entry?.kind === 'at' ? entry.generation : 0;
      found = generation === found.generation ? load(found.number) : null;
    }
    return found;
  }

  function load(number: number): PdfValue {
    const known = loaded.get(number);
    if (known !== undefined) return known;
    const entry = entries.get(number);
    if (entry === undefined || entry.kind === 'free') return null;
    if (loading.has(number)) damaged(`object ${number} needs itself`);
    if (loading.size > pdfLimits.depth) tooComplex('objects need each other too deep');
    loading.add(number);
    try {
      const value = entry.kind === 'at' ? loadAt(number, entry) : loadPacked(number, entry);
      loaded.set(number, value);
      return value;
    } finally {
      loading.delete(number);
    }
  }

  function loadAt(number: number, entry: Extract<XrefEntry, { kind: 'at' }>): PdfValue {
    const found = parseObject(bytes, entry.offset, budgets.values, resolve);
    if (found.number !== number || found.generation !== entry.generation) {
      damaged(`at byte ${entry.offset} lies object ${found.number}, not ${number}`);
    }
    return found.value;
  }

  function loadPacked(number: number, entry: Extract<XrefEntry, { kind: 'in' }>): PdfValue {
    if (entries.get(entry.stream)?.kind !== 'at') damaged(`object stream ${entry.stream} is itself packed`);
    const container = packed.get(entry.stream) ?? unpackedObjects(load(entry.stream), budgets, resolve);
    packed.set(entry.stream, container);
    if (container.numbers[entry.index] !== number) damaged(`object ${number} is not in its object stream`);
    const at = container.offsets[entry.index] ?? damaged('an object stream that is too short');
    return parseValue({ bytes: container.bytes, at, budget: budgets.values, isInFile: false });
  }

  return { load, resolve };
}

function unpackedObjects(stream: PdfValue, budgets: Budgets, resolve: Loader['resolve']): Packed {
  if (!isKind(stream, 'stream')) damaged('no object stream');
  const type = resolve(entryOf(stream.dict, 'Type'));
  if (!isKind(type, 'name') || type.text !== 'ObjStm') damaged('no object stream');
  const [count, first] = [resolve(entryOf(stream.dict, 'N')), resolve(entryOf(stream.dict, 'First'))];
  if (!isCount(count) || !isCount(first)) damaged('an object stream without /N or /First');
  const content = unpackStream(stream, budgets.inflated, resolve);
  return { ...directoryOf(content, count, first, budgets.values), bytes: content };
}

function isCount(value: PdfValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= pdfLimits.entries * 100;
}

function directoryOf(bytes: Buffer, count: number, first: number, budget: ValueBudget): Omit<Packed, 'bytes'> {
  const cursor: Cursor = { bytes: bytes.subarray(0, first), at: 0, budget, isInFile: false };
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < count; i += 1) {
    numbers.push(requireWhole(cursor));
    const offset = first + requireWhole(cursor);
    if (offset >= bytes.length) damaged('an object stream that is too short');
    offsets.push(offset);
  }
  return { numbers, offsets };
}
