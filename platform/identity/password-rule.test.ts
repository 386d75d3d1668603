import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';
import { chosenPassword, passwordProblemOf, typedPassword } from './password-rule.ts';

describe('a chosen password', () => {
  test.each(['Sông Tiền chảy mãi', 'correct horse battery', 'пароль из слов', '🐟🐠🐡🦐🦀🐙🐚🦑🐳🐬', 'x9!kQ2#mZ7'])(
    '%s is good',
    (password) => expect(chosenPassword.safeParse(password).success).toBe(true),
  );

  test.each([
    'Ngắn9ký',
    '🐟🐟🐟',
    '1234567890',
    '0123456789',
    '9876543210',
    'abcdefghijkl',
    'aaaaaaaaaaaa',
    'abababababab',
    'Password123',
    'Mật khẩu 123',
    'TIENGIANG2026',
    'a'.repeat(201),
    'có\u0000mười ký tự',
    '\ud800mười ký tự',
  ])('%j is refused', (password) => expect(chosenPassword.safeParse(password).success).toBe(false));

  test('is the same in both Unicode forms', () => {
    const text = 'Sông Tiền chảy mãi';
    expect(chosenPassword.parse(text.normalize('NFD'))).toBe(chosenPassword.parse(text));
    expect(typedPassword.parse(text.normalize('NFD'))).toBe(text.normalize('NFC'));
  });

  test('is not the login or the name with a little around it', () => {
    const account = { login: '082090001234', name: 'Võ Thị Lựu' };
    for (const password of ['082090001234', '082090001234!!', 'VÕ THỊ LỰU', 'vothiluu99']) {
      expect(passwordProblemOf(password, account)).toBeDefined();
    }
    expect(passwordProblemOf('vothiluu yêu biển', account)).toBeUndefined();
    expect(passwordProblemOf('пароль из слов', account)).toBeUndefined();
  });
});

describe('a kept password', () => {
  const random = (bytes: number) => new Uint8Array(bytes).fill(7);

  test('is argon2id with 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword('Sông Tiền', random)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('is known again in either Unicode form, and nothing else is', async () => {
    const kept = await hashPassword('Sông Tiền', random);
    expect(await isPassword(kept, 'Sông Tiền'.normalize('NFD'))).toBe(true);
    expect(await isPassword(kept, 'sông tiền')).toBe(false);
    expect(await isPassword(null, 'Sông Tiền')).toBe(false);
    expect(await isPassword(undefined, '')).toBe(false);
  });
});
