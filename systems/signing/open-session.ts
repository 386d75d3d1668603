import { uuid } from '@cuaso/kernel/fields.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { z } from 'zod';
import { failureOf, refuse, type RefusalWord } from './refusals.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { openPrepared } from './open-prepared.ts';
import { getStoredCertificate, problemOf, type StoredCertificate } from './stored-certificate.ts';
import { wayOf } from './ways.ts';

const input = z.strictObject({
  certificateId: uuid,
  purpose: z.string().max(60),
  role: z.enum(['person', 'organisation']).default('person'),
  subjects: z
    .array(z.strictObject({ subjectId: uuid, params: z.record(z.string().max(40), z.unknown()).default({}) }))
    .min(1, { error: 'Chưa chọn văn bản nào để ký.' })
    .max(100, { error: 'Mỗi phiên ký không quá 100 văn bản.' }),
  /** The code of the authenticator application. */
  code: z
    .string()
    .max(20)
    .overwrite((text) => text.normalize('NFKC').replace(/[\s.-]/g, ''))
    .regex(/^\d{6}$/, { error: 'Nhập mã 6 chữ số do ứng dụng trên điện thoại tạo ra.' }),
  /** Remote signing only: what the provider asks for. */
  pin: z.string().max(64).default(''),
  otp: z.string().max(64).default(''),
});

/**
 * Opens a signing session: up to a hundred documents, one confirmation by the second factor, each document prepared and
 * its digest fixed now. What cannot be prepared is listed with its reason; the others go on.
 */
export const openSession = command({
  name: 'signing.open-session',
  summary: 'Bắt đầu phiên ký số',
  input,
  output: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('opened'), sessionId: uuid, waiting: z.int(), failed: z.int() }),
    z.strictObject({ outcome: z.literal('refused'), code: z.string(), message: z.string() }),
  ]),
  access: {
    signedIn: 'official',
    because: 'run keeps to own certificates and the seals one may use; each purpose asks access',
  },
  secret: true,
  run: async (ctx, given) => {
    const official = officialOf(ctx);
    const certificate = await getStoredCertificate(ctx, given.certificateId);
    requireOwn(official, certificate, given.role);
    const problem = problemOf(certificate, ctx.now);
    if (problem !== undefined) refuse(problem);
    requireSetUp(ctx, certificate);
    if (certificate.device === 'remote' && given.pin === '') refuse('pin_needed', 'pin');
    const refused = await proveSecondFactor(ctx, official.accountId, given.code);
    if (refused !== undefined) return refusedAs(refused);
    const opened = await openPrepared(ctx, {
      certificate,
      role: given.role,
      way: wayOf[certificate.device],
      purpose: given.purpose,
      subjects: uniqueBy(given.subjects),
      signer: official,
      activation: certificate.device === 'remote' ? { pin: given.pin, otp: given.otp } : null,
    });
    return { outcome: 'opened' as const, ...opened };
  },
});

/** Without its settings a way of signing would only keep the signer waiting. */
function requireSetUp(ctx: Context, { device }: StoredCertificate): void {
  const { moduleSigner, remote, mobile } = signingServicesOf(ctx.memory);
  const needed = { hsm: moduleSigner, remote, sim: mobile, usb_token: 'agent', test: 'key' }[device];
  if (needed === undefined) refuse('way_not_set_up', 'certificateId');
}

/** The official behind the call; machines do not sign. */
export function officialOf(ctx: Context): Official {
  return ctx.actor.kind === 'official' ? ctx.actor : refuse('certificate_not_yours');
}

function requireOwn(official: Official, certificate: StoredCertificate, role: 'person' | 'organisation'): void {
  const own =
    role === 'person'
      ? certificate.officialId === official.officialId
      : certificate.holderKind === 'agency' && allows(official, 'signing.seal', { agencyId: certificate.agencyId });
  if (!own) refuse('certificate_not_yours');
}

function refusedAs(word: RefusalWord) {
  const failure = failureOf(word);
  return { outcome: 'refused' as const, code: failure.code, message: String(failure.details['messageVi']) };
}

function uniqueBy<T extends { subjectId: string }>(subjects: readonly T[]): T[] {
  return [...new Map(subjects.map((one) => [one.subjectId, one])).values()];
}
