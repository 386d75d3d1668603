import { z } from 'zod';

const day = z.iso.date();

const kindsByWord = {
  tỉnh: 'province',
  'thành phố': 'city',
  'thị xã': 'town',
  huyện: 'district',
  phường: 'ward',
  'thị trấn': 'township',
  xã: 'commune',
} as const;

/** The Vietnamese words for the kinds of divisions (Law on the organisation of local government 2015, art. 2). */
export type DivisionWord = keyof typeof kindsByWord;

/** A duty of a position: what its holder is there for. */
export const duties = [
  'leader',
  'division_head',
  'handler',
  'one_stop_clerk',
  'records_clerk',
  'procedure_controller',
  'administrator',
] as const;
/** One of the duties. */
export type Duty = (typeof duties)[number];

/** What a duty is called. */
export const dutyTitles: Readonly<Record<Duty, string>> = {
  leader: 'Lãnh đạo cơ quan',
  division_head: 'Lãnh đạo phòng, đơn vị',
  handler: 'Người thụ lý',
  one_stop_clerk: 'Nhân viên Bộ phận Một cửa',
  records_clerk: 'Văn thư',
  procedure_controller: 'Cán bộ kiểm soát thủ tục hành chính',
  administrator: 'Quản trị hệ thống',
};

/** Kinds of units. */
export const unitKinds = ['leadership', 'records_office', 'one_stop', 'division'] as const;

const divisionSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(Object.keys(kindsByWord) as [DivisionWord, ...DivisionWord[]]),
  parent: z.string().nullable(),
});

const changeSchema = z.object({
  effectiveOn: day,
  legalBasis: z.string(),
  effects: z.array(
    z.object({ code: z.string(), successors: z.array(z.object({ code: z.string(), name: z.string() })) }),
  ),
});

const agencySchema = z.object({
  code: z.string(),
  codeIsSynthetic: z.boolean(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['province_committee', 'department', 'district_committee', 'commune_committee']),
  parent: z.string().nullable(),
  division: z.string(),
  address: z.string(),
  phone: z.string(),
  domain: z.string().nullable(),
});

const unitSchema = z.object({
  code: z.string(),
  agency: z.string(),
  name: z.string(),
  kind: z.enum(unitKinds),
  fields: z.array(z.string()),
});

const officialSchema = z.object({
  agency: z.string(),
  unit: z.string(),
  title: z.string(),
  duty: z.enum(duties),
  person: z.object({ fullName: z.string(), invented: z.boolean() }),
});

/** A whole province as data: divisions and their changes, agencies (any order), units, and officials in positions. */
export const provinceSchema = z.strictObject({
  validFrom: day,
  divisions: z.array(divisionSchema),
  divisionChanges: z.array(changeSchema),
  agencies: z.array(agencySchema),
  units: z.array(unitSchema),
  officials: z.array(officialSchema),
});
/** A whole province as data. */
export type Province = z.infer<typeof provinceSchema>;

/** The kind of a division in the tables. */
export function divisionKindOf(word: DivisionWord): (typeof kindsByWord)[DivisionWord] {
  return kindsByWord[word];
}

/** The word with which a division's name begins: "Thị xã Gò Công" → "thị xã". */
export function divisionWordOf(name: string): DivisionWord {
  const lower = name.toLocaleLowerCase('vi');
  const word = (Object.keys(kindsByWord) as DivisionWord[]).find((one) => lower.startsWith(`${one} `));
  if (word === undefined) throw new Error(`not the name of a division: ${name}`);
  return word;
}
