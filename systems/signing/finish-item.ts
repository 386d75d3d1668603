import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { signatureValueImprint } from '@cuaso/platform/signing/cms/build.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { completeItem } from './complete-item.ts';
import { findTimeStamp } from './find-time-stamp.ts';
import { getItemWork } from './get-item-work.ts';
import { self } from './platform-actor.ts';
import { refreshFor } from './refresh-revocations.ts';

/**
 * Finishes a document whose signature value has come: asks for the time stamp and the newest revocation answers, with no
 * transaction open, then completes, checks and keeps it in one. Without time stamp or answers it is signed at a lower level.
 */
export async function finishItem(platform: Platform, itemId: string): Promise<void> {
  const { work } = await run(platform, getItemWork, self, { itemId });
  if (work === null) return;
  const imprint = signatureValueImprint(Buffer.from(work.signature, 'base64'));
  const [timeStamp] = await Promise.all([
    findTimeStamp(platform, imprint),
    refreshFor(platform, Buffer.from(work.certificate, 'base64')),
  ]);
  await run(platform, completeItem, self, { itemId, timeStamp: timeStamp?.toString('base64') ?? '' });
}
