import { z } from 'zod';
import { readData } from '../read-data.ts';

/** An administrative division with the code of the General Statistics Office. */
export const divisionSchema = z.strictObject({
  code: z.string().regex(/^\d{2}$|^\d{3}$|^\d{5}$/),
  name: z.string().min(1),
  level: z.enum(['province', 'district', 'commune']),
  kind: z.enum(['tỉnh', 'thành phố', 'thị xã', 'huyện', 'phường', 'xã', 'thị trấn']),
  parent: z.string().nullable(),
});

/** What happened to one division in one reorganisation; `sure` says whether the target is certain. */
export const divisionEffectSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['abolished', 'merged', 'renamed', 'kind_changed']),
  successors: z.array(z.strictObject({ code: z.string(), name: z.string(), part: z.enum(['full', 'partial']) })),
  sure: z.boolean(),
});

/** One reorganisation of divisions by a resolution. */
export const divisionChangeSchema = z.strictObject({
  effectiveOn: z.iso.date(),
  effectiveOnSure: z.boolean(),
  legalBasis: z.string(),
  effects: z.array(divisionEffectSchema),
});

export type Division = z.infer<typeof divisionSchema>;
export type DivisionChange = z.infer<typeof divisionChangeSchema>;

const divisionFile = z.strictObject({ asOf: z.iso.date(), source: z.string(), divisions: z.array(divisionSchema) });
const changeFile = z.strictObject({ changes: z.array(divisionChangeSchema) });

/** The province, its 11 districts and 173 communes as they stood on 1 January 2020. */
export function readDivisions2020(): Division[] {
  return readData(divisionFile, './divisions/2020.json').divisions;
}

/** The changes from 2020 to 1 July 2025, oldest first. */
export function readDivisionChanges(): DivisionChange[] {
  return readData(changeFile, './divisions/changes.json').changes;
}
