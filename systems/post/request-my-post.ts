import { uuid } from '@cuaso/kernel/fields.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireMine } from './access.ts';
import { addressInput } from './address.ts';
import { itemKinds } from './item-state.ts';
import { requestItem } from './request.ts';

/** A person orders the post for an own open dossier: papers fetched at home, or the result brought there. */
export const requestMyPost = command({
  name: 'post.request-my-post',
  summary: 'Đặt bưu chính cho hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid, kind: z.enum(itemKinds), ...addressInput }),
  output: z.strictObject({ dossierId: z.string(), itemId: z.string(), code: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId, kind, ...to }) => {
    const dossier = await holdDossier(ctx, dossierId);
    requireMine(ctx, dossier.accountId);
    return { dossierId, ...(await requestItem(ctx, dossier, kind, to)) };
  },
});
