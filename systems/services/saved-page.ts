import { z } from 'zod';

/** The mark of the page as this device knew it; left out, the last one to save is right. */
export const sinceSchema = z.string().max(40).optional();

/** What saving a page answers: it is kept in any case, and this is still wrong with it, by path. */
export const savedPageSchema = z.strictObject({
  problems: z.record(z.string(), z.string()),
  savedAt: z.string(),
  /** What the page says now; given back with the next save, it tells whether another device saved meanwhile. */
  mark: z.string(),
});
