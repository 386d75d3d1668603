import { z } from 'zod';
import { readData } from '../read-data.ts';

export const agencyKinds = ['province_committee', 'department', 'district_committee', 'commune_committee'] as const;

/** An agency of the demo province; its code has the form of QCVN 102:2016 under H58. */
export const agencySchema = z.strictObject({
  code: z.string().regex(/^\d{3}\.\d{2}\.\d{2}\.H58$/),
  codeIsSynthetic: z.boolean(),
  name: z.string().min(1),
  shortName: z.string().min(1),
  kind: z.enum(agencyKinds),
  parent: z.string().nullable(),
  division: z.string(),
  nameIsSure: z.boolean(),
  address: z.string(),
  addressIsInvented: z.literal(true),
  phone: z.string().regex(/^0273000\d{4}$/),
  phoneIsInvented: z.literal(true),
  domain: z.string().nullable(),
  domainIsInvented: z.boolean(),
});

export type Agency = z.infer<typeof agencySchema>;
export type AgencyKind = Agency['kind'];

const agencyFile = z.strictObject({ validFrom: z.iso.date(), agencies: z.array(agencySchema) });

/** The People's Committee of the province, 23 departments, 11 district and 173 commune committees, parents first. */
export function readAgencies(): Agency[] {
  return readData(agencyFile, './agencies/agencies.json').agencies;
}
