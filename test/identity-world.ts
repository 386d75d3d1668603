import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type MovingClock, movingClock } from '../kernel/clock.ts';
import type { DB } from '../platform/database/schema.generated.ts';
import type { Actor, System } from '../platform/identity/actor.ts';
import { setSite } from '../platform/identity/site.ts';
import type { Platform } from '../platform/operations/platform.ts';
import { run } from '../platform/operations/run.ts';
import { openOfficialAccount } from '../systems/identity/open-official-account.ts';
import { resolveSession } from '../systems/identity/resolve-actor.ts';
import { signIn } from '../systems/identity/sign-in.ts';
import { requireAccepted } from '../systems/identity/sign-in-result.ts';
import { signUp } from '../systems/identity/sign-up.ts';
import { openWorld, type World } from './world.ts';

/** The platform itself, for what only it may do. */
export const platformItself: System = { kind: 'system', name: 'test' };
/** A password that fits every rule. */
export const goodPassword = 'Sông Tiền chảy mãi';
/** Where the test's pages would be. */
export const origin = 'http://localhost:4173';

/** A small province in which people sign in: a committee, a department, a clerk, two administrators, a handler. */
export type IdentityWorld = World & {
  platform: Platform;
  clock: MovingClock;
  officials: Readonly<Record<OfficialName, string>>;
};

/** Who works there. */
export type OfficialName = 'provincialAdmin' | 'departmentAdmin' | 'clerk' | 'handler';

const agencies = { committee: id(1), department: id(2) };
const units = { committee: id(11), department: id(12) };

const people = [
  ['provincialAdmin', 'TG00001', 'Nguyễn Thị Bé Sáu', units.committee, 'administrator', ['identity.manage', 'below']],
  ['departmentAdmin', 'TG00002', 'Trần Văn Đước', units.department, 'administrator', ['identity.manage', 'below']],
  ['clerk', 'TG00003', 'Lê Thị Mận', units.department, 'one_stop_clerk', ['identity.reset', 'province']],
  ['handler', 'TG00004', 'Phạm Văn Ổi', units.department, 'handler', undefined],
] as const;

/** Opens a world with the small province; call `close` in afterAll. */
export async function openIdentityWorld(): Promise<IdentityWorld> {
  const world = await openWorld();
  const clock = movingClock(new Date('2026-11-23T02:00:00Z'));
  const platform: Platform = {
    database: world.database,
    clock,
    random: (count) => randomBytes(count),
    memory: new Map(),
    observe: () => undefined,
    report: () => undefined,
  };
  setSite(platform.memory, { origin, name: 'Cửa Số' });
  await settle(world.db);
  const officials = Object.fromEntries(people.map(([name], index) => [name, id(31 + index)]));
  return { ...world, platform, clock, officials: officials as IdentityWorld['officials'] };
}

/** Opens an official's account with a password, the way the platform's loader does. */
export async function accountOfOfficial(world: IdentityWorld, name: OfficialName): Promise<string> {
  const input = { officialId: world.officials[name], password: goodPassword };
  return (await run(world.platform, openOfficialAccount, platformItself, input)).login;
}

/** A citizen's account with this personal number. */
export async function accountOfCitizen(world: IdentityWorld, number: string, name = 'Võ Thị Lựu'): Promise<string> {
  const input = { kind: 'citizen', number, name, phone: '0912345678', password: goodPassword } as const;
  return (await run(world.platform, signUp, { kind: 'anonymous' }, input)).accountId;
}

/** Signs in with the good password, without a second factor, and tells who that is. */
export async function signedIn(world: IdentityWorld, login: string): Promise<{ token: string; actor: Actor }> {
  const result = await run(world.platform, signIn, { kind: 'anonymous' }, { login, password: goodPassword });
  const { token } = requireAccepted(result);
  return { token, actor: await actorOf(world, token) };
}

/** Who is behind a session token. */
export async function actorOf(world: IdentityWorld, token: string): Promise<Actor> {
  const found = await resolveSession(world.platform, token);
  if (found === undefined) throw new Error('the session is over');
  return found.actor;
}

/** Writes rows the way nobody but a test may: outside the operations, but recorded. */
export async function asTest(db: Kysely<DB>, write: (tx: Kysely<DB>) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.write', true)`.execute(tx);
    await write(tx);
  });
}

function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

async function settle(db: Kysely<DB>): Promise<void> {
  await asTest(db, async (tx) => {
    const { committee, department } = agencies;
    await sql`insert into directory.agency (id, code, level, kind) values
      (${committee}, '000.00.00.H58', 'province', 'province_committee'),
      (${department}, '000.00.13.H58', 'province', 'department')`.execute(tx);
    await sql`insert into directory.agency_version (agency_id, valid, name, short_name, parent_id) values
      (${committee}, daterange('2016-01-01', null), 'Ủy ban nhân dân tỉnh', 'UBND', null),
      (${department}, daterange('2016-01-01', null), 'Sở Tư pháp', 'STP', ${committee})`.execute(tx);
    await sql`insert into directory.unit (id, agency_id, code, kind) values
      (${units.committee}, ${committee}, 'VP', 'records_office'), (${units.department}, ${department}, 'VP', 'records_office')`.execute(
      tx,
    );
    for (const [index, person] of people.entries()) await settlePerson(tx, index, person);
  });
}

async function settlePerson(tx: Kysely<DB>, index: number, person: (typeof people)[number]): Promise<void> {
  const [, code, name, unitId, duty, grant] = person;
  const [positionId, officialId] = [id(21 + index), id(31 + index)];
  await sql`insert into directory.position (id, unit_id, title, duty) values (${positionId}, ${unitId}, ${duty}, ${duty})`.execute(
    tx,
  );
  await sql`insert into directory.official (id, code, name) values (${officialId}, ${code}, ${name})`.execute(tx);
  await sql`insert into directory.appointment (position_id, valid, official_id)
    values (${positionId}, daterange('2016-01-01', null), ${officialId})`.execute(tx);
  if (grant === undefined) return;
  await sql`insert into access.grant (position_id, permission, valid, reach)
    values (${positionId}, ${grant[0]}, daterange('2016-01-01', null), ${grant[1]})`.execute(tx);
}
