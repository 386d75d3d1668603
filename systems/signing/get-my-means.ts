import { visible } from '@cuaso/platform/access/access.ts';
import { factorMethodsOf } from '@cuaso/platform/identity/second-factors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { devices, standings, standingOf } from './certificate-rows.ts';
import { officialOf } from './open-session.ts';

const meansSchema = z.strictObject({
  certificateId: z.string(),
  holderName: z.string(),
  positionTitle: z.string(),
  device: z.enum(devices),
  standing: z.enum(standings),
  validUntil: z.string(),
});
const agentSchema = z.strictObject({
  agentId: z.string(),
  name: z.string(),
  pairedAt: z.string(),
  lastSeenAt: z.string().nullable(),
});

type Means = Omit<z.infer<typeof meansSchema>, 'validUntil'> & { holderKind: string; validUntil: Date };

/** With what this official can sign: own certificates, the seals he may use, his paired agents, his second factor. */
export const getMyMeans = query({
  name: 'signing.get-my-means',
  summary: 'Chứng thư và thiết bị ký của tôi',
  input: z.strictObject({}),
  output: z.strictObject({
    hasSecondFactor: z.boolean(),
    own: z.array(meansSchema),
    seals: z.array(meansSchema.extend({ agencyId: z.string() })),
    agents: z.array(agentSchema),
  }),
  access: { signedIn: 'official', because: 'run keeps to the own means' },
  run: async (ctx) => {
    const { officialId, accountId } = officialOf(ctx);
    const found = await sql<Means & { agencyId: string }>`select c.id as "certificateId", c.holder_kind as "holderKind",
        c.holder_name as "holderName", c.position_title as "positionTitle", c.device, ${standingOf(ctx)} as standing,
        c.valid_until as "validUntil", c.agency_id as "agencyId"
      from signing.certificate c where c.official_id = ${officialId} or (c.holder_kind = 'agency'
        and ${visible(ctx.actor, 'signing.seal', { agency: 'c.agency_id' })})
      order by c.status, c.valid_until desc, c.id limit 200`.execute(ctx.tx);
    const agents = await sql<{ agentId: string; name: string; pairedAt: Date; lastSeenAt: Date | null }>`
      select id as "agentId", name, paired_at as "pairedAt", last_seen_at as "lastSeenAt" from signing.agent
      where account_id = ${accountId} and paired_at is not null and revoked_at is null order by paired_at desc`.execute(
      ctx.tx,
    );
    const shown = found.rows.map(({ validUntil, ...row }) => ({ ...row, validUntil: validUntil.toISOString() }));
    return {
      hasSecondFactor: (await factorMethodsOf(ctx.tx, accountId)).includes('totp'),
      own: shown.filter((row) => row.holderKind === 'official').map(({ holderKind: _, agencyId: __, ...row }) => row),
      seals: shown.filter((row) => row.holderKind === 'agency').map(({ holderKind: _, ...row }) => row),
      agents: agents.rows.map((row) => ({
        ...row,
        pairedAt: row.pairedAt.toISOString(),
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      })),
    };
  },
});
