import { invalidField } from '../operations/invalid-input.ts';

/** Refuses a file with a sentence that says what to do instead. */
export function refuseFile(what: string, sentence: string): never {
  throw invalidField('file', `files.${what}`, sentence);
}
