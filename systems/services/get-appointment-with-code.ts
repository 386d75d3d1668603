import { codeAndSecret, getDossierBySecret } from '@cuaso/platform/cases/dossier-by-secret.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { appointmentFileOf, appointmentFileSchema } from './appointment-file.ts';

/** The appointment of the dossier of a receipt as a calendar file. */
export const getAppointmentWithCode = query({
  name: 'services.get-appointment-with-code',
  summary: 'Tải ngày hẹn trả kết quả vào lịch bằng mã trên giấy tiếp nhận',
  input: z.strictObject(codeAndSecret),
  output: appointmentFileSchema,
  access: { everyone: 'who holds the receipt has its secret; the file says no more than the receipt' },
  limits: { callsPerMinute: 30 },
  secret: true,
  run: async (ctx, paper) => appointmentFileOf(ctx, (await getDossierBySecret(ctx, paper)).id),
});
