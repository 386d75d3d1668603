import { qrSvg } from '@cuaso/platform/files/codes.ts';
import { type MarkedPlace, typesetWithPlaces } from '@cuaso/platform/files/typeset.ts';
import { formDay, type Office, templateFile } from './form-parts.ts';

/** The result of a procedure as an administrative document. */
export type ResultDocument = {
  office: Office;
  /** Number and notation, "12/QĐ-UBND"; empty leaves a place marked `so` that is filled in at issue. */
  number: string;
  /** The day of issue; null leaves a place marked `ngay`. */
  signedOn: Date | null;
  /** Where the signed original is found on line, as a QR code; empty for none. */
  originalAt: string;
  /** Kind of document: "Quyết định", "Giấy xác nhận", "Thông báo". */
  kind: string;
  abstract: string;
  /** Who decides, over the legal basis of a decision ("Chủ tịch Ủy ban nhân dân xã Bình Nhì"); empty otherwise. */
  authority: string;
  basis: readonly string[];
  /** Paragraphs, one a line. */
  body: string;
  articles: readonly string[];
  /** Facts shown as a table: what a certificate certifies. */
  facts: readonly { label: string; value: string }[];
  receivers: readonly string[];
  signer: { /** "TM. Ủy ban nhân dân", "Chủ tịch": one a line. */ capacity: readonly string[]; name: string };
  draftedAt: Date;
};

/** A result laid out as Decree 30/2020 (annex I) says, A4, with the places where it is signed (`ten`), numbered and dated. */
export function resultDocument(result: ResultDocument): Promise<{ pdf: Uint8Array; places: MarkedPlace[] }> {
  const { signedOn, draftedAt, articles, originalAt, ...said } = result;
  const values = {
    ...said,
    issuedOn: signedOn === null ? '' : formDay(signedOn),
    qr: originalAt === '' ? '' : qrSvg(originalAt),
    decides: articles.length > 0 ? 'Quyết định:' : '',
    articles: articles.map((text, i) => ({ number: i + 1, text })),
  };
  const title = `${result.kind} ${result.number}: ${result.abstract}`;
  return typesetWithPlaces({ template: templateFile('result'), title, madeAt: signedOn ?? draftedAt, values });
}
