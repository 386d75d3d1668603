import { z } from 'zod';

/** Six digits, however they were spaced. */
export const totpCode = z
  .string()
  .max(20)
  .overwrite((text) => text.normalize('NFKC').replace(/[\s.-]/g, ''))
  .regex(/^\d{6}$/, { error: 'Mã gồm 6 chữ số do ứng dụng trên điện thoại tạo ra.' });
