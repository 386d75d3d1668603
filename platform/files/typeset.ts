import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { printable } from './printable.ts';
import { tinosFaces } from './tinos.ts';

/** What a template prints: texts, numbers and lists of them. Never markup: a value is always printed as it is written. */
export type Printed = string | number | boolean | null | readonly Printed[] | { readonly [name: string]: Printed };

/** A document to typeset: a `.typ` file, what the reader calls it, and the instant it says it was made. */
export type Sheet = { template: string; title: string; madeAt: Date; values: Readonly<Record<string, Printed>> };

/**
 * Typesets a document as PDF/A-2b. The same sheet gives the same bytes. Values reach the template as data beside its
 * source, so that nothing that people write can become a command of it.
 */
export async function typeset(sheet: Sheet): Promise<Uint8Array> {
  return (await typesetWithPlaces(sheet)).pdf;
}

/** A place that a template marks: the page and its corner at the lower left, in points from the page's lower left corner. */
export type MarkedPlace = { name: string; page: number; x: number; y: number };

/** Typesets a document and tells where its template marked a place with `mark(name)`. */
export async function typesetWithPlaces(sheet: Sheet): Promise<{ pdf: Uint8Array; places: MarkedPlace[] }> {
  const compiler = compilerFor(dirname(sheet.template));
  const made = {
    year: sheet.madeAt.getUTCFullYear(),
    month: sheet.madeAt.getUTCMonth() + 1,
    day: sheet.madeAt.getUTCDate(),
  };
  const data = JSON.stringify(printable({ ...sheet.values, title: sheet.title, made }));
  const compiled = compiler.compile({ mainFilePath: sheet.template, inputs: { data } });
  if (compiled.result === null) throw new Error(`${sheet.template}: ${reasonOf(compiled.takeError())}`);
  const pdf = compiler.pdf(compiled.result, {
    pdfStandard: 'a-2b',
    creationTimestamp: Math.floor(sheet.madeAt.getTime() / 1000),
  });
  const places = compiler.query(compiled.result, { selector: '<place>', field: 'value' }) as MarkedPlace[];
  compiler.evictCache(20);
  return { pdf, places };
}

const compilers = new Map<string, NodeCompiler>();

/** One compiler a folder of templates: it may read the files there and no others. */
function compilerFor(workspace: string): NodeCompiler {
  const known = compilers.get(workspace);
  if (known !== undefined) return known;
  const made = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: tinosFaces() }] });
  compilers.set(workspace, made);
  return made;
}

function reasonOf(error: { shortDiagnostics: unknown[] } | null): string {
  return JSON.stringify(error?.shortDiagnostics ?? 'no document');
}
