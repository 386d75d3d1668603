import { tooComplex } from './bad-pdf.ts';
import type { Operator } from './content-operators.ts';
import { operatorsOf } from './content-operators.ts';
import type { ValueBudget } from './cursor.ts';
import type { TextMeasure } from './glyph-widths.ts';
import { findFont, measureOf } from './glyph-widths.ts';
import type { Matrix } from './matrix.ts';
import { matrixOf, multiplied, transformed, unitMatrix } from './matrix.ts';
import type { PdfFile } from './open-pdf.ts';
import { findDict, findName, findNumbers } from './open-pdf.ts';
import { pageContent, pageResources } from './page-content.ts';
import type { Page, Rect } from './pages.ts';
import type { PdfDict, PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** What a content stream has set, as far as the place of letters depends on it. */
type State = { base: Matrix; size: number; measure: TextMeasure; leading: number };
type Walk = {
  file: PdfFile;
  boxes: Rect[];
  budget: ValueBudget;
  depth: number;
  measureOf: (font: PdfDict | null) => TextMeasure;
};
type Text = { line: Matrix; pen: Matrix };

const mostSaved = 500;
const deepestForm = 8;
const mostBoxes = 200_000;

/**
 * About where a page has letters, in the page's own space: each run of letters is a box. Good enough to say that something
 * was put over text, not to read it.
 */
export function textBoxesOf(file: PdfFile, page: Page): Rect[] {
  const measures = new Map<PdfDict | null, TextMeasure>();
  const remembered = (font: PdfDict | null): TextMeasure => {
    const measure = measures.get(font) ?? measureOf(file, font);
    measures.set(font, measure);
    return measure;
  };
  const walk: Walk = { file, boxes: [], budget: file.values, depth: 0, measureOf: remembered };
  walkContent(walk, pageContent(file, page.dict), pageResources(file, page.dict), unitMatrix);
  return walk.boxes;
}

function walkContent(walk: Walk, content: Buffer, resources: PdfDict, base: Matrix): void {
  let state: State = { base, size: 0, measure: measureOf(walk.file, null), leading: 0 };
  const saved: State[] = [];
  let text: Text = { line: unitMatrix, pen: unitMatrix };
  for (const operator of operatorsOf(content, walk.budget)) {
    if (operator.name === 'q') {
      if (saved.length >= mostSaved) tooComplex('too many saved graphics states');
      saved.push(state);
    } else if (operator.name === 'Q') state = saved.pop() ?? state;
    else if (operator.name === 'Do') walkForm(walk, operator, resources, state.base);
    else {
      state = changedState(walk, state, operator, resources);
      text = movedText(text, state, operator);
      text = shownText(walk, text, state, operator);
    }
  }
}

function walkForm(walk: Walk, { operands }: Operator, resources: PdfDict, base: Matrix): void {
  const { file } = walk;
  const [name = null] = operands;
  const objects = findDict(file, resources, 'XObject');
  const form = objects !== null && isKind(name, 'name') ? file.resolve(entryOf(objects, name.text)) : null;
  if (!isKind(form, 'stream') || findName(file, form.dict, 'Subtype') !== 'Form') return;
  if (walk.depth >= deepestForm) tooComplex('forms lie too deep in each other');
  const own = matrixOf(findNumbers(file, form.dict, 'Matrix') ?? unitMatrix) ?? unitMatrix;
  const inner = findDict(file, form.dict, 'Resources') ?? resources;
  walk.depth += 1;
  walkContent(walk, file.unpack(form), inner, multiplied(own, base));
  walk.depth -= 1;
}

function changedState(walk: Walk, state: State, { name, operands }: Operator, resources: PdfDict): State {
  const matrix = name === 'cm' ? matrixOf(operands) : null;
  if (matrix !== null) return { ...state, base: multiplied(matrix, state.base) };
  const [first = null, second = null] = operands;
  if (name === 'Tf' && isKind(first, 'name') && typeof second === 'number') {
    return { ...state, size: second, measure: walk.measureOf(findFont(walk.file, resources, first.text)) };
  }
  if (name === 'TL' && typeof first === 'number') return { ...state, leading: first };
  if (name === 'TD' && typeof second === 'number') return { ...state, leading: -second };
  return state;
}

function movedText(text: Text, { leading }: State, { name, operands }: Operator): Text {
  const [x = 0, y = 0] = operands;
  if (name === 'BT') return { line: unitMatrix, pen: unitMatrix };
  if (name === 'Tm') {
    const line = matrixOf(operands) ?? text.line;
    return { line, pen: line };
  }
  const isStep = (name === 'Td' || name === 'TD') && typeof x === 'number' && typeof y === 'number';
  if (isStep) return stepped(text, x, y);
  return name === 'T*' || name === "'" || name === '"' ? stepped(text, 0, -leading) : text;
}

function stepped({ line }: Text, x: number, y: number): Text {
  const moved = multiplied([1, 0, 0, 1, x, y], line);
  return { line: moved, pen: moved };
}

function shownText(walk: Walk, text: Text, state: State, { name, operands }: Operator): Text {
  const shown =
    name === 'TJ' ? operands[0] : name === 'Tj' || name === "'" || name === '"' ? operands.at(-1) : undefined;
  if (shown === undefined) return text;
  const items: readonly PdfValue[] = isKind(shown, 'array') ? shown.items : [shown];
  const lengths = items.map((item) => {
    if (typeof item === 'number') return (-item / 1000) * state.size;
    return isKind(item, 'string') ? state.measure(item.bytes) * state.size : 0;
  });
  const width = lengths.reduce((sum, length) => sum + length, 0);
  if (walk.boxes.length >= mostBoxes) tooComplex('too much text on a page');
  const box = { x: 0, y: -0.2 * state.size, width, height: state.size };
  if (width > 0 && !isLeader(items)) walk.boxes.push(transformed(box, multiplied(text.pen, state.base)));
  return { ...text, pen: multiplied([1, 0, 0, 1, width, 0], text.pen) };
}

/** A row of the same letter is a dotted line to write on. */
function isLeader(items: readonly PdfValue[]): boolean {
  const bytes = Buffer.concat(items.flatMap((item) => (isKind(item, 'string') ? [item.bytes] : [])));
  // Letters have one or two bytes.
  const isOne = bytes.length >= 4 && bytes.every((byte) => byte === bytes[0]);
  return isOne || (bytes.length >= 8 && bytes.every((byte, i) => byte === bytes[i % 2]));
}
