import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { OutOfReach } from '@cuaso/platform/signing/pki/fetch-revocation.ts';
import { requestTimeStamp } from '@cuaso/platform/signing/pki/time-stamp.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';

const nonceBytes = 16;
/** How long an authority that did not answer is left alone, so that each document does not wait for it again. */
const restMs = 30_000;

/**
 * A time stamp over these 32 bytes (RFC 3161) from the first authority that answers; nothing when none does. This goes over
 * the network: never inside a transaction.
 */
export async function findTimeStamp(platform: Platform, imprint: Buffer): Promise<Buffer | undefined> {
  const { timeStampUrls } = signingServicesOf(platform.memory);
  for (const url of timeStampUrls) {
    const rest = `signing.time-stamp-rest:${url}`;
    const until = platform.memory.get(rest) as number | undefined;
    if (until !== undefined && until > platform.clock.now().getTime()) continue;
    try {
      return await requestTimeStamp(url, imprint, Buffer.from(platform.random(nonceBytes)));
    } catch (error) {
      if (!(error instanceof OutOfReach)) platform.report(error, 'signing.time-stamp');
      platform.memory.set(rest, platform.clock.now().getTime() + restMs);
    }
  }
  return undefined;
}
