import { z } from 'zod';

/** What the browser calls itself, as the page passes it on; only two words of it are kept. */
export const userAgentField = z
  .string()
  .overwrite((text) => text.slice(0, 500))
  .default('');
