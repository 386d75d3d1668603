import { type FailureKind, isFailure } from '@cuaso/kernel/errors.ts';
import { textOf } from './failure-texts.ts';

/** What a load got: the answer, or why it was refused, for the page to say beside what was typed. */
export type Attempt<T> =
  | { value: T; refusal?: undefined }
  | { value?: undefined; refusal: { message: string; errors: Record<string, string> } };

/** Runs a query whose input a person typed into the address: refusals of the named kinds are for the page to show. */
export async function attempt<T>(work: Promise<T>, kinds: readonly FailureKind[] = ['invalid']): Promise<Attempt<T>> {
  try {
    return { value: await work };
  } catch (thrown) {
    if (!isFailure(thrown) || !kinds.includes(thrown.kind)) throw thrown;
    const fields = (thrown.details['fields'] ?? {}) as Record<string, string>;
    return { refusal: { message: textOf(thrown), errors: fields } };
  }
}
