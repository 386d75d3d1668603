import { shortText } from '@cuaso/kernel/fields.ts';
import { folded } from '@cuaso/platform/search/fold.ts';
import { z } from 'zod';

/** The name of a life event in its address. */
export const eventKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Tên trong địa chỉ gồm chữ thường không dấu, số, gạch nối. Ví dụ: sinh-con.');

const code = z.string().regex(/^[0-9A-Z][0-9A-Z._-]{2,39}$/, 'Mã thủ tục không đúng dạng. Ví dụ: 1.001193.');

/** Procedures of a field whose names have one of some words; all of the field where no words are given. */
export const ruleSchema = z.strictObject({
  fieldCode: shortText(60),
  words: z.array(shortText(60)).max(12).default([]),
});

/** What stands together under one heading of a life event. */
export const groupSchema = z
  .strictObject({ title: shortText(120), codes: z.array(code).max(40), rule: ruleSchema.optional() })
  .refine((group) => group.codes.length > 0 || group.rule !== undefined, {
    error: 'Nhóm này chưa có thủ tục nào. Hãy ghi mã thủ tục hoặc chọn lĩnh vực.',
    path: ['codes'],
  });
/** One group of a life event. */
export type Group = z.infer<typeof groupSchema>;

/** A life event as officers write it. */
export const eventContentSchema = z.strictObject({
  audience: z.enum(['citizen', 'business']),
  position: z.int().min(0).max(999),
  title: shortText(120),
  summary: shortText(300),
  /** Other words that lead to it. */
  keywords: shortText(500).or(z.literal('')),
  groups: z.array(groupSchema).min(1, 'Cần ít nhất một nhóm thủ tục.').max(12),
  isShown: z.boolean(),
});
/** A life event as officers write it, parsed. */
export type EventContent = z.infer<typeof eventContentSchema>;

/** The entries of a group: those named, in their order, then what its rule finds among what can be filed here. */
export function entriesOf<Entry extends { code: string; name: string; fieldCode: string; status: string }>(
  group: Group,
  entries: readonly Entry[],
): Entry[] {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const named = group.codes.flatMap((one) => byCode.get(one) ?? []);
  const { rule } = group;
  if (rule === undefined) return named;
  const words = rule.words.map(folded);
  const fits = (entry: Entry) => {
    if (entry.fieldCode !== rule.fieldCode || entry.status !== 'in_force' || group.codes.includes(entry.code))
      return false;
    const name = ` ${folded(entry.name)} `;
    return words.length === 0 || words.some((word) => name.includes(` ${word} `));
  };
  return [...named, ...entries.filter(fits)];
}
