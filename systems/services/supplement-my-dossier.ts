import { uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { paperInSchema } from '@cuaso/platform/cases/events.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { actOnMine } from './my-dossier.ts';

/** Sends what the agency asked for; the clock goes on as the procedure says. */
export const supplementMyDossier = command({
  name: 'services.supplement-my-dossier',
  summary: 'Bổ sung hồ sơ của tôi',
  input: z.strictObject({
    dossierId: uuid,
    papers: z.array(paperInSchema.omit({ originals: true, copies: true })).max(100),
    note: z.string().max(2000).default(''),
  }),
  output: z.strictObject({ dossierId: z.string(), code: z.string(), seq: z.int(), state: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: (ctx, input) =>
    actOnMine(ctx, input.dossierId, 'supplement', async (dossier) => {
      const papers = input.papers.map((paper) => ({ ...paper, originals: 0, copies: 0 }));
      if (papers.every((paper) => paper.fileIds.length === 0) && input.note.trim() === '') {
        fail('invalid', 'services.nothing_to_send', {
          fields: { papers: 'Chọn ít nhất một tệp hoặc viết lời giải trình.' },
        });
      }
      await attachFiles(ctx, dossier, 'supplement', papers);
      return [{ kind: 'supplemented', papers, note: input.note }];
    }),
});
