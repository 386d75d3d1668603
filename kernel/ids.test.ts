import { describe, expect, test } from 'vitest';
import {
  agencyCode,
  dossierCode,
  formatAgencyCode,
  formatDossierCode,
  parseAgencyCode,
  parseDossierCode,
} from './ids.ts';

describe('an agency code', () => {
  test('has four levels, the province last', () => {
    const parts = { level4: '000', level3: '17', level2: '22', level1: 'H56' };
    expect(parseAgencyCode('000.17.22.H56')).toEqual(parts);
    expect(formatAgencyCode(parts)).toBe('000.17.22.H56');
    expect(formatAgencyCode({ level1: 'H58' })).toBe('000.00.00.H58');
  });
  test('typed loosely is the same code', () => expect(agencyCode.parse(' 000.00.15.h58 ')).toBe('000.00.15.H58'));
  test.each(['', '00.00.00.H58', '000.00.00.58H', '000.00.00.H5', '000-00-00-H58', '000.00.00.H58.1'])(
    '%s is none',
    (text) => {
      expect(() => parseAgencyCode(text)).toThrow('agency.code_malformed');
      expect(agencyCode.safeParse(text).success).toBe(false);
    },
  );
});

describe('a dossier code', () => {
  test('tells agency, day and number', () => {
    const parts = { agencyCode: '000.00.06.H56', receivedOn: '2023-10-27', sequence: 361 };
    expect(parseDossierCode('000.00.06.H56-231027-0361')).toEqual(parts);
    expect(formatDossierCode(parts)).toBe('000.00.06.H56-231027-0361');
    expect(dossierCode.parse(' 000.00.06.h56 -231027-0361\n')).toBe('000.00.06.H56-231027-0361');
  });
  test.each([
    '0000006h562310270361',
    '000 00 06 H56 231027 0361',
    'OOO.00.06.H56–231O27–O36l',
    '000-00-06-h56-231027.0361',
  ])('typed as %s is the same code', (typed) => expect(dossierCode.parse(typed)).toBe('000.00.06.H56-231027-0361'));
  test.each(['000.00.06.H56-231327-0361', '000.00.06.H56-230229-0001', '000.00.06.H56-231027-0000', '231027-0361', ''])(
    '%s is none',
    (text) => {
      expect(() => parseDossierCode(text)).toThrow('dossier.code_malformed');
      expect(dossierCode.safeParse(text).success).toBe(false);
    },
  );
  test('is refused to the ten thousandth of a day', () => {
    const parts = { agencyCode: '000.00.15.H58', receivedOn: '2026-11-23' };
    expect(formatDossierCode({ ...parts, sequence: 9999 })).toBe('000.00.15.H58-261123-9999');
    expect(() => formatDossierCode({ ...parts, sequence: 10_000 })).toThrow('dossier.sequence_exhausted');
    expect(() => formatDossierCode({ ...parts, sequence: 0 })).toThrow('dossier.sequence_exhausted');
  });
});
