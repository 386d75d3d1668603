import { getContext, setContext } from 'svelte';

/** What a refused form action gives back; see `lib/server/form-action.ts`. */
export type FormResult = {
  form?: string;
  values?: Record<string, string | string[]>;
  errors?: Record<string, string>;
  message?: string;
};

/** What the fields inside a `<Form>` read from it. */
export type FormState = {
  prefix: string;
  values: Record<string, string | string[]> | undefined;
  errors: Record<string, string>;
};

/** What one field shows: the typed value before the stored one, and its error. */
export type FieldState = { id: string; values: string[] | undefined; error: string | undefined };

const key = Symbol('form');
const none: FormState = { prefix: '', values: undefined, errors: {} };

/** Gives the fields inside a form their typed values and errors. */
export function provideFormState(read: () => FormState): void {
  setContext(key, read);
}

/** Takes the reader of the surrounding form; outside of any form it reads nothing. */
export function takeFormState(): () => FormState {
  return getContext<(() => FormState) | undefined>(key) ?? (() => none);
}

/** The state of one field by its name (`applicant.phone`, `papers[0].copies`, `kinds[]`). */
export function fieldStateOf(form: FormState, name: string, error?: string): FieldState {
  const typed = form.values?.[name];
  // A form that came back without this name had nothing ticked in it.
  const empty = form.values ? [] : undefined;
  return {
    id: fieldIdOf(form.prefix, name),
    values: typeof typed === 'string' ? [typed] : (typed ?? empty),
    error: error ?? form.errors[pathOf(name)],
  };
}

/** The id of a field, made of its name: the error summary links to it. */
export function fieldIdOf(prefix: string, name: string): string {
  return `${prefix}f-${pathOf(name).replaceAll('.', '-')}`;
}

/** A name as the operations write paths: `papers[0].copies` is `papers.0.copies`, `kinds[]` is `kinds`. */
export function pathOf(name: string): string {
  return name.replace(/\[\]$/, '').replace(/\[(\d+)\]/g, '.$1');
}
