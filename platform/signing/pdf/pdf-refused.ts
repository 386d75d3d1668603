/** Why a readable PDF is not prepared, filled in or sealed as it was asked for. */
export const pdfRefusals = [
  /** Only a document without signatures can be given fields, or be certified. */
  'already_signed',
  /** A signature allows no further changes. */
  'locked',
  'no_such_page',
  'no_such_field',
  /** The field was filled in before. */
  'field_filled',
  /** A field of this name is there already. */
  'name_taken',
  /** The image is no PNG, or too large. */
  'image_unusable',
  /** The signature needs more room than was kept for it. */
  'too_large',
  /** The bytes are not those that were prepared. */
  'not_prepared',
] as const;
/** Why a PDF is refused although it can be read. */
export type PdfRefusal = (typeof pdfRefusals)[number];

/** Thrown when a readable PDF cannot take what is asked; `detail` is for the log. */
export class PdfRefused extends Error {
  readonly reason: PdfRefusal;

  constructor(reason: PdfRefusal, detail = '') {
    super(`${reason}${detail === '' ? '' : `: ${detail}`}`);
    this.name = 'PdfRefused';
    this.reason = reason;
  }
}
