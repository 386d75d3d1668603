import type { CheckedFile } from '@cuaso/systems/signing/check-file.ts';
import type { ShownDocument } from '@cuaso/systems/onestop/signed-shown.ts';
import { levelTitles } from '@cuaso/systems/signing/in-words.ts';
import { momentOf } from '../words/dossiers.ts';
import { adviceOf, roleTitles } from '../words/signing.ts';

/** What a check of a file answers. */
export type Checked = CheckedFile;
/** The signatures of a result as they were checked last. */
export type SignedDocument = ShownDocument;

type Fact = { term: string; text: string };

/** One signature as a card shows it: who, when, what is wrong and what to do, what came after. */
export type SignatureCard = {
  title: string;
  verdict: 'valid' | 'invalid' | 'in_doubt';
  facts: Fact[];
  reasons: { sentence: string; advice: string }[];
  added: readonly string[];
  /** For those who look closely. */
  technical: Fact[];
};

/** The card of a signature in a file that was checked just now. */
export function cardOfChecked(one: Checked['signatures'][number]): SignatureCard {
  return {
    title: one.signerName || 'Không đọc được người ký',
    verdict: one.verdict,
    facts: filled([
      { term: 'Cơ quan, tổ chức', text: one.organisation },
      ...timesOf(one),
      { term: 'Nơi cấp chứng thư', text: one.issuerName },
      { term: 'Mức chữ ký', text: one.levelTitle },
    ]),
    reasons: one.findings.map(({ reason, sentence }) => ({ sentence, advice: adviceOf(reason) })),
    added: one.added,
    technical: filled([
      { term: 'Số sê-ri chứng thư', text: one.serial },
      { term: 'Chứng thư có hiệu lực', text: periodOf(one.validFrom, one.validUntil) },
      { term: 'Thuật toán ký', text: one.algorithm },
      { term: 'Mức theo ETSI', text: one.level },
      { term: 'Chi tiết lý do', text: detailsOf(one.findings) },
    ]),
  };
}

/** The card of a signature on a result that the platform keeps. */
export function cardOfKept(one: SignedDocument['signatures'][number]): SignatureCard {
  return {
    title: one.signerName,
    verdict: one.verdict,
    facts: filled([
      { term: 'Ký với tư cách', text: one.signerTitle },
      { term: 'Loại', text: roleTitles[one.role] },
      ...timesOf(one),
      { term: 'Mức chữ ký', text: levelTitles[one.level] },
    ]),
    reasons: one.sentences.map((sentence) => ({ sentence, advice: '' })),
    added: [],
    technical: [],
  };
}

/** Whether a check says little because the file that a detached signature belongs to was not given. */
export function needsContent({ format, signatures }: Checked, given: 'with_content' | 'alone'): boolean {
  const reasons = signatures.flatMap(({ findings }) => findings.map(({ reason }) => reason));
  return format === 'cades' && given === 'alone' && reasons.includes('not_all_covered');
}

function detailsOf(findings: readonly { detail: string }[]): string {
  return [...new Set(findings.map(({ detail }) => detail).filter((detail) => detail !== ''))].join('; ');
}

function timesOf({ claimedAt, provenAt }: { claimedAt: string | null; provenAt: string | null }): Fact[] {
  return [
    { term: 'Ký lúc', text: claimedAt === null ? 'Không ghi' : `${momentOf(claimedAt)} (theo máy của người ký)` },
    { term: 'Dấu thời gian', text: provenAt === null ? 'Chưa có' : `Chứng minh đã ký trước ${momentOf(provenAt)}` },
  ];
}

function periodOf(from: string | null, until: string | null): string {
  return from === null || until === null ? '' : `${momentOf(from)} – ${momentOf(until)}`;
}

function filled(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ text }) => text !== '');
}
