import type { System } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { changeAuthority } from '@cuaso/systems/signing/change-authority.ts';
import { loadMeans } from '@cuaso/systems/signing/load-means.ts';
import { recordCustody } from '@cuaso/systems/signing/record-custody.ts';
import { sql } from 'kysely';
import { pemOf } from './authority.ts';
import { type Fate, inventoryOf, type Planned } from './inventory.ts';
import { type Issued, issueInventory, serialOf } from './issue-inventory.ts';
import { addressesOf, issuersOf, type KeptTrust, readKeptTrust, writeKeptTrust } from './kept-trust.ts';
import { demoProvince } from './seats.ts';

const loader: System = { kind: 'system', name: 'demo' };
const streams = 4;
const reason = 'Nơi cấp hư cấu của tỉnh minh họa; không có giá trị ngoài bản minh họa này.';

/**
 * Gives the demo province its authorities and certificates through the operations; the trust services must have been
 * opened and the signing services announced. What is there already is left as it is.
 */
export async function loadSigning(
  platform: Platform,
  { folder }: { folder: string },
): Promise<{ certificates: number }> {
  const kept = keptIn(folder);
  const planned = inventoryOf(demoProvince());
  // Named by the list before anybody can ask for it.
  writeKeptTrust(folder, { ...kept, revoked: revokedOf(kept, planned) });
  const later = { ...platform, commitsLater: true as const };
  await run(later, loadMeans, loader, { authorities: authoritiesOf(kept), certificates: [] });
  const issued = issueInventory(kept, planned);
  const counts = await Promise.all(Array.from({ length: streams }, (_, part) => loadPart(later, issued, part)));
  await recordFates(platform, kept, planned);
  return { certificates: counts.reduce((sum, count) => sum + count, 0) };
}

/** After another program took the port of the demo's services: the lists are asked where they are now. */
export async function followAddresses(platform: Platform, { folder }: { folder: string }): Promise<void> {
  const kept = keptIn(folder);
  for (const { pem, crlUrl } of authoritiesOf(kept)) {
    const found = await sql<{ id: string }>`select id from signing.authority where crl_url <> ${crlUrl}
      and der = ${derOf(pem)}`.execute(platform.database.db);
    for (const { id: authorityId } of found.rows) {
      await run(platform, changeAuthority, loader, { authorityId, crlUrl, reason });
    }
  }
}

async function loadPart(platform: Platform, issued: readonly Issued[], part: number): Promise<number> {
  const mine = issued.filter((_, index) => index % streams === part);
  return (await run(platform, loadMeans, loader, { authorities: [], certificates: mine })).certificates;
}

function keptIn(folder: string): KeptTrust {
  const kept = readKeptTrust(folder);
  if (kept === undefined) throw new Error('the trust services of the demo were not opened');
  return kept;
}

function authoritiesOf(kept: KeptTrust): { pem: string; isAnchor: boolean; crlUrl: string; reason: string }[] {
  const { root, state } = issuersOf(kept);
  const { crlUrls } = addressesOf(kept.port);
  return [
    { pem: pemOf(root.certificate), isAnchor: true, crlUrl: crlUrls.root, reason },
    { pem: pemOf(state.certificate), isAnchor: false, crlUrl: crlUrls.state, reason },
  ];
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');
}

function revokedOf(kept: KeptTrust, planned: readonly Planned[]): KeptTrust['revoked'] {
  return planned.flatMap(({ fate }, index) =>
    fate === 'revoked' ? [{ serial: serialOf(kept, index).toString('hex'), at: kept.madeAt }] : [],
  );
}

const notes: Readonly<Record<Exclude<Fate, 'in_use'>, string>> = {
  locked: 'Tạm khóa vì người giữ báo nhập sai mã PIN nhiều lần.',
  returned: 'Thu lại thiết bị vì người giữ chuyển công tác.',
  revoked: 'Người giữ báo mất thiết bị; nơi cấp đã thu hồi chứng thư.',
};

/** What happened to some devices; a killed start may have written a part of it. */
async function recordFates(platform: Platform, kept: KeptTrust, planned: readonly Planned[]): Promise<void> {
  for (const [index, { fate }] of planned.entries()) {
    if (fate === 'in_use') continue;
    const serial = serialOf(kept, index).toString('hex').toUpperCase();
    const found = await sql<{ id: string }>`select c.id from signing.certificate c
      where c.serial = ${serial} and c.status = 'active'`.execute(platform.database.db);
    for (const { id: certificateId } of found.rows) {
      await run(platform, recordCustody, loader, { certificateId, act: fate, note: notes[fate] });
    }
  }
}
