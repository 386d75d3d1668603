import { invalidField } from './invalid-input.ts';

/** Deeper than any form or document of ours; what is deeper is meant to exhaust us. */
const deepest = 40;

/**
 * Refuses what no schema should have to think of: a text that the database cannot hold (with U+0000 or half of a pair of
 * surrogates) and nesting without end.
 */
export function refuseUnusable(input: unknown): void {
  visit(input, [], 0);
}

function visit(value: unknown, path: string[], depth: number): void {
  if (typeof value === 'string') return refuseText(value, path);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (depth === deepest) {
    throw invalidField(path.slice(0, 3).join('.'), 'operations.too_deep', 'Nội dung lồng nhau quá nhiều lớp.');
  }
  for (const [key, one] of Object.entries(value)) {
    refuseText(key, path);
    visit(one, [...path, key], depth + 1);
  }
}

function refuseText(text: string, path: string[]): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  const message = 'Có ký tự không dùng được. Hãy xóa rồi nhập lại.';
  throw invalidField(path.join('.'), 'operations.unusable_text', message);
}
