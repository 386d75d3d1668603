import type { Context } from '../../operations/context.ts';

/** Answers short messages that begin with a word, as `TG <code>`; it only reads. */
export type SmsAnswerer = {
  /** The first word, in capitals. */
  word: string;
  /** What follows the word, for whoever writes something else: `TG <code>`. */
  usage?: string;
  /** What is answered; it is brought into 160 characters without marks. */
  answer: (ctx: Context, message: { from: string; rest: string }) => Promise<string>;
};

const place = 'notices.sms-answerers';

/** Says once, at start, who answers what. */
export function setSmsAnswerers(memory: Map<string, unknown>, answerers: readonly SmsAnswerer[]): void {
  memory.set(place, new Map(answerers.map((one) => [one.word, one])));
}

/** Who answers a message, what it says after the word, and what could have been written. */
export function answererOf(
  memory: Map<string, unknown>,
  text: string,
): { answerer: SmsAnswerer | undefined; rest: string; usages: string[] } {
  const known = (memory.get(place) as ReadonlyMap<string, SmsAnswerer> | undefined) ?? new Map<string, SmsAnswerer>();
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return {
    answerer: known.get(word.toUpperCase()),
    rest: rest.trim(),
    usages: [...known.values()].map((one) => one.usage ?? `${one.word} ...`),
  };
}
