import type { Context } from '@cuaso/platform/operations/context.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { sealed } from '@cuaso/platform/signing/sealing-key.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { devices } from './certificate-rows.ts';
import { insertCertificates } from './insert-certificates.ts';

const authoritySchema = z.strictObject({
  pem: z.string(),
  isAnchor: z.boolean(),
  crlUrl: z.string().default(''),
  ocspUrl: z.string().default(''),
  reason: z.string(),
});
const certificateSchema = z.strictObject({
  pem: z.string(),
  holderKind: z.enum(['official', 'agency']),
  /** The code of the official or of the agency. */
  holder: z.string(),
  positionTitle: z.string().default(''),
  device: z.enum(devices),
  keyName: z.string().default(''),
  /** A test certificate's private key (PKCS#8 DER in base64). */
  testKey: z.string().optional(),
  /** The image of the signature or the seal (PNG in base64). */
  image: z.string().optional(),
});
type Loaded = z.infer<typeof certificateSchema>;

/** Loads authorities and certificates at once: the demo's, or an inventory that comes from elsewhere. Those known are left as they are. */
export const loadMeans = command({
  name: 'signing.load-means',
  summary: 'Nạp nơi cấp và chứng thư số',
  input: z.strictObject({ authorities: z.array(authoritySchema), certificates: z.array(certificateSchema) }),
  output: z.strictObject({ authorities: z.int(), certificates: z.int() }),
  access: { system: 'Chỉ nền tảng nạp dữ liệu ban đầu' },
  run: async (ctx, input) => {
    for (const authority of input.authorities) await loadAuthority(ctx, authority);
    const read = input.certificates.map((one) => ({ ...one, certificate: certificateOf(one.pem) }));
    const ids = await insertCertificates(ctx, read);
    for (const one of read) {
      const id = ids.get(one.certificate.fingerprint);
      if (id !== undefined) await keepSecrets(ctx, id, one);
    }
    return { authorities: input.authorities.length, certificates: ids.size };
  },
});

async function loadAuthority(ctx: Context, one: z.infer<typeof authoritySchema>): Promise<void> {
  const read = certificateOf(one.pem);
  await sql`insert into signing.authority (id, name, is_anchor, der, fingerprint, valid_from, valid_until, trusted_from,
      crl_url, ocsp_url, reason, added_at)
    values (${ctx.newId()}, ${read.subject}, ${one.isAnchor}, ${read.der}, ${read.fingerprint}, ${read.notBefore},
      ${read.notAfter}, ${read.notBefore}, ${one.crlUrl}, ${one.ocspUrl}, ${one.reason}, ${ctx.now})
    on conflict (fingerprint) do nothing`.execute(ctx.tx);
}

/** What only a few of them bring along: the key of a test certificate, the image. */
async function keepSecrets(ctx: Context, id: string, one: Pick<Loaded, 'testKey' | 'image'>): Promise<void> {
  if (one.testKey !== undefined) {
    const { sealingKey } = signingServicesOf(ctx.memory);
    const box = sealed(sealingKey, Buffer.from(one.testKey, 'base64'), id, ctx.random);
    await sql`insert into signing.test_key (certificate_id, key_secret) values (${id}, ${box})`.execute(ctx.tx);
  }
  if (one.image !== undefined) {
    const bytes = Buffer.from(one.image, 'base64');
    const file = await storeFile(ctx, { name: 'anh-chu-ky.png', bytes, purpose: 'signature_image' });
    await sql`update signing.certificate set image_file_id = ${file.id} where id = ${id}`.execute(ctx.tx);
  }
}
