/** A change of structure as a button names it: `add:sections`, `remove:sections.0`, `up:steps.2`, `down:steps.1`. */
export type Task = { verb: 'add' | 'remove' | 'up' | 'down'; path: string[] };

type Item = Record<string, unknown>;

const newItems: Readonly<Record<string, (keys: ReadonlySet<string>) => Item>> = {
  sections: (keys) => ({ key: freeKey('phan', keys), title: 'Phần mới', fields: [newItem('fields', keys)] }),
  fields: (keys) => ({ key: freeKey('cau_hoi', keys), label: 'Câu hỏi mới', type: 'text', required: false }),
  papers: (keys) => ({ key: freeKey('giay_to', keys), name: 'Giấy tờ mới', originals: 1, copies: 0, required: true }),
  channels: () => ({ channel: 'online', limit: { unit: 'working_day', amount: 1 }, fees: [] }),
  fees: (keys) => ({ key: freeKey('phi', keys), name: 'Lệ phí', kind: 'fee', amountVnd: 0 }),
  steps: (keys) => ({
    key: freeKey('buoc', keys),
    title: 'Bước mới',
    kind: 'review',
    place: 'division',
    budgetMinutes: 0,
  }),
  results: () => ({ name: 'Kết quả mới' }),
};

/** Reads the change that the pressed button names; nothing for a plain save. */
export function taskOf(text: unknown): Task | undefined {
  const found = typeof text === 'string' ? /^(add|remove|up|down):([a-z]+(?:\.\w+)*)$/.exec(text) : null;
  return found ? { verb: found[1] as Task['verb'], path: (found[2] ?? '').split('.') } : undefined;
}

/** The tree with one list changed; what does not exist is left alone. */
export function editList<T extends object>(tree: T, { verb, path }: Task): T {
  const copy = structuredClone(tree);
  const index = verb === 'add' ? -1 : Number(path.at(-1));
  const steps = verb === 'add' ? path : path.slice(0, -1);
  const list = steps.reduce<unknown>((node, step) => (node as Item | undefined)?.[step], copy);
  if (!Array.isArray(list)) return copy;
  const items = list as Item[];
  if (verb === 'add') items.push(newItem(steps.at(-1) ?? '', keysIn(copy, steps)));
  else if (verb === 'remove') items.splice(index, 1);
  else swap(items, index, verb === 'up' ? index - 1 : index + 1);
  return copy;
}

function newItem(list: string, keys: ReadonlySet<string>): Item {
  return newItems[list]?.(keys) ?? {};
}

/** Keys of questions are unique in the whole form, all others in their own list; a new part brings a question along. */
function keysIn(tree: object, steps: readonly string[]): Set<string> {
  const own = steps.reduce<unknown>((node, step) => (node as Item)[step], tree) as Item[];
  const sections = (tree as { sections?: { fields: Item[] }[] }).sections ?? [];
  const isForm = steps[0] === 'sections';
  const questions = isForm ? sections.flatMap((section) => section.fields) : [];
  return new Set([...own, ...questions].map((item) => String(item['key'])));
}

function swap(items: Item[], a: number, b: number): void {
  const [one, other] = [items[a], items[b]];
  if (one === undefined || other === undefined) return;
  items[a] = other;
  items[b] = one;
}

function freeKey(word: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`${word}_${number}`)) return `${word}_${number}`;
}
