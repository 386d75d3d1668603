import type { Update } from './append-update.ts';
import { findForm } from './form-fields.ts';
import { objectCopier } from './import-page.ts';
import { findDict } from './open-pdf.ts';
import { pagesOf } from './pages.ts';
import { typesetField } from './typeset-appearance.ts';
import type { PdfDict, PdfValue } from './values.ts';
import { dictValue, entryOf, isKind, textOf, withEntries } from './values.ts';
import { writtenNumber } from './write-value.ts';

/** How the letters of a form field stand. */
export type FieldStyle = 'upright' | 'italic';

const fontNames: Readonly<Record<FieldStyle, string>> = { upright: 'Tinos', italic: 'TinosItalic' };

/** The default appearance of a field (ISO 32000, 12.7.3.3): font, size in points, black. */
export function defaultAppearanceOf(style: FieldStyle, fontSizePt: number): string {
  return `/${fontNames[style]} ${writtenNumber(fontSizePt)} Tf 0 g`;
}

/** The font that a field's default appearance names; a size of 0 fits the height in points. */
export function fieldFontOf(widget: PdfDict, field: PdfDict, height: number): { size: number; style: FieldStyle } {
  const look = entryOf(widget, 'DA') ?? entryOf(field, 'DA');
  const match = /\/(\S{1,100})\s+(\d{1,4}(?:\.\d{1,6})?)\s+Tf/.exec(isKind(look, 'string') ? textOf(look) : '');
  const said = Number(match?.[2] ?? 0);
  return {
    size: said > 0 ? said : Math.max(Math.min(12, height * 0.7), 4),
    style: match?.[1] === fontNames.italic ? 'italic' : 'upright',
  };
}

/** The form's resources with the fonts of these styles, embedded as PDF/A demands. */
export function resourcesWith(update: Update, styles: readonly FieldStyle[]): PdfDict {
  const form = findForm(update.file);
  const known = (form && findDict(update.file, form, 'DR')) ?? dictValue({});
  const fonts = findDict(update.file, known, 'Font') ?? dictValue({});
  const missing = [...new Set(styles)].filter((style) => entryOf(fonts, fontNames[style]) === null);
  const added = Object.fromEntries(missing.map((style) => [fontNames[style], embeddedFont(update, style)]));
  return withEntries(known, { Font: withEntries(fonts, added) });
}

const letters = '0123456789/.,:-– abcdefghijklmnopqrstuvwxyzđABCDEFGHIKLMNOPQRSTUVXYĐƯ';

function embeddedFont(update: Update, style: FieldStyle): PdfValue {
  const sample = typesetField({ text: letters, style, width: 500, height: 20, size: 10, baseline: 4, align: 'left' });
  const page = pagesOf(sample)[0]?.dict ?? dictValue({});
  const resources = findDict(sample, page, 'Resources') ?? dictValue({});
  const fonts = findDict(sample, resources, 'Font') ?? dictValue({});
  const [font = null] = [...fonts.entries.values()];
  return isKind(font, 'ref') ? objectCopier(sample, update)(font) : null;
}
