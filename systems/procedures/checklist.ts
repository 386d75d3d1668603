import { evaluate, type Expression, fieldsOf } from '@cuaso/kernel/expressions.ts';
import type { Channel, Definition, FormField, Paper } from '@cuaso/platform/cases/definition.ts';

/** A question of the checklist: of the form itself, a bound that decides, or which of the named cases is one's own. */
export type Question = {
  key: string;
  label: string;
  help: string;
  kind: 'one' | 'several';
  options: { value: string; label: string }[];
  /** The answers under which the form asks it. */
  showWhen: Expression | undefined;
};

/** What was answered, by the key of the question: the values of its options. */
export type Situation = Readonly<Record<string, readonly string[]>>;

/** Whether something is for this person: it is, it is not, or it depends on what is not answered yet. */
export type Applies = 'yes' | 'no' | 'open';

const casesKey = 'cases';
const yesNo = [
  { value: 'true', label: 'Có' },
  { value: 'false', label: 'Không' },
];

/** The few questions that decide which papers and fees apply: those that a condition looks at, with those before them. */
export function questionsOf(definition: Definition): Question[] {
  const conditions = [
    ...definition.papers.map((paper) => paper.showWhen),
    ...definition.channels.flatMap((channel) => channel.fees.map((fee) => fee.appliesWhen)),
  ].flatMap((one) => one ?? []);
  const fields = definition.sections.flatMap((section) => section.fields);
  const wanted = new Set(conditions.flatMap(fieldsOf));
  // A question that is itself asked only under a condition brings the question that decides it.
  for (const field of fields.toReversed()) {
    if (wanted.has(field.key) && field.showWhen) for (const other of fieldsOf(field.showWhen)) wanted.add(other);
  }
  const all = [...conditions, ...fields.flatMap((field) => (wanted.has(field.key) ? (field.showWhen ?? []) : []))];
  const asked = fields.filter((field) => wanted.has(field.key)).flatMap((field) => questionOf(field, all) ?? []);
  const cases = casesOf(definition);
  if (cases.length < 2) return asked;
  const options = cases.map((label, index) => ({ value: `case_${index + 1}`, label }));
  const label = 'Trường hợp nào đúng với ông/bà?';
  const help = 'Chọn một hoặc nhiều trường hợp.';
  return [...asked, { key: casesKey, label, help, kind: 'several', options, showWhen: undefined }];
}

/** Papers, fees and time for a situation. What depends on an unanswered question stays open. */
export function checklistOf(definition: Definition, situation: Situation) {
  const questions = questionsOf(definition);
  const answers = answersOf(definition, questions, situation);
  const chosen = situation[casesKey] ?? [];
  const cases = casesOf(definition);
  const papers = definition.papers.map((paper) => ({
    paper,
    applies: paperApplies(paper, { answers, chosen, cases }),
  }));
  const channels = definition.channels.map((channel) => ({ channel, fees: feesOf(channel, answers) }));
  const shown = questions.filter((one) => appliesIn(one.showWhen, answers) === 'yes');
  return {
    questions: shown,
    papers,
    channels,
    unanswered: shown.filter((one) => situation[one.key] === undefined).length,
  };
}

/** Answers as a condition sees them: `undefined` for a question that is not answered, `null` for one that is not asked. */
type Known = ReadonlyMap<string, unknown>;

function answersOf(definition: Definition, questions: readonly Question[], situation: Situation): Known {
  const known = new Map<string, unknown>();
  const byKey = new Map(questions.map((one) => [one.key, one]));
  for (const field of definition.sections.flatMap((section) => section.fields)) {
    const question = byKey.get(field.key);
    if (question === undefined) continue;
    if (appliesIn(field.showWhen, known) === 'no') known.set(field.key, null);
    else {
      const given = (situation[field.key] ?? []).filter((value) => question.options.some((one) => one.value === value));
      if (given.length > 0) known.set(field.key, valueOf(field, given));
    }
  }
  return known;
}

function valueOf(field: FormField, given: readonly string[]): unknown {
  if (field.type === 'choices') return given;
  if (field.type === 'yes_no') return given[0] === 'true';
  return field.type === 'number' || field.type === 'money' ? Number(given[0]) : given[0];
}

function appliesIn(condition: Expression | undefined, known: Known): Applies {
  if (condition === undefined) return 'yes';
  switch (condition.op) {
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => appliesIn(part, known));
      const decides = condition.op === 'and' ? 'no' : 'yes';
      if (parts.includes(decides)) return decides;
      return parts.includes('open') ? 'open' : (parts[0] ?? 'yes');
    }
    case 'not': {
      const part = appliesIn(condition.of, known);
      return part === 'open' ? 'open' : part === 'yes' ? 'no' : 'yes';
    }
    default:
      if (!known.has(condition.field)) return 'open';
      return evaluate(condition, { [condition.field]: known.get(condition.field) }) ? 'yes' : 'no';
  }
}

type Place = { answers: Known; chosen: readonly string[]; cases: readonly string[] };

function paperApplies(paper: Paper, { answers, chosen, cases }: Place): Applies {
  const place = paper.group === undefined ? -1 : cases.indexOf(paper.group);
  if (place === -1 || cases.length < 2) return appliesIn(paper.showWhen, answers);
  if (chosen.length === 0) return 'open';
  return chosen.includes(`case_${place + 1}`) ? appliesIn(paper.showWhen, answers) : 'no';
}

function feesOf(channel: Channel, answers: Known) {
  return channel.fees.map((fee) => ({ fee, applies: appliesIn(fee.appliesWhen, answers) }));
}

/** Groups of papers that are cases and not mere headings: they say so, and none of their papers is needed by everybody. */
function casesOf(definition: Definition): string[] {
  const groups = Map.groupBy(
    definition.papers.filter((paper) => paper.group !== undefined),
    (paper) => paper.group ?? '',
  );
  return [...groups].flatMap(([name, papers]) =>
    /trường hợp/i.test(name.normalize('NFC')) && papers.every((paper) => !paper.required) ? [name] : [],
  );
}

function questionOf(field: FormField, conditions: readonly Expression[]): Question | undefined {
  const base = { key: field.key, label: field.label, help: field.help ?? '', showWhen: field.showWhen };
  if (field.type === 'yes_no') return { ...base, kind: 'one', options: yesNo };
  if (field.type === 'choice' || field.type === 'choices') {
    return { ...base, kind: field.type === 'choice' ? 'one' : 'several', options: field.options ?? [] };
  }
  if (field.type !== 'number' && field.type !== 'money') return undefined;
  const options = rangesOf(boundsOf(field.key, conditions));
  return options.length < 2 ? undefined : { ...base, kind: 'one', options };
}

type Bound = { at: number; isLast: boolean };

/** Where the answer of a condition changes with a number: from `at` on, or after it. */
function boundsOf(key: string, conditions: readonly Expression[]): Bound[] {
  const found = new Map<string, Bound>();
  const visit = (one: Expression): void => {
    if (one.op === 'and' || one.op === 'or') return one.of.forEach(visit);
    if (one.op === 'not') return visit(one.of);
    if (one.op !== 'at_least' && one.op !== 'at_most') return;
    if (one.field === key && typeof one.value === 'number') {
      found.set(`${one.op} ${one.value}`, { at: one.value, isLast: one.op === 'at_most' });
    }
  };
  for (const condition of conditions) visit(condition);
  return [...found.values()].toSorted((a, b) => a.at - b.at || Number(a.isLast) - Number(b.isLast));
}

/** The stretches between the bounds, each standing for all its numbers by one of them: nobody has to tell the number. */
function rangesOf(bounds: readonly Bound[]): Question['options'] {
  return [undefined, ...bounds].map((from, index) => {
    const to = bounds[index];
    if (from !== undefined) return { value: String(from.isLast ? from.at + 1 : from.at), label: rangeText(from, to) };
    const below = to?.isLast ? to.at : (to?.at ?? 0) - 1;
    return {
      value: String(below),
      label: below === 0 ? 'Không có' : `${to?.isLast ? 'Đến' : 'Dưới'} ${said(to?.at ?? 0)}`,
    };
  });
}

function rangeText(from: Bound, to: Bound | undefined): string {
  const low = `${from.isLast ? 'Trên' : 'Từ'} ${said(from.at)}`;
  return to === undefined
    ? from.isLast
      ? low
      : `${low} trở lên`
    : `${low} ${to.isLast ? 'đến' : 'đến dưới'} ${said(to.at)}`;
}

function said(value: number): string {
  return value.toLocaleString('vi-VN');
}
