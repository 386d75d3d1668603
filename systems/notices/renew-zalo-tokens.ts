import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { renewTokens } from '@cuaso/platform/notices/zalo/zalo-token.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { self } from './platform-actor.ts';
import { claimZaloRenewal, keepZaloTokens } from './zalo-tokens.ts';

/** Gets the next pair of Zalo's tokens before the old one ends. */
export async function renewZaloTokens(platform: Platform): Promise<void> {
  const { zalo } = noticeServicesOf(platform.memory);
  if (zalo === undefined) return;
  const { refresh } = await run(platform, claimZaloRenewal, self, {});
  if (refresh === null) return;
  await run(platform, keepZaloTokens, self, await renewTokens(zalo, refresh));
}
