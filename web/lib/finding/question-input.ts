type Typed = Record<string, unknown>;

/** A common question as its form sends it, for the operation: a general one has no procedure. */
export function questionInputOf(typed: Typed): Typed {
  const content = (typed['content'] ?? {}) as Typed;
  return { ...typed, content: { ...content, procedureCode: content['procedureCode'] ?? null } };
}
