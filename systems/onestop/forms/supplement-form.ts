import { typeset } from '@cuaso/platform/files/typeset.ts';
import { type FormApplicant, formDay, type Office, templateFile } from './form-parts.ts';

/** What form 02 asks of an applicant. */
export type SupplementRequest = {
  office: Office;
  /** "0123/HDHS". */
  number: string;
  code: string;
  applicant: FormApplicant;
  procedureName: string;
  /** The papers that are missing or must be done again. */
  missing: readonly string[];
  reason: string;
  contactName: string;
  contactPhone: string;
  /** Where an online dossier is supplemented; empty for one at the counter. */
  link: string;
  clerkName: string;
  issuedAt: Date;
};

/** Form 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" (Decree 61/2018, art. 17; circular 01/2018, art. 9), A5. */
export function supplementForm(request: SupplementRequest): Promise<Uint8Array> {
  const { issuedAt, procedureName, ...said } = request;
  const title = `Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ ${request.code}`;
  const values = { ...said, procedure: procedureName, issuedOn: formDay(issuedAt) };
  return typeset({ template: templateFile('supplement'), title, madeAt: issuedAt, values });
}
