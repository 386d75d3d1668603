import { longText, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';

/** An address of a list or a responder: http is usual here, because the answers are signed themselves (RFC 5280, section 8). */
export const serviceAddress = shortText(500)
  .refine((text) => /^https?:\/\/[^\s/]+/.test(text), { error: 'Địa chỉ bắt đầu bằng http:// hoặc https://.' })
  .or(z.literal(''))
  .default('');

/** Trusts an authority: a root, or one that a root has certified (Decree 130/2018). */
export const addAuthority = command({
  name: 'signing.add-authority',
  summary: 'Thêm nơi cấp chứng thư được tin cậy',
  input: z.strictObject({
    pem: z.string().max(20_000).optional(),
    file: z.file().max(20_000).optional(),
    isAnchor: z.boolean().default(false),
    crlUrl: serviceAddress,
    ocspUrl: serviceAddress,
    /** On what the trust rests: decision, address of the list. */
    reason: longText(1000),
  }),
  output: z.strictObject({ authorityId: uuid }),
  // Only who may do so for the whole province: the trust counts everywhere.
  access: { permission: 'signing.manage', of: () => Promise.resolve({}) },
  run: async (ctx, input) => {
    const certificate = await read(input);
    if (!certificate.isAuthority) refuse('certificate_wrong_purpose', 'file');
    const id = ctx.newId();
    const added =
      await sql`insert into signing.authority (id, name, is_anchor, der, fingerprint, valid_from, valid_until,
        trusted_from, crl_url, ocsp_url, reason, added_at)
      values (${id}, ${certificate.subject}, ${input.isAnchor}, ${certificate.der}, ${certificate.fingerprint},
        ${certificate.notBefore}, ${certificate.notAfter}, ${certificate.notBefore}, ${input.crlUrl}, ${input.ocspUrl},
        ${input.reason}, ${ctx.now}) on conflict (fingerprint) do nothing`.execute(ctx.tx);
    if (added.numAffectedRows !== 1n) refuse('authority_known', 'file');
    return { authorityId: id };
  },
});

async function read({ file, pem }: { file?: File | undefined; pem?: string | undefined }) {
  try {
    return certificateOf(file === undefined ? (pem ?? '') : new Uint8Array(await file.arrayBuffer()));
  } catch {
    return refuse('certificate_unreadable', 'file');
  }
}
