import { code128Svg } from '@cuaso/platform/files/codes.ts';
import { typeset } from '@cuaso/platform/files/typeset.ts';
import { type FormApplicant, formDay, formInstant, type Office, templateFile } from './form-parts.ts';

/** One time that a dossier went from hand to hand. */
export type Turn = {
  from: string;
  to: string;
  giver: string;
  taker: string;
  at: Date;
  /** How the one who gave it on kept to the time; null while nobody can say. */
  timeliness: 'early' | 'on_time' | 'late' | null;
  note: string;
};

/** What form 05 says of a dossier's way. */
export type ControlSheet = {
  office: Office;
  number: string;
  code: string;
  applicant: FormApplicant;
  procedureName: string;
  limitText: string;
  receivedAt: Date;
  dueAt: Date | null;
  turns: readonly Turn[];
  issuedAt: Date;
};

const results = { early: 'Trước hạn', on_time: 'Đúng hạn', late: 'Quá hạn' } as const;

/** Form 05, "Phiếu kiểm soát quá trình giải quyết hồ sơ" (circular 01/2018/TT-VPCP, art. 9), A5. */
export function controlSheet(sheet: ControlSheet): Promise<Uint8Array> {
  const { office, number, code, applicant } = sheet;
  const values = {
    office,
    number,
    code,
    applicant,
    barcode: code128Svg(code),
    procedure: sheet.procedureName,
    limit: sheet.limitText,
    receivedAt: formInstant(sheet.receivedAt),
    dueAt: sheet.dueAt === null ? '' : formInstant(sheet.dueAt),
    turns: sheet.turns.map(({ at, timeliness, ...turn }) => ({
      ...turn,
      at: formInstant(at),
      result: timeliness === null ? '' : results[timeliness],
    })),
    issuedOn: formDay(sheet.issuedAt),
  };
  const title = `Phiếu kiểm soát quá trình giải quyết hồ sơ ${code}`;
  return typeset({ template: templateFile('control-sheet'), title, madeAt: sheet.issuedAt, values });
}
