import { describe, expect, test } from 'vitest';
import { isDraftPage, placeOf } from './places.js';

const id = '0198c1b2-0000-7000-8000-0123456789ab';
const place = (path: string) => placeOf(new URL(path, 'https://cuaso.example'));

describe('what a device may keep', () => {
  test.each(['/', '/thu-tuc', '/thu-tuc/1.004873', '/thu-tuc?q=khai+sinh', '/cau-hoi', '/khong-mang', '/tra-cuu'])(
    '%s is kept for everybody',
    (path) => expect(place(path)).toBe('public'),
  );

  test.each([
    '/ho-so',
    `/ho-so/${id}`,
    `/ho-so/${id}/da-nop`,
    `/ho-so/${id}/giay-tiep-nhan.pdf`,
    `/nop-ho-so/ban-nhap/${id}/person`,
    `/nop-ho-so/ban-nhap/${id}/lien-he`,
  ])('%s is kept for its owner', (path) => expect(place(path)).toBe('own'));

  test.each([
    '/can-bo',
    '/can-bo/ho-so/1',
    '/quan-tri',
    '/dang-nhap',
    '/dang-xuat',
    '/tra-cuu/000.00.15.H58-201123-0007',
    '/tra-cuu?k=secret',
    '/ket-qua/000.00.15.H58-201123-0007?k=secret',
    '/ho-so/tai-khoan',
    '/ho-so/du-lieu',
    `/nop-ho-so/ban-nhap/${id}/giay-to`,
    `/nop-ho-so/ban-nhap/${id}/xem-lai`,
    `/tep/nhap/${id}`,
    '/api/openapi.json',
  ])('%s is never kept', (path) => expect(place(path)).toBeUndefined());

  test('papers and the summary of a draft need the line', () => {
    expect(isDraftPage(`/nop-ho-so/ban-nhap/${id}/person`)).toBe(true);
    expect(isDraftPage(`/nop-ho-so/ban-nhap/${id}/giay-to`)).toBe(false);
    expect(isDraftPage(`/nop-ho-so/ban-nhap/${id}/xem-lai`)).toBe(false);
  });
});
