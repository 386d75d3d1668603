import { readFile } from '@cuaso/platform/files/read-file.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { ToSign } from '@cuaso/platform/signing/purpose.ts';
import { Failure } from '@cuaso/kernel/errors.ts';
import { type FormFacts, formFactsOf } from './form-facts.ts';
import { originalAddressOf } from './forms/original-address.ts';
import { resultDocument } from './forms/result-document.ts';
import { answersInWords } from './in-words.ts';
import type { DossierRow } from './load-dossier.ts';

/** A result as a PDF before anybody signed it, and where number, day and signature belong. */
export type ResultPdf = {
  bytes: Buffer;
  /** Where the number and the day are filled in at issue; none on a document that was made elsewhere. */
  blanks: readonly { name: 'so' | 'ngay'; page: number; x: number; y: number }[];
  shownAt: Extract<ToSign['shownAt'], { kind: 'signature_block' }>;
};

/** The page's right margin of a result, in points from the left (Decree 30/2020: 15 to 20 mm). */
const rightEdge = 595.28 - 51.02;
/** A document made elsewhere is signed at the usual place of its last page: right, above the lower margin. */
const elsewhere = { centreX: 425, nameTop: 110 };

/** The document that answers a dossier: the one the handler attached, or the draft laid out as Decree 30/2020 asks. */
export async function resultPdfOf(
  ctx: Context,
  row: DossierRow,
  signer: { name: string; title: string },
): Promise<ResultPdf> {
  const { draft } = row.folded;
  if (draft === null)
    throw new Failure('conflict', 'onestop.no_draft', { messageVi: 'Hồ sơ chưa có dự thảo kết quả.' });
  if (draft.fileId !== null) return attachedPdf(ctx, draft.fileId);
  const facts = await formFactsOf(ctx, row);
  const { pdf, places } = await resultDocument({
    ...wordsOf(facts, draft),
    ...framesOf(ctx, facts),
    signer: capacityOf(facts, signer),
  });
  const name = places.find((one) => one.name === 'ten');
  const blanks = places.filter(
    (one): one is typeof one & { name: 'so' | 'ngay' } => one.name === 'so' || one.name === 'ngay',
  );
  return {
    bytes: Buffer.from(pdf),
    blanks,
    shownAt: {
      kind: 'signature_block',
      page: name?.page ?? 1,
      centreX: ((name?.x ?? 0) + rightEdge) / 2,
      nameTop: name?.y ?? elsewhere.nameTop,
    },
  };
}

async function attachedPdf(ctx: Context, fileId: string): Promise<ResultPdf> {
  const { bytes, mediaType } = await readFile(ctx, fileId);
  if (mediaType !== 'application/pdf') {
    const messageVi = 'Văn bản kết quả không phải PDF nên chưa ký số được. Xin trả lại để lưu thành PDF.';
    throw new Failure('conflict', 'signing.not_a_pdf', { messageVi });
  }
  return { bytes, blanks: [], shownAt: { kind: 'signature_block', page: -1, ...elsewhere } };
}

type Draft = NonNullable<DossierRow['folded']['draft']>;

function wordsOf({ row, definition }: FormFacts, draft: Draft) {
  const granted = draft.outcome === 'granted';
  const named = definition.results[0]?.name ?? '';
  const kind = granted && named !== '' && named.length <= 120 ? named : 'Thông báo';
  const about = row.shown.subject === '' ? row.shown.procedureName : row.shown.subject;
  const answers = answersInWords(definition, row.folded.answers);
  return {
    kind,
    abstract: granted ? about : `Về việc không đồng ý giải quyết: ${about}`,
    authority: '',
    basis: [],
    body: draft.summary,
    articles: [],
    facts: [
      { label: 'Người đề nghị', value: row.folded.applicant.name },
      { label: 'Mã hồ sơ', value: row.shown.code },
      ...(granted ? answers.map(({ label, value }) => ({ label, value })) : []),
    ],
    receivers: [`${row.folded.applicant.name};`, 'Lưu: VT, hồ sơ.'],
  };
}

function framesOf(ctx: Context, { row, office }: FormFacts) {
  const origin = findSite(ctx.memory)?.origin ?? '';
  return {
    office,
    number: '',
    signedOn: null,
    draftedAt: ctx.now,
    originalAt: originalAddressOf({ origin, code: row.shown.code, secret: row.secret }),
  };
}

/** Who signs for whom: a committee acts through its chairman, "TM."; the head of a department signs in his own right. */
function capacityOf({ office }: FormFacts, { name, title }: { name: string; title: string }) {
  const isCommittee = office.name.startsWith('Ủy ban nhân dân');
  return { capacity: isCommittee ? ['TM. Ủy ban nhân dân', title] : [title], name };
}
