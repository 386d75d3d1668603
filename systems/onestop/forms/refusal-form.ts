import { typeset } from '@cuaso/platform/files/typeset.ts';
import { type FormApplicant, formDay, type Office, templateFile } from './form-parts.ts';

/** What form 03 says to an applicant. */
export type Refusal = {
  office: Office;
  number: string;
  /** Empty when nothing was received and no number was taken. */
  code: string;
  applicant: FormApplicant;
  procedureName: string;
  /** Whether the dossier was not taken in, or taken in and not granted. */
  stage: 'intake' | 'resolution';
  reason: string;
  /** What the applicant can do now. */
  guidance: string;
  filerName: string;
  clerkName: string;
  issuedAt: Date;
};

const refused = { intake: 'không tiếp nhận', resolution: 'không giải quyết' } as const;

/** Form 03, "Phiếu từ chối tiếp nhận, giải quyết hồ sơ" (Decree 61/2018, art. 17 and 19; circular 01/2018, art. 9), A5. */
export function refusalForm(refusal: Refusal): Promise<Uint8Array> {
  const { issuedAt, procedureName, stage, ...said } = refusal;
  const title = `Phiếu từ chối tiếp nhận, giải quyết hồ sơ ${refusal.code}`.trim();
  const values = { ...said, procedure: procedureName, refused: refused[stage], issuedOn: formDay(issuedAt) };
  return typeset({ template: templateFile('refusal'), title, madeAt: issuedAt, values });
}
