import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { addressInput } from './address.ts';
import { itemKinds } from './item-state.ts';
import { requestItem } from './request.ts';

/** The desk orders the post for an applicant who asks there, by telephone or on the form. */
export const requestForApplicant = command({
  name: 'post.request-for-applicant',
  summary: 'Đặt bưu chính thay người nộp hồ sơ',
  input: z.strictObject({ dossierId: uuid, kind: z.enum(itemKinds), ...addressInput }),
  output: z.strictObject({ dossierId: z.string(), itemId: z.string(), code: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { dossierId, kind, ...to }) => {
    const dossier = await holdDossier(ctx, dossierId);
    const { agencyId, confidentiality } = dossier;
    requireAccess(ctx.actor, 'post.handle', { agencyId, confidentiality }, 'post.view');
    return { dossierId, ...(await requestItem(ctx, dossier, kind, to)) };
  },
});
