import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { heldPaperSchema, loadHeldPapers } from './held-papers.ts';

/** The citizen's store: results the province has issued to him and papers it has accepted from him (decree 61/2018, art. 20). */
export const listMyPapers = query({
  name: 'services.list-my-papers',
  summary: 'Kho giấy tờ của tôi',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(heldPaperSchema) }),
  access: { signedIn: 'person', because: 'the store holds the own papers only' },
  run: async (ctx) => ({ rows: await loadHeldPapers(ctx) }),
});
