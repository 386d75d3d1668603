import { type Channel, channels } from '@cuaso/platform/notices/channel.ts';

import { noticeKindsOf } from '@cuaso/platform/notices/kind.ts';
import { addressOf, usualChoice } from '@cuaso/platform/notices/plan.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

const wayState = z.enum(['ready', 'no_address', 'bad', 'not_set_up']);

/** How I am told, and by which ways I can be. */
export const getMyChoices = query({
  name: 'notices.get-my-choices',
  summary: 'Cách tôi nhận thông báo',
  input: z.strictObject({}),
  output: z.strictObject({
    chosen: z.boolean(),
    channels: z.array(z.enum(channels)),
    manner: z.enum(['all', 'first']),
    muted: z.array(z.string()),
    quietFrom: z.int(),
    quietUntil: z.int(),
    ways: z.array(
      z.strictObject({ channel: z.enum(channels), address: z.string(), state: wayState, problem: z.string() }),
    ),
    kinds: z.array(z.strictObject({ name: z.string(), title: z.string(), choice: z.enum(['may_mute', 'always']) })),
    devices: z.array(z.strictObject({ id: z.string(), device: z.string(), madeAt: z.string() })),
    pushKey: z.string(),
  }),
  access: { signedIn: 'person', because: 'only the own choice is shown' },
  run: async (ctx) => {
    const accountId = ownAccountOf(ctx);
    const services = noticeServicesOf(ctx.memory);
    const row = (await load(ctx, accountId)).rows[0];
    const devices = row?.devices ?? [];
    const addresses: Record<Channel, string> = {
      email: addressOf('email', row?.email ?? ''),
      sms: addressOf('sms', row?.phone ?? ''),
      zalo:
        row?.zalo ?? (Object.keys(services.zalo?.templates ?? {}).length > 0 ? addressOf('sms', row?.phone ?? '') : ''),
      push: devices.length > 0 ? `${devices.length} thiết bị` : '',
    };
    const ways = channels.map((channel) => {
      const address = addresses[channel];
      const bad = row?.bad?.find((one) => one.channel === channel && one.address === address);
      const isReady = services.providers[channel].length > 0;
      const state = !isReady ? 'not_set_up' : address === '' ? 'no_address' : bad === undefined ? 'ready' : 'bad';
      return { channel, address, state, problem: bad?.problem ?? '' } as const;
    });
    return {
      chosen: row?.channels != null,
      channels: row?.channels ?? [...usualChoice.channels],
      manner: row?.manner ?? usualChoice.manner,
      muted: row?.muted ?? [],
      quietFrom: row?.quietFrom ?? usualChoice.quiet.from,
      quietUntil: row?.quietUntil ?? usualChoice.quiet.until,
      ways,
      kinds: noticeKindsOf(ctx)
        .filter(({ urgency }) => urgency === 'usual')
        .map(({ name, title, choice }) => ({ name, title, choice })),
      devices,
      pushKey: services.vapid?.publicKey ?? '',
    };
  },
});

type Row = {
  phone: string;
  email: string;
  zalo: string | null;
  channels: Channel[] | null;
  manner: 'all' | 'first' | null;
  muted: string[] | null;
  quietFrom: number | null;
  quietUntil: number | null;
  bad: { channel: string; address: string; problem: string }[] | null;
  devices: { id: string; device: string; madeAt: string }[] | null;
};

function load(ctx: Parameters<typeof ownAccountOf>[0], accountId: string) {
  return sql<Row>`select a.phone, a.email, z.user_id as zalo, c.channels, c.manner, c.muted, c.quiet_from as "quietFrom",
      c.quiet_until as "quietUntil",
      (select jsonb_agg(jsonb_build_object('channel', b.channel, 'address', b.address, 'problem', b.problem))
        from notices.bad_address b where b.address in (a.phone, a.email, z.user_id)) as bad,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'device', s.device, 'madeAt', s.made_at) order by s.made_at, s.id)
        from notices.subscription s where s.account_id = a.id) as devices
    from identity.account a left join notices.choice c on c.account_id = a.id
    left join notices.zalo_user z on z.account_id = a.id where a.id = ${accountId}`.execute(ctx.tx);
}
