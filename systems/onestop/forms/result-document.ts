import { typeset } from '@cuaso/platform/files/typeset.ts';
import { formDay, type Office, templateFile } from './form-parts.ts';

/** The result of a procedure as an administrative document. */
export type ResultDocument = {
  office: Office;
  /** Number and notation, "12/QĐ-UBND"; while it is a draft "…/QĐ-UBND". */
  number: string;
  /** The day it is signed; null leaves room for the day of a draft. */
  signedOn: Date | null;
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

/** A result laid out as Decree 30/2020 (annex I) says, A4. */
export function resultDocument(result: ResultDocument): Promise<Uint8Array> {
  const { signedOn, draftedAt, articles, ...said } = result;
  const values = {
    ...said,
    issuedOn: signedOn === null ? `ngày      tháng      năm ${formDay(draftedAt).slice(-4)}` : formDay(signedOn),
    decides: articles.length > 0 ? 'Quyết định:' : '',
    articles: articles.map((text, i) => ({ number: i + 1, text })),
  };
  const title = `${result.kind} ${result.number}: ${result.abstract}`;
  return typeset({ template: templateFile('result'), title, madeAt: signedOn ?? draftedAt, values });
}
