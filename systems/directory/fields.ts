import { z } from 'zod';

/** The levels of government. */
export const levels = ['province', 'district', 'commune'] as const;
/** The kinds of agencies. */
export const agencyKinds = ['province_committee', 'department', 'district_committee', 'commune_committee'] as const;
/** The kinds of divisions. */
export const divisionKinds = ['province', 'city', 'town', 'district', 'ward', 'township', 'commune'] as const;

/** What somebody types to find something, with or without accents. */
export const searchField = z.string().max(200).default('');
/** Which part of a list: at most so many, from where on. */
export const pageFields = {
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
};
