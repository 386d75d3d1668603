import { Failure } from '@cuaso/kernel/errors.ts';
import { evaluate } from '@cuaso/kernel/expressions.ts';
import * as fields from '@cuaso/kernel/fields.ts';
import { z } from 'zod';
import type { Definition, FormField, Paper } from './definition.ts';
import type { PaperIn } from './events.ts';
import { feeLinesOf } from './fee-lines.ts';

/** Checked answers by question key; a question that does not apply has none. */
export type CheckedAnswers = Record<string, unknown>;

/** Whether every required answer must be there (filing) or only those given must be right (drafts, the counter). */
export type Completeness = 'complete' | 'partial';

const missing = 'Chưa nhập. Hãy điền mục này.';

/** Checks answers against the form: types, choices, conditions, nothing unknown; a Failure names each wrong field. */
export function checkAnswers(
  definition: Definition,
  raw: Record<string, unknown>,
  completeness: Completeness,
): CheckedAnswers {
  const questions = definition.sections.flatMap((section) => section.fields);
  const problems: Record<string, string> = {};
  const answers: CheckedAnswers = {};
  for (const question of questions) {
    if (question.showWhen !== undefined && !evaluate(question.showWhen, answers)) continue;
    const value = raw[question.key];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
      if (question.required && completeness === 'complete') problems[`answers.${question.key}`] = missing;
      continue;
    }
    const parsed = schemaOf(question).safeParse(value);
    if (parsed.success) answers[question.key] = parsed.data;
    else problems[`answers.${question.key}`] = parsed.error.issues[0]?.message ?? missing;
  }
  const known = new Set(questions.map((question) => question.key));
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) problems[`answers.${key}`] = 'Biểu mẫu không có câu hỏi này. Hãy tải lại trang.';
  }
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'cases.wrong_answers', { fields: problems });
  return answers;
}

/** The papers that these answers ask for. */
export function papersAskedBy(definition: Definition, answers: CheckedAnswers): Paper[] {
  return definition.papers.filter((paper) => paper.showWhen === undefined || evaluate(paper.showWhen, answers));
}

/** Checks the papers handed in: known, and each required one there on paper or as a file. */
export function checkPapers(definition: Definition, answers: CheckedAnswers, handedIn: readonly PaperIn[]): PaperIn[] {
  const asked = papersAskedBy(definition, answers);
  const problems: Record<string, string> = {};
  for (const paper of handedIn) {
    if (!definition.papers.some((one) => one.key === paper.key))
      problems[`papers.${paper.key}`] = 'Thủ tục không có giấy tờ này.';
  }
  for (const paper of asked) {
    const got = handedIn.find((one) => one.key === paper.key);
    const count = (got?.originals ?? 0) + (got?.copies ?? 0) + (got?.fileIds.length ?? 0);
    // Papers in groups are alternatives by case: the officer judges which apply.
    if (paper.required && paper.group === undefined && count === 0) {
      problems[`papers.${paper.key}`] = `Còn thiếu: ${paper.name.slice(0, 200)}.`;
    }
  }
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'cases.papers_missing', { fields: problems });
  return handedIn.filter((paper) => paper.originals + paper.copies + paper.fileIds.length > 0);
}

/** The fees that a channel and these answers ask for, in đồng. */
export function feeVndOf(definition: Definition, channel: string, answers: CheckedAnswers): number {
  return feeLinesOf(definition, channel, answers).reduce((sum, line) => sum + line.amountVnd, 0);
}

function schemaOf(question: FormField): z.ZodType {
  const max = question.maxLength;
  switch (question.type) {
    case 'text':
      return fields.shortText(max ?? 300);
    case 'long_text':
      return fields.longText(max ?? 4000);
    case 'number':
    case 'money':
      return numberOf(question);
    case 'date':
      return fields.plainDate;
    case 'choice':
      return choiceOf(question);
    case 'choices':
      return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(choiceOf(question)).max(200));
    case 'yes_no':
      return z.preprocess((value) => (value === 'true' || value === 'false' ? value === 'true' : value), z.boolean());
    case 'person_name':
      return fields.personName;
    case 'personal_number':
      return fields.personalNumber;
    case 'tax_number':
      return fields.taxNumber;
    case 'phone':
      return fields.phone;
    case 'email':
      return fields.email;
    case 'division':
      return z.string().regex(/^\d{2,5}$/, 'Chọn một đơn vị hành chính trong danh sách.');
  }
}

function numberOf(question: FormField): z.ZodType {
  let number = question.type === 'money' ? z.int() : z.number();
  number = number.min(question.min ?? (question.type === 'money' ? 0 : -1e12)).max(question.max ?? 1e15);
  return z.preprocess(
    (value) =>
      typeof value === 'string' && /^[\d.\s]+(,\d+)?$/.test(value)
        ? Number(value.replace(/[.\s]/g, '').replace(',', '.'))
        : value,
    number,
  );
}

function choiceOf(question: FormField): z.ZodType {
  const values = (question.options ?? []).map((option) => option.value);
  return z.string().refine((value) => values.includes(value), 'Chọn một giá trị trong danh sách.');
}
