import { z } from 'zod';

/** What saving a page answers: it is kept in any case, and this is still wrong with it, by path. */
export const savedPageSchema = z.strictObject({
  problems: z.record(z.string(), z.string()),
  savedAt: z.string(),
});
