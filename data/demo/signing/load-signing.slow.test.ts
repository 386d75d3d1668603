import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@cuaso/kernel/clock.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { sealingKeyOf } from '@cuaso/platform/signing/sealing-key.ts';
import { setSigningServices } from '@cuaso/platform/signing/services.ts';
import { syncPermissions } from '@cuaso/systems/access/sync-permissions.ts';
import { loadProvince } from '@cuaso/systems/directory/load-province.ts';
import { refreshRevocations } from '@cuaso/systems/signing/refresh-revocations.ts';
import { signing } from '@cuaso/systems/signing/system.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { readDivisionChanges, readDivisions2020 } from '../../divisions/divisions.ts';
import { readKeptTrust, writeKeptTrust } from './kept-trust.ts';
import { followAddresses, loadSigning } from './load-signing.ts';
import { demoProvince } from './seats.ts';
import { type DemoTrust, startDemoTrust } from './trust-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-signing-'));
const system = { kind: 'system', name: 'test' } as const;
let world: World;
let platform: Platform;
let trust: DemoTrust;

beforeAll(async () => {
  world = await openWorld();
  platform = testPlatform(world.database);
  setSigningServices(platform.memory, { sealingKey: sealingKeyOf('test'), timeStampUrls: [] });
  await run(platform, syncPermissions, system, { systems: [signing] });
  const { agencies, units, seats: officials } = demoProvince();
  const divisions = { divisions: readDivisions2020(), divisionChanges: [...readDivisionChanges()] };
  await run(platform, loadProvince, system, { validFrom: '2016-01-01', ...divisions, agencies, units, officials });
  trust = await startDemoTrust(folder, systemClock);
  await loadSigning(platform, { folder });
}, 120_000);
afterAll(async () => {
  await trust.stop();
  await world.close();
  rmSync(folder, { recursive: true });
});

test('there are 529 certificates of agencies, 812 of persons and 11 in SIM cards, all of the demo authority', async () => {
  const found = await sql<{
    kind: string;
    count: number;
  }>`select case when device = 'sim' then 'sim' else holder_kind end as kind,
    count(*)::int as count from signing.certificate where authority_id is not null group by 1 order by 1`.execute(
    world.db,
  );
  expect(found.rows).toEqual([
    { kind: 'agency', count: 529 },
    { kind: 'official', count: 812 },
    { kind: 'sim', count: 11 },
  ]);
});

test('every holder has the name that his certificate says', async () => {
  const found = await sql<{
    name: string;
    der: Buffer;
  }>`select holder_name as name, der from signing.certificate`.execute(world.db);
  expect(found.rows.filter(({ name, der }) => certificateOf(der).commonName !== name)).toEqual([]);
});

test('four certificates have their key and their image here, the one in the SIM card its image', async () => {
  const found = await sql<{
    name: string;
    device: string;
    hasKey: boolean;
    hasImage: boolean;
  }>`select holder_name as name, device,
    exists (select from signing.test_key k where k.certificate_id = c.id) as "hasKey", image_file_id is not null as "hasImage"
    from signing.certificate c where device = 'test' or image_file_id is not null order by device, name`.execute(
    world.db,
  );
  expect(found.rows.map(({ device, hasKey, hasImage }) => ({ device, hasKey, hasImage }))).toEqual([
    { device: 'sim', hasKey: false, hasImage: true },
    ...Array.from({ length: 4 }, () => ({ device: 'test', hasKey: true, hasImage: true })),
  ]);
  const names = found.rows.map(({ name }) => name);
  expect(names).toContain('Sở Tư pháp');
  expect(names).toContain('Ủy ban nhân dân xã Tân Mỹ Chánh, thành phố Mỹ Tho');
});

test('the pretended telephone has the key of the certificate in the SIM card', async () => {
  const [phone] = readKeptTrust(folder)?.phones ?? [];
  const found = await sql<{ der: Buffer }>`select der from signing.certificate
    where device = 'sim' and key_name = ${phone?.msisdn ?? ''}`.execute(world.db);
  expect(found.rows).toHaveLength(1);
  const { publicKey } = new X509Certificate(found.rows[0]?.der ?? Buffer.alloc(0));
  expect(createPublicKey(phone?.keyPem ?? '').equals(publicKey)).toBe(true);
});

test('devices were locked, taken back and their certificates revoked, with a line of the history each', async () => {
  const found = await sql<{ status: string; lines: number }>`select status, (select count(*)::int from signing.custody u
      where u.certificate_id = c.id) as lines from signing.certificate c where status <> 'active'`.execute(world.db);
  expect(new Set(found.rows.map(({ status }) => status))).toEqual(new Set(['locked', 'returned', 'revoked']));
  expect(found.rows.filter(({ lines }) => lines !== 2)).toEqual([]);
});

test('the platform takes the lists of both authorities', async () => {
  await refreshRevocations(platform);
  const found = await sql<{ problem: string; hasList: boolean }>`select problem, der is not null as "hasList"
    from signing.revocation`.execute(world.db);
  expect(found.rows).toEqual([
    { problem: '', hasList: true },
    { problem: '', hasList: true },
  ]);
});

test('loading again, as after a killed start, adds nothing and changes nothing', async () => {
  const rows = () => sql`select id, fingerprint, status from signing.certificate order by id`.execute(world.db);
  const before = (await rows()).rows;
  expect(await loadSigning(platform, { folder })).toEqual({ certificates: 0 });
  expect((await rows()).rows).toEqual(before);
});

test('after the services moved, the lists are asked where they are now', async () => {
  const kept = readKeptTrust(folder);
  if (kept === undefined) throw new Error('nothing was kept');
  writeKeptTrust(folder, { ...kept, port: 1 });
  await followAddresses(platform, { folder });
  const found = await sql<{ url: string }>`select crl_url as url from signing.authority order by 1`.execute(world.db);
  expect(found.rows.map(({ url }) => url)).toEqual([
    'http://127.0.0.1:1/crl/nha-nuoc.crl',
    'http://127.0.0.1:1/crl/root.crl',
  ]);
});
