import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import type { NoticeKind, Template } from './kind.ts';

/** The facts of one notice by their names. */
export type Facts = Readonly<Record<string, string>>;

/** The longest short message that is charged as one. */
export const smsLength = 160;

/** Where a one-time code stands in kept words; it is put in only while the message goes out. */
export const codeMark = '••••••';

const placeholder = /\{(\w+)\}/g;
const twice = /[\^{}[\]~|\\€]/g;
const notGsm = /[^A-Za-z0-9 \n\r@$_!"#%&'()*+,\-./:;<=>?^{}[\]~|\\€]/g;

/** The words of a notice with its facts. */
export function rendered(kind: NoticeKind, template: Template, facts: Facts): Template {
  return {
    title: filled(template.title, facts).replace(/\s+/g, ' ').trim(),
    body: filledLines(template.body, facts),
    sms: shortened(kind, template.sms, facts),
  };
}

/** The names that a text asks for. */
export function factsIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}

/** How many places a text takes in GSM-7 (3GPP TS 23.038): some signs take two. */
export function gsmLengthOf(text: string): number {
  return text.length + (text.match(twice)?.length ?? 0);
}

/** A text in the letters that every telephone shows and that go by the hundred and sixty. */
export function gsmTextOf(text: string): string {
  return withoutDiacritics(text)
    .replace(/[–—−]/g, '-')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replaceAll('…', '...')
    .replaceAll('•', '*')
    .replace(/\p{Zs}/gu, ' ')
    .replace(notGsm, '');
}

function filled(text: string, facts: Facts): string {
  return text.replace(placeholder, (_, name: string) => facts[name] ?? '');
}

function filledLines(text: string, facts: Facts): string {
  const kept = text.split('\n').filter((line) => {
    const names = factsIn(line);
    return names.length === 0 || names.some((name) => (facts[name] ?? '') !== '');
  });
  return filled(kept.join('\n'), facts)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Cuts the elastic facts, the longest first, until the message fits; what is left over after that is cut at the end. */
function shortened(kind: NoticeKind, text: string, facts: Facts): string {
  const short: Record<string, string> = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, gsmTextOf(value).replace(/\s+/g, ' ')]),
  );
  const say = () => filled(gsmTextOf(text).replace(/\s+/g, ' '), short).replace(/ +/g, ' ').trim();
  const elastic = factsIn(text).filter((name) => kind.facts[name]?.elastic === true);
  for (let over = gsmLengthOf(say()) - smsLength; over > 0; over = gsmLengthOf(say()) - smsLength) {
    const longest = elastic.toSorted((a, b) => (short[b]?.length ?? 0) - (short[a]?.length ?? 0))[0];
    const value = short[longest ?? ''] ?? '';
    if (longest === undefined || value.length <= 3) break;
    short[longest] = `${value
      .replace(/\.\.\.$/, '')
      .slice(0, Math.max(0, value.length - Math.max(over, 1) - 3))
      .trimEnd()}...`;
    if ((short[longest]?.length ?? 0) >= value.length) short[longest] = '';
  }
  let said = say();
  while (gsmLengthOf(said) > smsLength) said = said.slice(0, -1);
  return said;
}
