import { escapedValue } from './canonical-xml.ts';
import { writtenName } from './xml-node.ts';
import type { XmlElement } from './xml-node.ts';

/** A piece of a text that is to be something else; `from` and `to` are the same where something is only put in. */
export type TextChange = { from: number; to: number; text: string };

/** The text with some changes, everything else to the letter as it was. */
export function changedText(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const change of changes.toSorted((one, other) => one.from - other.from)) {
    parts.push(text.slice(end, change.from), change.text);
    end = change.to;
  }
  return [...parts, text.slice(end)].join('');
}

/** Puts a text into an element, behind everything that is in it. */
export function putLast(element: XmlElement, text: string): TextChange {
  const { contentTo, to } = element;
  if (contentTo < to) return { from: contentTo, to: contentTo, text };
  // `<name/>` becomes `<name>…</name>`, which is the same in canonical XML.
  return { from: to - 2, to, text: `>${text}</${writtenName(element)}>` };
}

/** An element as text; its content is taken as it is. */
export function tag(name: string, attributes: Readonly<Record<string, string>>, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedValue(value)}"`);
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}
