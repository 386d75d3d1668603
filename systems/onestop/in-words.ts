import { formatDate, formatVnd } from '@cuaso/kernel/vietnamese.ts';
import { stepOf } from '@cuaso/platform/cases/actions.ts';
import type { Definition, FormField } from '@cuaso/platform/cases/definition.ts';
import type { Applicant, PaperIn } from '@cuaso/platform/cases/events.ts';
import { authorityPaperKey, type Submitter } from '@cuaso/platform/cases/on-behalf.ts';
import type { DossierState } from '@cuaso/platform/cases/state.ts';
import type { z } from 'zod';
import type { answerShownSchema, paperShownSchema, stepShownSchema } from './dossier-schema.ts';

/** Questions and answers as the applicant read them, in the pinned version's words. */
export function answersInWords(
  definition: Definition,
  answers: Record<string, unknown>,
): z.infer<typeof answerShownSchema>[] {
  return definition.sections.flatMap((section) => {
    if (section.repeat === undefined) return linesOf(section.title, section.fields, answers);
    const { item } = section.repeat;
    const items = (answers[section.key] ?? []) as Record<string, unknown>[];
    return items.flatMap((one, i) => linesOf(`${section.title}: ${item} ${i + 1}`, section.fields, one));
  });
}

function linesOf(
  section: string,
  fields: readonly FormField[],
  answers: Record<string, unknown>,
): z.infer<typeof answerShownSchema>[] {
  return fields
    .filter((field) => answers[field.key] !== undefined)
    .map((field) => ({ section, label: field.label, value: valueInWords(field, answers[field.key]) }));
}

/** The papers of the procedure with what was handed in. */
export function papersInWords(definition: Definition, papers: readonly PaperIn[]): z.infer<typeof paperShownSchema>[] {
  return papers.map((paper) => ({
    key: paper.key,
    name:
      definition.papers.find((one) => one.key === paper.key)?.name ??
      (paper.key === authorityPaperKey ? 'Giấy tờ chứng minh được nộp thay' : paper.key),
    originals: paper.originals,
    copies: paper.copies,
    files: paper.fileIds.length,
  }));
}

/** Whose dossier it is and who filed it, as the pages show them. */
export function partiesOf(state: DossierState): {
  applicant: Applicant;
  submitter: Submitter | null;
  receiveBy: 'counter' | 'online' | 'post' | null;
} {
  return { applicant: state.applicant, submitter: state.submitter ?? null, receiveBy: state.receiveBy ?? null };
}

/** The steps as a progress line. */
export function stepsInWords(definition: Definition, state: DossierState): z.infer<typeof stepShownSchema>[] {
  const step = stepOf(state, definition);
  const now = step === undefined ? -1 : definition.steps.indexOf(step);
  const over = state.closedAs === 'returned';
  return definition.steps.map(({ key, title, budgetMinutes }, i) => ({
    key,
    title,
    budgetMinutes,
    progress: over || i < now ? 'done' : i === now && state.state !== 'closed' ? 'now' : 'to_come',
  }));
}

function valueInWords(field: FormField, value: unknown): string {
  const label = (one: unknown) => field.options?.find((option) => option.value === one)?.label ?? String(one);
  if (Array.isArray(value)) return value.map(label).join('; ');
  switch (field.type) {
    case 'yes_no':
      return value === true ? 'Có' : 'Không';
    case 'date':
      return formatDate(String(value));
    case 'money':
      return formatVnd(Number(value));
    case 'address': {
      const { text, line } = value as { text?: string; line: string };
      return text ?? line;
    }
    default:
      return label(value);
  }
}
