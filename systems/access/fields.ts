import type { Confidentiality, Reach } from '@cuaso/platform/identity/actor.ts';
import { confidentialities } from '@cuaso/platform/identity/actor.ts';
import { z } from 'zod';

/** Reaches, the narrowest first. */
export const reaches = ['own', 'unit', 'agency', 'below', 'province'] as const satisfies readonly Reach[];

/** What a reach is called. */
export const reachTitles: Readonly<Record<Reach, string>> = {
  own: 'Việc được giao cho mình',
  unit: 'Phòng, đơn vị của mình',
  agency: 'Cơ quan của mình',
  below: 'Cơ quan của mình và các cơ quan trực thuộc',
  province: 'Toàn tỉnh',
};

/** What a degree of confidentiality is called. */
export const confidentialityTitles: Readonly<Record<Confidentiality, string>> = {
  normal: 'Thông thường',
  personal: 'Dữ liệu cá nhân nhạy cảm',
  restricted: 'Hạn chế',
};

/** How far a grant reaches. */
export const reachField = z.enum(reaches);
/** The highest confidentiality that a grant opens. */
export const confidentialityField = z.enum(confidentialities);
/** A permission's name. */
export const permissionField = z
  .string()
  .max(80)
  .regex(/^[a-z_]+\.[a-z_]+$/, { error: 'Tên quyền không đúng dạng.' });
/** Which part of a list: at most so many, from where on. */
export const pageFields = {
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
};
