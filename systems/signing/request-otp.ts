import { uuid } from '@cuaso/kernel/fields.ts';
import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { z } from 'zod';
import { officialOf } from './open-session.ts';
import { refuse } from './refusals.ts';
import { getStoredCertificate } from './stored-certificate.ts';

/** Has the provider of remote signatures send its one-time code to the owner of a credential; the network is a job's work. */
export const requestOtp = command({
  name: 'signing.request-otp',
  summary: 'Yêu cầu dịch vụ ký từ xa gửi mã xác nhận',
  input: z.strictObject({ certificateId: uuid }),
  output: z.strictObject({}),
  access: { signedIn: 'official', because: 'run keeps to the own certificates' },
  limits: { callsPerMinute: 5 },
  run: async (ctx, { certificateId }) => {
    const { officialId } = officialOf(ctx);
    const certificate = await getStoredCertificate(ctx, certificateId);
    if (certificate.officialId !== officialId || certificate.device !== 'remote') refuse('certificate_not_yours');
    if (signingServicesOf(ctx.memory).remote === undefined) refuse('way_not_set_up');
    const key = `signing-otp:${certificateId}`;
    await enqueue(ctx, 'signing.request-otp', { credentialId: certificate.keyName }, { key });
    return {};
  },
});
