import { type Actor, anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOfOfficial, type IdentityWorld, openIdentityWorld, signedIn } from '../../test/identity-world.ts';
import { createClient } from './create-client.ts';
import { enrolTotp } from './enrol-totp.ts';
import { listAccounts } from './list-accounts.ts';
import { listClients } from './list-clients.ts';
import { resolveClient } from './resolve-actor.ts';
import { revokeClient } from './revoke-client.ts';

const wanted = { name: 'Sở Tài chính – kế toán', scopes: ['onestop.view', 'onestop.view'], validUntilOn: '2026-12-31' };

let world: IdentityWorld;
let province: Actor;
let department: Actor;
beforeAll(async () => {
  world = await openIdentityWorld();
  province = (await signedIn(world, await accountOfOfficial(world, 'provincialAdmin'))).actor;
  department = (await signedIn(world, await accountOfOfficial(world, 'departmentAdmin'))).actor;
});
afterAll(() => world.close());

describe('a partner’s machine', () => {
  test('gets a token that is shown once and opens what its scopes name', async () => {
    const { clientId, token, validUntil } = await run(world.platform, createClient, province, wanted);
    expect(token).toMatch(/^cuaso_[\w-]{43}$/);
    expect(validUntil).toBe('2026-12-31T17:00:00.000Z');
    const client = await resolveClient(world.platform, token);
    expect(client).toEqual({ kind: 'client', clientId, name: wanted.name, scopes: ['onestop.view'] });
    const { items } = await run(world.platform, listClients, province, {});
    expect(items).toMatchObject([{ id: clientId, lastUsedAt: world.clock.now().toISOString(), revokedAt: null }]);
    expect(JSON.stringify(items)).not.toContain(token);
    const kept = await sql<{ all: string }>`select string_agg(c::text, ' ') as all from identity.client c`.execute(
      world.db,
    );
    expect(kept.rows[0]?.all).not.toContain(token);
  });

  test('may do nothing that people do', async () => {
    const { token } = await run(world.platform, createClient, province, wanted);
    const client = (await resolveClient(world.platform, token)) ?? anonymous;
    await expect(run(world.platform, listAccounts, client, {})).rejects.toMatchObject({ kind: 'denied' });
    await expect(run(world.platform, enrolTotp, client, {})).rejects.toMatchObject({ kind: 'denied' });
  });

  test('has nothing any more once revoked, which may be done twice', async () => {
    const { clientId, token } = await run(world.platform, createClient, province, wanted);
    await run(world.platform, revokeClient, province, { clientId });
    await run(world.platform, revokeClient, province, { clientId });
    expect(await resolveClient(world.platform, token)).toBeUndefined();
  });

  test('has nothing any more after its last day', async () => {
    const { token } = await run(world.platform, createClient, province, { ...wanted, validUntilOn: '2026-11-23' });
    world.clock.moveTo(new Date('2026-11-23T16:59:59Z'));
    expect(await resolveClient(world.platform, token)).toBeDefined();
    world.clock.moveTo(new Date('2026-11-23T17:00:00Z'));
    expect(await resolveClient(world.platform, token)).toBeUndefined();
  });

  test.each(['', 'cuaso_x', `cuaso_${'A'.repeat(43)}`, "' or true --"])('the token %j opens nothing', async (token) => {
    expect(await resolveClient(world.platform, token)).toBeUndefined();
  });
});

test('clients are the province’s: a department’s administrator makes, sees and revokes none', async () => {
  const denied = { kind: 'denied' };
  await expect(run(world.platform, createClient, department, wanted)).rejects.toMatchObject(denied);
  await expect(run(world.platform, listClients, department, {})).rejects.toMatchObject(denied);
  const clientId = '00000000-0000-7000-8000-0000000000ff';
  await expect(run(world.platform, revokeClient, department, { clientId })).rejects.toMatchObject(denied);
  await expect(run(world.platform, revokeClient, province, { clientId })).rejects.toMatchObject({ kind: 'not_found' });
});

test.each([
  ['no scope', { scopes: [] }],
  ['a scope that is no permission', { scopes: ['everything'] }],
  ['a scope about accounts', { scopes: ['identity.manage'] }],
  ['a scope about grants', { scopes: ['access.grant'] }],
  ['too many scopes', { scopes: Array.from({ length: 51 }, (_, index) => `onestop.a${'b'.repeat(index)}`) }],
  ['no name', { name: ' ' }],
  ['a name that is too long', { name: 'a'.repeat(201) }],
  ['a day that is over', { validUntilOn: '2026-11-01' }],
  ['a day too far', { validUntilOn: '2029-01-01' }],
  ['no day', { validUntilOn: '2026-02-30' }],
])('%s is invalid', async (_, change) => {
  const tried = run(world.platform, createClient, province, { ...wanted, ...change });
  await expect(tried).rejects.toMatchObject({ kind: 'invalid' });
});
