import * as fields from '@cuaso/kernel/fields.ts';
import type { Applicant } from '@cuaso/platform/cases/events.ts';
import { receiveBySchema } from '@cuaso/platform/cases/events.ts';
import type { Relation, Submitter } from '@cuaso/platform/cases/on-behalf.ts';
import { z } from 'zod';

const noRelation = 'Chọn quan hệ với người được nộp thay.';
const relationTo = <const R extends readonly [Relation, ...Relation[]]>(...some: R) =>
  z.enum(some, { error: noRelation });

/** For whom one files: oneself, another person, an organisation; kept as typed, read by this. */
export const behalfSchema = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('self') }),
  z.strictObject({
    for: z.literal('person'),
    name: fields.personName,
    number: fields.personalNumber,
    relation: relationTo('authorised', 'parent', 'guardian'),
  }),
  z.strictObject({
    for: z.literal('business'),
    name: fields.shortText(150),
    number: fields.taxNumber,
    relation: relationTo('authorised', 'legal_representative'),
  }),
]);

const nothing = z.literal('');
const noPhone = 'Chưa nhập số điện thoại. Cơ quan cần số này để báo khi hồ sơ có thay đổi.';

/** How the person is reached and gets the result; kept as typed, read by this. */
export const contactSchema = z
  .strictObject({
    phone: z.string({ error: noPhone }).min(1, { error: noPhone }).pipe(fields.phone),
    email: fields.email.or(nothing).default(''),
    address: fields.shortText(500).or(nothing).default(''),
    bornOn: fields.plainDate.optional(),
    subject: fields.shortText(500).or(nothing).default(''),
    receiveBy: receiveBySchema.catch('online'),
    /** Where the post brings the result: a commune of today, and the house in it. */
    postDivision: z.string().max(20).default(''),
    postLine: fields.shortText(300).or(nothing).default(''),
  })
  .refine(({ receiveBy, postDivision }) => receiveBy !== 'post' || /^\d{5}$/.test(postDivision), {
    path: ['postDivision'],
    error: 'Chưa chọn xã, phường, thị trấn để bưu điện gửi kết quả đến.',
  })
  .refine(({ receiveBy, postLine }) => receiveBy !== 'post' || postLine !== '', {
    path: ['postLine'],
    error: 'Chưa nhập số nhà, đường, ấp để bưu điện gửi kết quả đến.',
  });

type Filer = { kind: 'citizen' | 'business'; name: string; number: string };

/** Whose dossier it becomes and who files it. */
export type Parties = {
  applicant: Applicant;
  submitter?: Submitter;
  subject: string;
  receiveBy: z.infer<typeof receiveBySchema>;
  /** Only where the post brings the result. */
  postTo?: { divisionCode: string; line: string };
};

/** What is typed of the parties, read; what is wrong by path. */
export function readParties(
  filer: Filer,
  typed: { behalf: Record<string, unknown>; contact: Record<string, unknown> },
): { parties?: Parties; problems: Record<string, string> } {
  const behalf = behalfSchema.safeParse(typed.behalf);
  const contact = contactSchema.safeParse(typed.contact);
  const problems = { ...problemsIn('behalf', behalf.error), ...problemsIn('contact', contact.error) };
  if (!behalf.success || !contact.success) return { problems };
  const { subject, receiveBy, bornOn, postDivision, postLine, ...reach } = contact.data;
  const postTo = receiveBy === 'post' ? { postTo: { divisionCode: postDivision, line: postLine } } : {};
  const common = { ...reach, ...(bornOn !== undefined && { bornOn }) };
  if (behalf.data.for === 'self')
    return { parties: { applicant: { ...filer, ...common }, subject, receiveBy, ...postTo }, problems };
  const { name, number, relation } = behalf.data;
  const kind = behalf.data.for === 'person' ? ('citizen' as const) : ('business' as const);
  return {
    parties: {
      applicant: { kind, name, number, ...common },
      submitter: { ...filer, phone: reach.phone, email: reach.email, relation },
      subject,
      receiveBy,
      ...postTo,
    },
    problems,
  };
}

/** The relation that was typed, as far as it is one. */
export function relationOf(behalf: Record<string, unknown>): Relation | undefined {
  const read = behalfSchema.safeParse(behalf);
  if (read.success) return read.data.for === 'self' ? undefined : read.data.relation;
  const relation = z.enum(['authorised', 'parent', 'guardian', 'legal_representative']).safeParse(behalf['relation']);
  return behalf['for'] !== 'self' && relation.success ? relation.data : undefined;
}

function problemsIn(part: string, error: z.ZodError | undefined): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of error?.issues ?? []) problems[[part, ...issue.path].join('.')] ??= issue.message;
  return problems;
}
