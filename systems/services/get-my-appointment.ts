import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadDossierRow } from '../onestop/public.ts';
import { appointmentFileOf, appointmentFileSchema } from './appointment-file.ts';
import { requireMine } from './my-dossier.ts';

/** The appointment of an own dossier as a calendar file. */
export const getMyAppointment = query({
  name: 'services.get-my-appointment',
  summary: 'Tải ngày hẹn trả kết quả vào lịch',
  input: z.strictObject({ dossierId: uuid }),
  output: appointmentFileSchema,
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId }) => {
    requireMine(ctx, (await loadDossierRow(ctx, dossierId)).accountId);
    return appointmentFileOf(ctx, dossierId);
  },
});
