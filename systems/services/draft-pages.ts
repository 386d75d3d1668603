import { papersAskedBy, readAnswers } from '@cuaso/platform/cases/answers.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import { type Relation, withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';

/** A page of filing: who files, one group of questions, the papers, how to be reached, the summary. */
export type DraftPage = { key: string; title: string; kind: 'behalf' | 'questions' | 'papers' | 'contact' | 'summary' };

/** The keys of the pages that every filing has; those of questions have no hyphen. */
export const pageKeys = { behalf: 'nguoi-nop', papers: 'giay-to', contact: 'lien-he', summary: 'xem-lai' } as const;

/** The pages that these answers lead through, in order; groups and papers that do not apply are left out. */
export function pagesOf(
  definition: Definition,
  answers: Record<string, unknown>,
  relation: Relation | undefined,
): DraftPage[] {
  const read = readAnswers(definition, answers, 'partial');
  const groups = definition.sections.filter(
    (section) => section.repeat !== undefined || section.fields.some((field) => read.applicable.has(field.key)),
  );
  const asked = papersAskedBy(withAuthorityPaper(definition, relation), read.answers);
  return [
    { key: pageKeys.behalf, title: 'Nộp cho ai', kind: 'behalf' },
    ...groups.map(({ key, title }) => ({ key, title, kind: 'questions' as const })),
    ...(asked.length > 0 ? [{ key: pageKeys.papers, title: 'Giấy tờ', kind: 'papers' as const }] : []),
    { key: pageKeys.contact, title: 'Liên hệ và nhận kết quả', kind: 'contact' },
    { key: pageKeys.summary, title: 'Xem lại và gửi', kind: 'summary' },
  ];
}

/** The page where what stands at a path of the filing is mended. */
export function pageOfProblem(definition: Definition, path: string): string {
  const [part, key] = path.split('.');
  if (part === 'behalf') return pageKeys.behalf;
  if (part === 'papers') return pageKeys.papers;
  if (part !== 'answers') return pageKeys.contact;
  const holds = definition.sections.find(
    (section) => section.key === key || section.fields.some((field) => field.key === key),
  );
  return holds?.key ?? pageKeys.summary;
}
