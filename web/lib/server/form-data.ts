import { parseTypedDate } from '../typed-date.ts';

/** What was typed, by field name, to be shown again. Passwords, PINs and files are never among it. */
export type FormValues = Record<string, string | string[]>;

type Tree = { [key: string]: unknown };

/** Names that belong to the form itself and not to the operation. */
const ownNames = new Set(['idempotency_key', 'form']);

/** Names whose values are never shown again. */
const secretNames = /password|mat_khau|secret|^(pin|otp)$/i;

/** Largest array index that a form may name; stops `a[999999999]`. */
const maximumIndex = 999;

/**
 * Turns form fields into the nested input of an operation: `a.b` is an object, `a[]` a list (always, even with one
 * value), `a[0].b` a list of objects. An empty text becomes *absent*, so that optional fields stay optional. What a
 * `<DateInput>` sent as 5/3/2020 becomes 2020-03-05.
 */
export function inputOf(form: FormData): Tree {
  const root: Tree = Object.create(null) as Tree;
  const dates = new Set(form.getAll('_date'));
  for (const name of new Set(form.keys())) {
    if (ownNames.has(name) || name.startsWith('_')) continue;
    const values = form
      .getAll(name)
      .filter(isFilled)
      .map((value) => (dates.has(name) ? dateOf(value) : value));
    const steps = stepsOf(name.endsWith('[]') ? name.slice(0, -2) : name);
    if (!steps) continue;
    if (name.endsWith('[]')) place(root, steps, values);
    else if (values.length > 0) place(root, steps, values.at(-1));
  }
  return root;
}

/** The typed texts of a form, kept for showing it again after a refusal. */
export function valuesOf(form: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(form.keys())) {
    if (ownNames.has(name) || secretNames.test(name)) continue;
    const texts = form.getAll(name).filter((value) => typeof value === 'string');
    const last = texts.at(-1);
    if (name.endsWith('[]')) values[name] = texts;
    else if (last !== undefined) values[name] = last;
  }
  return values;
}

function isFilled(value: FormDataEntryValue): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value.size > 0 || value.name !== '';
}

/** A text that is no date stays as typed, so that the schema refuses it with its own sentence. */
function dateOf(value: FormDataEntryValue): FormDataEntryValue {
  return typeof value === 'string' ? (parseTypedDate(value) ?? value) : value;
}

function stepsOf(name: string): (string | number)[] | undefined {
  const steps = name
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const bad = steps.some(
    (step) => step === '' || step === '__proto__' || (typeof step === 'number' && step > maximumIndex),
  );
  return bad ? undefined : steps;
}

function place(root: Tree, steps: (string | number)[], value: unknown): void {
  let here: Tree | unknown[] = root;
  steps.forEach((step, position) => {
    const last = position === steps.length - 1;
    const box = here as Tree;
    if (last) box[step] = value;
    else {
      const next = typeof steps[position + 1] === 'number' ? [] : (Object.create(null) as Tree);
      if (typeof box[step] !== 'object' || box[step] === null) box[step] = next;
      here = box[step] as Tree | unknown[];
    }
  });
}
