import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { actOnMine } from './my-dossier.ts';

/** Takes an own dossier back, before its result is signed. */
export const withdrawMyDossier = command({
  name: 'services.withdraw-my-dossier',
  summary: 'Rút hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid, reason: longText(2000) }),
  output: z.strictObject({ dossierId: z.string(), code: z.string(), seq: z.int(), state: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: (ctx, input) => actOnMine(ctx, input.dossierId, 'withdraw', () => [{ kind: 'withdrawn', reason: input.reason }]),
});
