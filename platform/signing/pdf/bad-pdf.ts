/** Why a PDF cannot be read: it breaks the format's rules, it is locked, or it asks for more than the limits give. */
export const badPdfReasons = ['damaged', 'encrypted', 'too_complex'] as const;
/** Why a PDF cannot be read. */
export type BadPdfReason = (typeof badPdfReasons)[number];

/** Thrown by everything that reads a PDF; `detail` is for the log. */
export class BadPdf extends Error {
  readonly reason: BadPdfReason;

  constructor(reason: BadPdfReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'BadPdf';
    this.reason = reason;
  }
}

/** Refuses bytes that are not what ISO 32000 demands; nothing is guessed, because a viewer might guess otherwise. */
export function damaged(detail: string): never {
  throw new BadPdf('damaged', detail);
}

/** Refuses what is allowed by the format but beyond the limits. */
export function tooComplex(detail: string): never {
  throw new BadPdf('too_complex', detail);
}

/** How much of a hostile file is followed. */
export const pdfLimits = {
  /** Bytes that all unpacked streams of one opened file may have together. */
  inflatedBytes: 64 * 1024 * 1024,
  /** Entries of all cross-reference sections together. */
  entries: 1_000_000,
  /** Values of all parsed objects together: numbers, names, arrays. */
  values: 1_000_000,
  objectNumber: 8_388_607,
  depth: 64,
  revisions: 200,
  pages: 20_000,
  fields: 10_000,
} as const;
