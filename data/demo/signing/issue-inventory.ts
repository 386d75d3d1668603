import { createHmac, createPrivateKey } from 'node:crypto';
import type { loadMeans } from '@cuaso/systems/signing/load-means.ts';
import type { z } from 'zod';
import { issueCertificate, pemOf } from './authority.ts';
import type { Planned } from './inventory.ts';
import { addressesOf, issuersOf, type KeptTrust } from './kept-trust.ts';
import { sealImage } from './seal-image.ts';
import { signatureImage } from './signature-image.ts';
import { publicPartOf } from './x509-parts.ts';

/** A certificate as the platform takes it into its inventory. */
export type Issued = z.input<typeof loadMeans.input>['certificates'][number];

const dayMs = 86_400_000;

/** Issues what was planned. The same plan and the same kept authority give the same certificates, byte by byte. */
export function issueInventory(kept: KeptTrust, planned: readonly Planned[]): Issued[] {
  const { state } = issuersOf(kept);
  const crlUrl = addressesOf(kept.namedPort).crlUrls.state;
  const madeOn = Math.floor(Date.parse(kept.madeAt) / dayMs) * dayMs;
  const dayOf = (days: number) => new Date(madeOn + days * dayMs);
  return planned.map((one, index) => {
    const key = one.key === undefined ? undefined : createPrivateKey(kept.keys[one.key]);
    const spki = key === undefined ? inventoryKeyOf(kept, index) : publicPartOf(key);
    const { subject, fromDay, untilDay } = one;
    const period = { from: dayOf(fromDay), until: dayOf(untilDay) };
    const serial = serialOf(kept, index);
    const { holderKind, holder, positionTitle, device, keyName } = one;
    return {
      pem: pemOf(issueCertificate(state, { subject, spki, serial, ...period, crlUrl })),
      holderKind,
      holder,
      positionTitle,
      device,
      keyName,
      ...(key !== undefined && { image: imageOf(one).toString('base64') }),
      ...(key !== undefined &&
        device === 'test' && { testKey: key.export({ format: 'der', type: 'pkcs8' }).toString('base64') }),
    };
  });
}

/** The serial number of the certificate at this place of the plan: nobody can guess it, and it is the same when made again. */
export function serialOf({ seed }: Pick<KeptTrust, 'seed'>, index: number): Buffer {
  const bytes = createHmac('sha256', Buffer.from(seed, 'hex')).update(`serial ${index}`).digest().subarray(0, 16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function inventoryKeyOf({ inventoryKeys }: KeptTrust, index: number): Buffer {
  return Buffer.from(inventoryKeys[index % inventoryKeys.length] ?? '', 'base64');
}

function imageOf({ holderKind, subject }: Planned): Buffer {
  const name = subject.find(([kind]) => kind === 'CN')?.[1] ?? '';
  return holderKind === 'agency' ? sealImage(name) : signatureImage(name);
}
