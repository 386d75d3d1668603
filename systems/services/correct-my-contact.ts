import { Failure, fail } from '@cuaso/kernel/errors.ts';
import * as fields from '@cuaso/kernel/fields.ts';
import { append, holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireMine } from './my-dossier.ts';

const empty = z.literal('');

/** Corrects how the applicant of an own dossier is reached, as long as the dossier is open; what stood there before stays on record. */
export const correctMyContact = command({
  name: 'services.correct-my-contact',
  summary: 'Sửa thông tin liên hệ của hồ sơ',
  input: z.strictObject({
    dossierId: fields.uuid,
    phone: fields.phone.or(empty).default(''),
    email: fields.email.or(empty).default(''),
    address: fields.shortText(500).or(empty).default(''),
  }),
  output: z.strictObject({ dossierId: z.string(), code: z.string(), seq: z.int() }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId, ...contact }) => {
    const dossier = await holdDossier(ctx, dossierId);
    requireMine(ctx, dossier.accountId);
    if (dossier.state.state === 'closed') throw new Failure('conflict', 'cases.not_open_now', { messageVi: over });
    if (contact.phone === '' && contact.email === '') {
      fail('invalid', 'services.no_contact', { fields: { phone: 'Cần số điện thoại hoặc thư điện tử để báo tin.' } });
    }
    const { phone, email, address } = dossier.state.applicant;
    const changed = contact.phone !== phone || contact.email !== email || contact.address !== address;
    const { code, seq } = changed
      ? await append(ctx, dossier, [{ kind: 'contact_corrected', ...contact, before: { phone, email, address } }])
      : dossier;
    return { dossierId, code, seq };
  },
});

const over = 'Hồ sơ đã kết thúc nên không sửa thông tin liên hệ được nữa.';
