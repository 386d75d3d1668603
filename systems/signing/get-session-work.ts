import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { unsealed } from '@cuaso/platform/signing/sealing-key.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const itemSchema = z.strictObject({
  itemId: z.string(),
  title: z.string(),
  digest: z.string(),
  state: z.enum(['waiting', 'sent']),
  reference: z.string(),
});

type Row = {
  way: 'server' | 'agent' | 'remote' | 'sim';
  certificateId: string;
  device: string;
  keyName: string;
  certificate: Buffer;
  expiresAt: Date;
  activation: Buffer | null;
  testKey: Buffer | null;
};

/** What a job needs to work a session off: the documents without an answer, the key, what the signer gave for the provider. */
export const getSessionWork = query({
  name: 'signing.get-session-work',
  summary: 'Phiên ký chờ xử lý',
  input: z.strictObject({ sessionId: uuid }),
  output: z.strictObject({
    work: z
      .strictObject({
        way: z.enum(['server', 'agent', 'remote', 'sim']),
        device: z.string(),
        keyName: z.string(),
        certificate: z.string(),
        expiresAt: z.iso.datetime(),
        /** JSON of what was given for the provider; empty where nothing was. */
        activation: z.string(),
        /** A test certificate's key (PKCS#8 in base64); empty otherwise. */
        testKey: z.string(),
        items: z.array(itemSchema),
      })
      .nullable(),
  }),
  access: { system: 'Chỉ việc nền xử lý phiên ký' },
  secret: true,
  run: async (ctx, { sessionId }) => {
    const found =
      await sql<Row>`select s.way, c.id as "certificateId", c.device, c.key_name as "keyName", c.der as certificate,
        s.expires_at as "expiresAt", s.activation_secret as activation, k.key_secret as "testKey"
      from signing.session s join signing.certificate c on c.id = s.certificate_id
      left join signing.test_key k on k.certificate_id = c.id
      where s.id = ${sessionId} and s.state = 'open'`.execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined) return { work: null };
    const items = await sql<
      z.infer<typeof itemSchema>
    >`select id as "itemId", title, encode(digest, 'base64') as digest, state,
        provider_reference as reference from signing.item
      where session_id = ${sessionId} and state in ('waiting', 'sent') order by ordinal`.execute(ctx.tx);
    const { sealingKey } = signingServicesOf(ctx.memory);
    const open = (box: Buffer | null, about: string) => (box === null ? '' : unsealed(sealingKey, box, about));
    const { way, device, keyName } = row;
    return {
      work: {
        way,
        device,
        keyName,
        certificate: row.certificate.toString('base64'),
        expiresAt: row.expiresAt.toISOString(),
        activation: open(row.activation, sessionId).toString(),
        testKey: row.testKey === null ? '' : unsealed(sealingKey, row.testKey, row.certificateId).toString('base64'),
        items: items.rows,
      },
    };
  },
});
