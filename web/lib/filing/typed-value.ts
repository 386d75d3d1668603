/** A value as a field shows it: a text as it was typed, yes/no as its word, nothing for what is no text. */
export function textOfTyped(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value.toLocaleString('vi-VN', { maximumFractionDigits: 6 });
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** One value of a tree that was typed: `line` of an address, a question of an item. */
export function partOfTyped(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The items of a repeated group as they were typed. */
export function itemsOfTyped(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
}
