import { totpCodeOf } from '@cuaso/platform/identity/totp.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openOfficialAccount } from '@cuaso/systems/identity/open-official-account.ts';
import { signIn } from '@cuaso/systems/identity/sign-in.ts';
import { verifyTotp } from '@cuaso/systems/identity/verify-totp.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvince, type SmallProvince } from '../../../test/province.ts';
import { enrolCode } from './enrol-codes.ts';

const password = 'Sông Tiền chảy mãi';
const anonymous = { kind: 'anonymous' } as const;
let province: SmallProvince;
let logins: string[];

beforeAll(async () => {
  province = await openProvince();
  const found = await sql<{
    id: string;
    code: string;
  }>`select id, code from directory.official order by code limit 2`.execute(province.db);
  for (const { id: officialId } of found.rows) {
    await run(province.platform, openOfficialAccount, { kind: 'system', name: 'test' }, { officialId, password });
  }
  logins = found.rows.map(({ code }) => code);
});
afterAll(() => province.close());

async function enrolledKey(login: string): Promise<string[]> {
  const keys: string[] = [];
  await enrolCode(province.platform, { login, password }, (key) => keys.push(key));
  return keys;
}

test('who was enrolled is asked for a code, and the present one is taken at once', async () => {
  const { platform, clock } = province;
  const [login = ''] = logins;
  const [key = ''] = await enrolledKey(login);
  const opened = await run(platform, signIn, anonymous, { login, password, userAgent: '' });
  expect(opened.outcome).toBe('second_factor');
  const token = opened.outcome === 'second_factor' ? opened.token : '';
  const code = totpCodeOf(key, clock.now());
  expect(await run(platform, verifyTotp, anonymous, { token, code })).toMatchObject({ outcome: 'signed_in' });
});

test('enrolling again, as after a killed start, changes nothing', async () => {
  expect(await enrolledKey(logins[0] ?? '')).toEqual([]);
});

test('a start that was killed before the first code begins with a new key', async () => {
  const { platform } = province;
  const login = logins[1] ?? '';
  const killed = enrolCode(platform, { login, password }, () => {
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await enrolledKey(login)).toHaveLength(1);
});

test('no session of the enrolment stays open', async () => {
  const found = await sql`select from identity.session where ended_at is null and second_factor_at is null`.execute(
    province.db,
  );
  expect(found.rows).toEqual([]);
});
