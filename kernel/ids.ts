import { z } from 'zod';
import type { PlainDate } from './clock.ts';
import { isPlainDate } from './clock.ts';
import { fail } from './errors.ts';

/** The four levels of an agency's code, the highest first (QCVN 102:2016/BTTTT: `V1V2V3.Z1Z2.Y1Y2.MX1X2`). */
export type AgencyCodeParts = { level1: string; level2: string; level3: string; level4: string };

/** The parts of a dossier's code: receiving agency, day of reception, number within agency and day. */
export type DossierCodeParts = { agencyCode: string; receivedOn: PlainDate; sequence: number };

/** How many dossiers an agency can number on one day: the sequence has four digits. */
export const maxDossierSequence = 9999;

const agencyPattern = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$/;
const dossierPattern = /^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(\d{2})(\d{2})(\d{2})-(\d{4})$/;

/** An agency's code (QCVN 102:2016/BTTTT), e.g. 000.00.15.H58. */
export const agencyCode = z
  .string()
  .overwrite(tidyCode)
  .regex(agencyPattern, { error: 'Mã cơ quan có dạng 000.00.00.H58.' });

/** A dossier's code (TT 01/2018/TT-VPCP art. 19), e.g. 000.00.15.H58-261123-0001. */
export const dossierCode = z
  .string()
  .overwrite(tidyDossierCode)
  .refine((code) => findDossierParts(code) !== undefined, {
    error:
      'Mã hồ sơ có dạng 000.00.15.H58-261123-0001 (mã cơ quan, ngày tiếp nhận, số thứ tự). Xem trên giấy tiếp nhận.',
  });

/** The parts of an agency's code; refuses what is none. */
export function parseAgencyCode(text: string): AgencyCodeParts {
  const match = agencyPattern.exec(tidyCode(text));
  if (match === null) return fail('invalid', 'agency.code_malformed', { code: text.slice(0, 40) });
  const [, level4 = '', level3 = '', level2 = '', level1 = ''] = match;
  return { level1, level2, level3, level4 };
}

/** The code made of these parts; the levels that are not given are zeros. */
export function formatAgencyCode(parts: Partial<AgencyCodeParts> & { level1: string }): string {
  const code = `${parts.level4 ?? '000'}.${parts.level3 ?? '00'}.${parts.level2 ?? '00'}.${parts.level1}`;
  if (!agencyPattern.test(code)) fail('invalid', 'agency.code_malformed', { code });
  return code;
}

/** The parts of a dossier's code; refuses what is none, also a day that does not exist. */
export function parseDossierCode(text: string): DossierCodeParts {
  return (
    findDossierParts(tidyDossierCode(text)) ?? fail('invalid', 'dossier.code_malformed', { code: text.slice(0, 60) })
  );
}

/** The code of a dossier; refuses the ten thousandth of a day. */
export function formatDossierCode(parts: DossierCodeParts): string {
  if (!Number.isInteger(parts.sequence) || parts.sequence < 1 || parts.sequence > maxDossierSequence) {
    fail('conflict', 'dossier.sequence_exhausted', { sequence: parts.sequence });
  }
  const day = parts.receivedOn.slice(2).replaceAll('-', '');
  const code = `${parts.agencyCode}-${day}-${String(parts.sequence).padStart(4, '0')}`;
  if (findDossierParts(code) === undefined) fail('invalid', 'dossier.code_malformed', { code });
  return code;
}

function findDossierParts(code: string): DossierCodeParts | undefined {
  const match = dossierPattern.exec(code);
  if (match === null) return undefined;
  const [, agency = '', year, month, day, sequence] = match;
  const receivedOn = `20${year}-${month}-${day}`;
  if (!isPlainDate(receivedOn) || sequence === '0000') return undefined;
  return { agencyCode: agency, receivedOn, sequence: Number(sequence) };
}

function tidyCode(text: string): string {
  return text.replace(/[\s\u200b\ufeff]/g, '').toUpperCase();
}

/** A dossier's code as it is printed, however it was typed: without its marks, with others, with letters for digits. */
function tidyDossierCode(text: string): string {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b\ufeff.,\-–—_/]/g, '');
  const [, front = '', letter = '', back = ''] = /^(.{7})([A-Z])(.{12})$/.exec(bare) ?? [];
  const digits = (front + back).replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^\d{19}$/.test(digits)) return tidyCode(text);
  const [, level4, level3, level2, level1, day, sequence] =
    /^(\d{3})(\d{2})(\d{2})(\d{2})(\d{6})(\d{4})$/.exec(digits) ?? [];
  return `${level4}.${level3}.${level2}.${letter}${level1}-${day}-${sequence}`;
}
