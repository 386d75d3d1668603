import { email, personName, phone } from '@cuaso/kernel/fields.ts';
import { z } from 'zod';
import type { Definition, Paper } from './definition.ts';

/** In what relation one files for another, and the paper that proves it (Bộ luật Dân sự 2015, art. 135–138). */
export const relations = {
  authorised: { title: 'Người được ủy quyền', proof: 'Giấy ủy quyền' },
  parent: { title: 'Cha, mẹ của người chưa thành niên', proof: 'Giấy khai sinh hoặc giấy tờ chứng minh là cha, mẹ' },
  guardian: { title: 'Người giám hộ', proof: 'Giấy tờ chứng minh việc giám hộ' },
  legal_representative: {
    title: 'Người đại diện theo pháp luật của tổ chức',
    proof: 'Giấy chứng nhận đăng ký của tổ chức, có tên người đại diện',
  },
} as const;

/** A relation by its key. */
export type Relation = keyof typeof relations;

/** Who files for the applicant, where these are two: as written at filing. */
export const submitterSchema = z.strictObject({
  kind: z.enum(['citizen', 'business']),
  name: personName,
  number: z.string().max(20),
  phone: phone.or(z.literal('')).default(''),
  email: email.or(z.literal('')).default(''),
  relation: z.enum(['authorised', 'parent', 'guardian', 'legal_representative']),
});
/** Who files for the applicant. */
export type Submitter = z.infer<typeof submitterSchema>;

/** The key of the paper that proves that one may file for another; no definition may use it. */
export const authorityPaperKey = 'authority_to_file';

/** The definition as this filing must meet it: filed for another, it asks for the proof first. */
export function withAuthorityPaper(definition: Definition, relation: Relation | undefined): Definition {
  if (relation === undefined) return definition;
  return { ...definition, papers: [authorityPaperOf(relation), ...definition.papers] };
}

function authorityPaperOf(relation: Relation): Paper {
  return { key: authorityPaperKey, name: relations[relation].proof, originals: 0, copies: 1, required: true };
}
