import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyOperation } from '../platform/operations/operation.ts';
import { accessMatrix, doorAnswer, type Role } from './access-matrix.ts';
import { openProvince, type SmallProvince } from './province.ts';
import { everyRole } from './roles.ts';

let province: SmallProvince;
let roles: Role[];
let operations: AnyOperation[];
beforeAll(async () => {
  province = await openProvince();
  roles = await everyRole(province);
  operations = [...province.registry.operations.values()];
}, 120_000);
afterAll(() => province.close());

// After a change that is meant: vitest run test/access-matrix.test.ts -u, and the difference is read before it is committed.
test('who comes through the door of each operation is what was agreed', async () => {
  await expect(await accessMatrix(province.platform, operations, roles)).toMatchFileSnapshot('access-matrix.txt');
});

test('what is open to everybody is what was agreed, each with its reason', async () => {
  const open = operations
    .flatMap(({ name, access }) => ('everyone' in access ? [`${name}: ${access.everyone}\n`] : []))
    .toSorted();
  await expect(open.join('')).toMatchFileSnapshot('public-operations.txt');
});

test('opening a closed operation changes its line', async () => {
  const closed = operations.filter(({ access }) => 'permission' in access);
  expect(closed.length).toBeGreaterThan(20);
  const opened = closed.map((operation) => ({
    ...operation,
    access: { everyone: 'opened by mistake, for this test' },
  }));
  for (const [index, operation] of closed.entries()) {
    const stranger = roles[0];
    const mistaken = opened[index];
    if (stranger === undefined || mistaken === undefined) continue;
    expect([operation.name, await doorAnswer(province.platform, operation, stranger.actor)]).toEqual([
      operation.name,
      'sign in',
    ]);
    expect([operation.name, await doorAnswer(province.platform, mistaken, stranger.actor)]).toEqual([
      operation.name,
      'yes',
    ]);
  }
});

test('what only the platform does is closed to everybody else', async () => {
  const own = operations.filter(({ access }) => 'system' in access);
  const answers = [];
  for (const operation of own)
    for (const { actor } of roles) answers.push(await doorAnswer(province.platform, operation, actor));
  expect(own.length).toBeGreaterThan(2);
  expect([...new Set(answers)]).toEqual(['-']);
});
