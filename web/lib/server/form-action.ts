import { type Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { type ActionFailure, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { coerce } from './coerce.ts';
import { statusOfKind, textOf } from './failure-texts.ts';
import { type FormValues, inputOf, valuesOf } from './form-data.ts';
import type { InputOf, OutputOf, Runnable } from './platform.ts';

/** What a page gets back when its form was refused: typed values kept, errors by field name, one sentence above. */
export type Refusal = { form: string; values: FormValues; errors: Record<string, string>; message: string };

/** How one form maps to its operation. */
export type FormActionOptions<O extends Runnable, D extends Done = Done> = {
  /** Name of the form on a page with several of them; the same as `<Form name>`. */
  form?: string;
  /** Changes the input before the run: adds what the address says, stores files. */
  prepare?: (input: Record<string, unknown>, event: RequestEvent, form: FormData) => unknown;
  /** Where to go afterwards (a path: 303), or what to give to the page. */
  done?: (output: OutputOf<O>, event: RequestEvent) => D | Promise<D>;
};

type Done = string | Record<string, unknown> | undefined;

/** Makes a form action out of an operation: `actions = { nop: formAction(submitDossier, { done: … }) }`. */
export function formAction<O extends Runnable, D extends Done = undefined>(
  operation: O,
  options: FormActionOptions<O, D> = {},
): (event: RequestEvent) => Promise<ActionFailure<Refusal> | Exclude<D, string> | undefined> {
  return async (event) => {
    const form = await event.request.formData();
    let next: D | undefined;
    try {
      const raw = coerce(operation.input, inputOf(form));
      const input = options.prepare ? await options.prepare(raw, event, form) : raw;
      const output = await event.locals.run(operation, input as InputOf<O>, keyOf(form));
      next = await options.done?.(output, event);
    } catch (thrown) {
      return refuse(thrown, event, form, options.form);
    }
    if (typeof next === 'string') redirect(303, next);
    return next as Exclude<D, string> | undefined;
  };
}

/** Maps what was thrown to the page; what is no refusal is a bug and goes on to the error page with its reference. */
export function refuse(thrown: unknown, event: RequestEvent, form: FormData, name = ''): ActionFailure<Refusal> {
  if (!isFailure(thrown)) throw thrown;
  if (thrown.kind === 'signed_out') redirect(303, signInPath(event.url));
  const refusal = { form: name, values: valuesOf(form), errors: fieldErrorsOf(thrown), message: textOf(thrown) };
  return fail(statusOfKind[thrown.kind], refusal);
}

/** The sign-in page with the way back to where the person was. */
export function signInPath(url: URL): string {
  const back = url.pathname + url.search.replace(/^\?\/[^&]*&?/, '');
  return `/dang-nhap?tiep=${encodeURIComponent(back)}`;
}

/** A path of this site to go back to, or the given one: never another site's address. */
export function localPath(wanted: unknown, otherwise: string): string {
  return typeof wanted === 'string' && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(wanted) ? wanted : otherwise;
}

function keyOf(form: FormData): { idempotencyKey?: string } {
  const key = form.get('idempotency_key');
  return typeof key === 'string' && /^[\w-]{8,80}$/.test(key) ? { idempotencyKey: key } : {};
}

function fieldErrorsOf(failure: Failure): Record<string, string> {
  const fields = failure.details['fields'];
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([path, text]) => [path, String(text)]));
}
