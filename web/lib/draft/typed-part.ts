import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import type { Expression } from '@cuaso/kernel/expressions.ts';
import type { Fee, FormField } from '@cuaso/platform/cases/definition.ts';
import type { Draft } from '@cuaso/systems/procedures/draft-schema.ts';
import { conditionOf, type SimpleCondition } from './condition.ts';
import type { Part } from './parts.ts';

type Tree = Record<string, unknown>;
type Definition = Draft['definition'];

/** The draft with one part as it was typed; what the form does not show stays as it was. Checked when it is saved. */
export function withPart(part: Part, draft: Draft, typed: Tree): Draft {
  const { definition } = draft;
  const questions = definition.sections.flatMap((section) => section.fields);
  switch (part) {
    case 'chung':
      return {
        ...draft,
        ...generalOf(typed),
        definition: { ...definition, afterSupplement: typed['afterSupplement'] },
      } as Draft;
    case 'to-khai': {
      const sections = listOf(typed['sections']);
      // What a condition compares with depends on the question's type as it is typed now.
      const asked = sections.flatMap((section) => listOf(section['fields'])) as unknown as FormField[];
      return withLists(draft, { sections: sections.map((one, i) => sectionOf(one, definition, i, asked)) });
    }
    case 'giay-to':
      return withLists(draft, {
        papers: listOf(typed['papers']).map((one, i) => paperOf(one, definition, i, questions)),
      });
    case 'cach-nop':
      return withLists(draft, {
        channels: listOf(typed['channels']).map((one, i) => channelOf(one, definition, i, questions)),
      });
    case 'cac-buoc':
      return withLists(draft, { steps: listOf(typed['steps']).map(stepOf) });
    case 'ket-qua':
      return withLists(draft, { results: listOf(typed['results']).map((one) => pick(one, ['name', 'code'])) });
  }
}

function withLists(draft: Draft, lists: Tree): Draft {
  return { ...draft, definition: { ...draft.definition, ...lists } as Definition };
}

function generalOf(typed: Tree): Tree {
  const { name, fieldCode, levels = [], agencyId = null, onlineLevel, confidentiality } = typed;
  const texts = { audience: typed['audience'] ?? '', legalBasis: typed['legalBasis'] ?? '', note: typed['note'] ?? '' };
  return {
    name: name ?? '',
    fieldCode: fieldCode ?? '',
    levels,
    agencyId,
    onlineLevel: numberOf(onlineLevel),
    confidentiality,
    ...texts,
  };
}

function sectionOf(typed: Tree, definition: Definition, i: number, questions: FormField[]): Tree {
  const before = definition.sections[i]?.fields ?? [];
  const fields = listOf(typed['fields']).map((one, j) => fieldOf(one, before[j], questions));
  return present({ key: typed['key'], title: typed['title'] ?? '', repeat: repeatOf(typed['repeat']), fields });
}

/** A group is repeated when it says what one item is called. */
function repeatOf(typed: unknown): Tree | undefined {
  const { item, min, max } = (typed ?? {}) as Tree;
  return item === undefined ? undefined : { item, min: numberOf(min) ?? 0, max: numberOf(max) ?? 10 };
}

function fieldOf(typed: Tree, before: FormField | undefined, questions: FormField[]): Tree {
  const asks = typed['type'] === 'choice' || typed['type'] === 'choices';
  return present({
    ...pick(typed, ['key', 'type', 'help', 'knownFrom']),
    label: typed['label'] ?? '',
    required: typed['required'] === 'true',
    options: asks ? optionsOf(typed['options']) : undefined,
    showWhen: whenOf(typed, before?.showWhen, questions),
    maxLength: numberOf(typed['maxLength']),
    min: numberOf(typed['min']),
    max: numberOf(typed['max']),
  });
}

function paperOf(typed: Tree, definition: Definition, i: number, questions: FormField[]): Tree {
  return present({
    ...pick(typed, ['key', 'group']),
    name: typed['name'] ?? '',
    originals: numberOf(typed['originals']) ?? 0,
    copies: numberOf(typed['copies']) ?? 0,
    required: typed['required'] === 'true',
    showWhen: whenOf(typed, definition.papers[i]?.showWhen, questions),
  });
}

function channelOf(typed: Tree, definition: Definition, i: number, questions: FormField[]): Tree {
  const limit = (typed['limit'] ?? {}) as Tree;
  const before = definition.channels[i]?.fees ?? [];
  const fees = listOf(typed['fees']).map((fee, j) =>
    present({
      ...pick(fee, ['key', 'kind', 'due']),
      name: fee['name'] ?? '',
      amountVnd: numberOf(fee['amountVnd']) ?? 0,
      appliesWhen: whenOf(fee, before[j]?.appliesWhen, questions),
      exemption: exemptionOf(fee, before[j], questions),
    }),
  );
  return { channel: typed['channel'], limit: { unit: limit['unit'], amount: numberOf(limit['amount']) ?? 0 }, fees };
}

/** Whom the fee is not asked of, with the reason that stands on the receipt; without a condition it is asked of everybody. */
function exemptionOf(typed: Tree, before: Fee | undefined, questions: FormField[]): Tree | undefined {
  const exempt = (typed['exemption'] ?? {}) as Tree;
  const when = whenOf(exempt, before?.exemption?.when, questions);
  return when === undefined ? undefined : { when, reason: exempt['reason'] ?? '' };
}

function stepOf(typed: Tree): Tree {
  const hours = numberOf(typed['budgetHours']) ?? 0;
  return {
    ...pick(typed, ['key', 'kind', 'place']),
    title: typed['title'] ?? '',
    budgetMinutes: Math.round(Number(hours) * 60),
  };
}

/** A condition that the form could not show comes back as "keep"; otherwise it is what the three fields say. */
function whenOf(typed: Tree, before: Expression | undefined, questions: FormField[]): Expression | undefined {
  const when = (typed['when'] ?? {}) as Partial<SimpleCondition> & { keep?: string };
  return when.keep === 'true' ? before : conditionOf(when, questions);
}

/** One choice a line: `ma: Nhãn`, or the label alone, whose code is then made of its letters. */
function optionsOf(text: unknown): Tree[] {
  const lines = String(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line) => {
    const [, value, label] = /^([a-z][a-z0-9_]{0,59})\s*:\s*(.+)$/.exec(line) ?? [];
    return value && label ? { value, label } : { value: codeOf(line), label: line };
  });
}

function codeOf(label: string): string {
  const letters = withoutDiacritics(label)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return letters.slice(0, 60) || 'lua_chon';
}

function numberOf(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed;
  const text = typed.trim();
  if (/^-?\d{1,3}(\.\d{3})+$/.test(text)) return Number(text.replaceAll('.', ''));
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : typed;
}

function listOf(typed: unknown): Tree[] {
  return Array.isArray(typed) ? typed.filter((one): one is Tree => typeof one === 'object' && one !== null) : [];
}

function pick(tree: Tree, names: readonly string[]): Tree {
  return present(Object.fromEntries(names.map((name) => [name, tree[name]])));
}

function present(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== undefined));
}
