import { fail } from '@cuaso/kernel/errors.ts';
import type { SealingKey } from '../signing/sealing-key.ts';
import type { Channel, Provider } from './channel.ts';
import type { SmsGateway } from './sms/sms-gateway.ts';
import type { VapidKeys } from './push/push-provider.ts';
import type { ZaloAccount } from './zalo/zalo-account.ts';

/** What this installation tells people with: a channel without a provider is not set up. */
export type NoticeServices = {
  sealingKey: SealingKey;
  /** Of each channel the providers in the order in which they are tried. */
  providers: Readonly<Record<Channel, readonly Provider[]>>;
  /** The SMS gateways, for what they tell us. */
  gateways: readonly SmsGateway[];
  vapid?: VapidKeys;
  /** Servers to which a browser may ask to be told; no other address is ever called. */
  pushHosts: readonly string[];
  zalo?: ZaloAccount;
  /** How long a message may be on its way before somebody else asks after it. */
  leaseSeconds: number;
  /** Messages for one address and local day; what is over goes out the next morning, joined. */
  dailyLimits: Readonly<Record<Channel, number>>;
};

/** What a province that says nothing else allows for one address and day. */
export const usualDailyLimits: Readonly<Record<Channel, number>> = { email: 20, sms: 10, zalo: 10, push: 20 };

const place = 'notices.services';

/** Says once, at start, what this installation tells people with; before that nothing is told. */
export function setNoticeServices(memory: Map<string, unknown>, services: NoticeServices): void {
  memory.set(place, services);
}

/** Whether people are told of what happens: not while an invented past is made. */
export function areNoticesOpen(memory: Map<string, unknown>): boolean {
  return memory.has(place);
}

/** What this installation tells people with. */
export function noticeServicesOf(memory: Map<string, unknown>): NoticeServices {
  return (memory.get(place) as NoticeServices | undefined) ?? fail('unavailable', 'notices.not_set_up');
}
