type Typed = Record<string, unknown>;

/** A life event as its form sends it, for the operation: codes one a line, groups left empty taken out, a rule only with a field. */
export function eventInputOf(typed: Typed): Typed {
  const content = (typed['content'] ?? {}) as Typed;
  const groups = Array.isArray(content['groups']) ? (content['groups'] as (Typed | undefined)[]) : [];
  return {
    ...typed,
    content: { keywords: '', ...content, groups: groups.flatMap((group) => groupOf(group ?? {}) ?? []) },
  };
}

function groupOf({ title, codes, fieldCode, words }: Typed): Typed | undefined {
  const listed = partsOf(codes, /[\s,;]+/);
  if (title === undefined && listed.length === 0 && fieldCode === undefined) return undefined;
  const rule = fieldCode === undefined ? {} : { rule: { fieldCode, words: partsOf(words, /[,;\n]+/) } };
  return { title: title ?? '', codes: listed, ...rule };
}

function partsOf(text: unknown, by: RegExp): string[] {
  const parts = typeof text === 'string' ? text.split(by) : [];
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}
