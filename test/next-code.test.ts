import { expect, test } from 'vitest';
import { findTotpStep } from '../platform/identity/totp.ts';
import { nextCode } from './next-code.ts';

const demo = { totpKeyOf: (role: string) => (role === 'Văn thư' ? 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' : '') };

test('codes that follow each other are taken one after the other, each once', async () => {
  const key = demo.totpKeyOf('Văn thư');
  let last = 0;
  for (let i = 0; i < 2; i += 1) {
    const code = await nextCode(demo, 'Văn thư');
    const step = findTotpStep(key, code, new Date(), last);
    expect(step).toBeGreaterThan(last);
    expect(findTotpStep(key, code, new Date(), step ?? 0)).toBeUndefined();
    last = step ?? 0;
  }
});

test('a role without an authenticator application is told apart', async () => {
  await expect(nextCode(demo, 'Người dân')).rejects.toThrow('Người dân');
});
