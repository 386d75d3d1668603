import { Failure } from '@cuaso/kernel/errors.ts';
import { evaluate } from '@cuaso/kernel/expressions.ts';
import type { Definition, FormField, FormSection, Paper } from './definition.ts';
import type { PaperIn } from './events.ts';
import { feeLinesOf } from './fee-lines.ts';
import { schemaOf } from './question-schema.ts';

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
  const { answers, problems } = readAnswers(definition, raw, completeness);
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'cases.wrong_answers', { fields: problems });
  return answers;
}

/** Answers as far as they are right, what is wrong with the others by path, and the questions that apply. */
export type ReadAnswers = { answers: CheckedAnswers; problems: Record<string, string>; applicable: Set<string> };

/** Reads answers against the form without refusing: what is wrong stands among the problems. */
export function readAnswers(
  definition: Definition,
  raw: Record<string, unknown>,
  completeness: Completeness,
): ReadAnswers {
  const read: ReadAnswers = { answers: {}, problems: {}, applicable: new Set() };
  const known = new Set<string>();
  for (const section of definition.sections) {
    if (section.repeat === undefined) {
      readFields(section.fields, raw, { read, completeness, before: read.answers, at: 'answers' });
      for (const { key } of section.fields) known.add(key);
    } else {
      readItems(section, section.repeat, raw[section.key], { read, completeness });
      known.add(section.key);
    }
  }
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) read.problems[`answers.${key}`] = 'Biểu mẫu không có câu hỏi này. Hãy tải lại trang.';
  }
  return read;
}

type Reading = { read: ReadAnswers; completeness: Completeness };
type FieldReading = Reading & { before: CheckedAnswers; at: string };

/** Reads one group of questions into `before`, where later conditions look. */
function readFields(questions: readonly FormField[], raw: Record<string, unknown>, reading: FieldReading): void {
  const { read, completeness, before, at } = reading;
  for (const question of questions) {
    if (question.showWhen !== undefined && !evaluate(question.showWhen, before)) continue;
    read.applicable.add(question.key);
    const value = raw[question.key];
    if (isEmpty(question, value)) {
      if (question.required && completeness === 'complete') {
        read.problems[`${at}.${question.key}${question.type === 'address' ? '.line' : ''}`] = missing;
      }
      continue;
    }
    const parsed = schemaOf(question).safeParse(value);
    if (parsed.success) before[question.key] = parsed.data;
    else {
      const [issue] = parsed.error.issues;
      const inside = question.type === 'address' ? ['line', ...(issue?.path ?? [])].at(-1) : undefined;
      read.problems[[at, question.key, inside].filter(Boolean).join('.')] = issue?.message ?? missing;
    }
  }
}

/** Reads a repeated group: each item sees the answers before the group and its own. */
function readItems(
  section: FormSection,
  repeat: NonNullable<FormSection['repeat']>,
  raw: unknown,
  { read, completeness }: Reading,
): void {
  // An item that was added and never filled in is none; the others are told of by their place in the form.
  const items = (Array.isArray(raw) ? raw : [])
    .map((item: unknown, i) => ({ item, i }))
    .filter(
      (one): one is { item: Record<string, unknown>; i: number } => isRecord(one.item) && !isBlank(section, one.item),
    );
  const at = `answers.${section.key}`;
  if (items.length > repeat.max) read.problems[at] = `Nhiều nhất ${repeat.max} mục. Hãy bỏ bớt.`;
  if (items.length < repeat.min && completeness === 'complete') {
    read.problems[at] = `Cần ít nhất ${repeat.min} mục: ${repeat.item}.`;
  }
  const known = new Set(section.fields.map((question) => question.key));
  const checked = items.slice(0, repeat.max).map(({ item, i }) => {
    const before = { ...read.answers };
    readFields(section.fields, item, { read, completeness, before, at: `${at}.${i}` });
    for (const key of Object.keys(item)) {
      if (!known.has(key)) read.problems[`${at}.${i}.${key}`] = 'Biểu mẫu không có câu hỏi này. Hãy tải lại trang.';
    }
    return Object.fromEntries(Object.entries(before).filter(([key]) => known.has(key)));
  });
  if (section.fields.length > 0) read.applicable.add(section.key);
  if (checked.length > 0) read.answers[section.key] = checked;
}

function isBlank(section: FormSection, item: Record<string, unknown>): boolean {
  return section.fields.every((question) => isEmpty(question, item[question.key]));
}

function isEmpty(question: FormField, value: unknown): boolean {
  if (question.type === 'address' && isRecord(value)) return isNothing(value['line']) && isNothing(value['division']);
  return isNothing(value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** Which of these questions apply, to what was typed for them and the answers before them. */
export function applicableFields(
  questions: readonly FormField[],
  typed: Record<string, unknown>,
  before: CheckedAnswers,
): Set<string> {
  const read: ReadAnswers = { answers: {}, problems: {}, applicable: new Set() };
  readFields(questions, typed, { read, completeness: 'partial', before: { ...before }, at: '' });
  return read.applicable;
}
