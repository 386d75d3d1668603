import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { failureOf, statusOfKind, textOf, type FailureShape } from './failure-texts.ts';
import { inputOf, valuesOf, type FormValues } from './form-data.ts';
import type { Operation } from './platform.ts';
import { coerce } from './coerce.ts';

/** What a page gets back when its form was refused: typed values kept, errors by field name, one sentence above. */
export type Refusal = { form: string; values: FormValues; errors: Record<string, string>; message: string };

/** How one form maps to its operation. */
export type FormActionOptions<Output> = {
  /** Name of the form on a page with several of them; the same as `<Form name>`. */
  form?: string;
  /** Changes the input before the run: adds what the URL says, parses dates, stores files. */
  prepare?: (input: Record<string, unknown>, form: FormData, event: RequestEvent) => unknown;
  /** Where to go afterwards (303), or what to return to the page. Nothing returned leaves the person on the page. */
  done?: (output: Output, event: RequestEvent) => string | Record<string, unknown> | void | Promise<void>;
};

/** Makes a SvelteKit form action out of an operation: `actions = { submit: formAction(receiveDossier, { done: … }) }`. */
export function formAction<Input, Output>(
  operation: Operation<Input, Output>,
  options: FormActionOptions<Output> = {},
): (event: RequestEvent) => Promise<ActionFailure<Refusal> | Record<string, unknown> | void> {
  return async (event) => {
    const form = await event.request.formData();
    let next: string | Record<string, unknown> | void;
    try {
      const raw = coerce(operation.input, inputOf(form));
      const input = options.prepare ? await options.prepare(raw, form, event) : raw;
      const key = form.get('idempotency_key');
      const output = await event.locals.run(operation, input, typeof key === 'string' ? { idempotencyKey: key } : {});
      next = await options.done?.(output, event);
    } catch (thrown) {
      return refuse(thrown, form, options.form, event);
    }
    if (typeof next === 'string') redirect(303, next);
    return next;
  };
}

/** Maps what a run threw to the page; what is no failure is a bug and goes on to the error page with its reference. */
export function refuse(
  thrown: unknown,
  form: FormData,
  name: string | undefined,
  event: RequestEvent,
): ActionFailure<Refusal> {
  const failure = failureOf(thrown);
  if (!failure) throw thrown;
  if (failure.kind === 'signed_out' && !event.url.pathname.startsWith('/dang-nhap'))
    redirect(303, signInPath(event.url));
  return fail(statusOfKind[failure.kind], {
    form: name ?? '',
    values: valuesOf(form),
    errors: fieldErrorsOf(failure),
    message: textOf(failure),
  });
}

/** The sign-in page with the way back to where the person was. */
export function signInPath(url: URL): string {
  return `/dang-nhap?tiep=${encodeURIComponent(url.pathname + url.search)}`;
}

function fieldErrorsOf(failure: FailureShape): Record<string, string> {
  const fields = failure.details?.['fields'];
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([path, text]) => [path, String(text)]));
}
