import { setNoticeServices } from '@cuaso/platform/notices/services.ts';
import { noticeServicesFrom } from '@cuaso/platform/notices/services-of-settings.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { getSubscription } from './get-subscription.ts';
import { self } from './platform-actor.ts';
import { getZaloToken } from './zalo-tokens.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Begins to tell people, with what the settings name; `secretOf` gives secrets of this installation. */
export function openNotices(platform: Platform, env: Env, secretOf: (name: string) => string): void {
  const services = noticeServicesFrom(env, {
    sealingSecret: secretOf('sealing'),
    vapidSecret: secretOf('vapid'),
    now: () => platform.clock.now(),
    zaloToken: async () => (await run(platform, getZaloToken, self, {})).access ?? undefined,
    subscriptionOf: async (id) => (await run(platform, getSubscription, self, { id })).subscription ?? undefined,
  });
  setNoticeServices(platform.memory, services);
}
