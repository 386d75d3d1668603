import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDemo, rowsOf, startDemo } from '../browser/demo.ts';
import { nextCode } from '../next-code.ts';
import { callerOf } from '../server-process.ts';
import { fewestSent, logStatements, sentIn } from './statement-log.ts';
import { weightOf } from './weight.ts';

const maxStatements = 6;
const maxBytes = 60_000;
let demo: RunningDemo;
let code = '';

beforeAll(async () => {
  demo = await startDemo();
  const [row] = await rowsOf<{ code: string }>(demo, 'select code from cases.dossier order by submitted_at limit 1');
  code = row?.code ?? '';
  await logStatements(demo);
}, 300_000);
afterAll(async () => {
  await demo?.stop();
});

const publicPages = [
  '/',
  '/thu-tuc',
  '/thu-tuc?q=khai+sinh',
  '/thu-tuc/1.001193',
  '/thu-tuc/2.000488',
  '/thu-tuc?co-quan=&linh-vuc=G13-DD&trang=2',
  '/thu-tuc/linh-vuc',
  '/thu-tuc/linh-vuc/G12-HQ',
  '/thu-tuc/co-quan',
  '/thu-tuc/1.001193/truong-hop',
  '/su-kien',
  '/su-kien/sinh-con',
  '/cau-hoi',
  '/cau-hoi?q=quen+mat+khau',
  '/tim?q=khai+sinh',
  '/muc-do-truc-tuyen',
  '/tra-cuu',
  '/tra-cuu/CODE',
  '/thong-ke',
  '/kiem-tra-chu-ky',
  '/dang-nhap',
];
const pathOf = (page: string) => page.replace('CODE', code);

describe('a page asks PostgreSQL little', { timeout: 60_000 }, () => {
  test.each(publicPages)('%s, as a stranger', async (page) => {
    const { statements } = await fewestSent(demo, () => load(pathOf(page)));
    expect(statements.length > maxStatements ? statements : []).toEqual([]);
  });

  test.each([
    { role: 'Tiếp nhận (xã', page: '/can-bo' },
    { role: 'Lãnh đạo ký (xã', page: '/can-bo' },
    { role: 'Quản trị', page: '/can-bo' },
    { role: 'Người dân', page: '/ho-so' },
  ])('$page, as $role', async ({ role, page }) => {
    const cookie = await sessionOf(role);
    const { statements } = await fewestSent(demo, () => load(page, cookie));
    expect(statements.length > maxStatements ? statements : []).toEqual([]);
  });

  test('the count sees statements, and not what only brackets them', async () => {
    const work = async () => void (await rowsOf(demo, 'select 42 as answer'));
    expect((await fewestSent(demo, work)).statements).toContain('select 42 as answer');
    const log = `2026 [1] a@b LOG:  statement: BEGIN\n2026 [1] LOG:  execute q1: select 1\n\tfrom x\nDETAIL: …\n2026 LOG:  statement: select 2\n`;
    expect(sentIn(log)).toEqual({ statements: ['select 1', 'select 2'], brackets: 1 });
  });
});

describe('a public page is light', { timeout: 60_000 }, () => {
  test.each(publicPages)('%s with its styles and scripts', async (page) => {
    const { total, parts } = await weightOf(demo.address, pathOf(page));
    expect(total < maxBytes ? {} : parts).toEqual({});
  });
});

async function load(path: string, cookie = ''): Promise<void> {
  const answer = await fetch(`${demo.address}${path}`, { headers: { accept: 'text/html', cookie } });
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
}

async function sessionOf(role: string): Promise<string> {
  const call = callerOf(demo.address, {});
  let { body } = await call('identity.sign-in', { login: demo.loginOf(role), password: demo.password });
  const { outcome, token } = body as { outcome: string; token: string };
  if (outcome === 'second_factor') {
    ({ body } = await call('identity.verify-totp', { token, code: await nextCode(demo, role) }));
  }
  return `cuaso_session=${(body as { token: string }).token}`;
}
