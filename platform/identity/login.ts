import { z } from 'zod';

/** What somebody types to say who they are: the official's code, the personal number or the tax number, in one spelling. */
export const loginName = z
  .string()
  .max(60)
  .overwrite(tidyLogin)
  .min(1, { error: 'Chưa nhập tên đăng nhập.' })
  .regex(/^[A-Z0-9][A-Z0-9._-]{2,39}$/, {
    error: 'Tên đăng nhập là mã cán bộ, số định danh cá nhân hoặc mã số thuế. Hãy xem lại.',
  });

/** The one spelling of a login: capitals, no spaces, digits without dots, a tax number's branch after a hyphen. */
export function tidyLogin(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
    .toUpperCase();
  if (!/^[\d.-]+$/.test(bare)) return bare;
  const digits = bare.replace(/[.-]/g, '');
  return digits.length === 13 ? `${digits.slice(0, 10)}-${digits.slice(10)}` : digits;
}
