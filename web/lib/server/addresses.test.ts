import { expect, test } from 'vitest';
import { currentOf } from '../navigation.ts';
import { pageOf, sortHref, withParams } from '../ui/links.ts';
import { localPath, signInPath } from './form-action.ts';

test.each(['/ho-so', '/thu-tuc?q=khai%20sinh', '/'])('%s is a way back', (path) => {
  expect(localPath(path, '/x')).toBe(path);
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\\b', '/a\nb', '', undefined, 5])(
  '%j is no way back',
  (path) => {
    expect(localPath(path, '/x')).toBe('/x');
  },
);

test('the sign-in page knows the way back, without the name of the form action', () => {
  expect(signInPath(new URL('http://a/ho-so?/rut'))).toBe('/dang-nhap?tiep=%2Fho-so');
  expect(signInPath(new URL('http://a/can-bo?trang=2'))).toBe('/dang-nhap?tiep=%2Fcan-bo%3Ftrang%3D2');
});

test('paging keeps the filters, sorting starts again at page one', () => {
  const url = new URL('http://a/b?q=x&trang=3&sap-xep=due');
  expect(withParams(url, { trang: 4 })).toBe('?q=x&trang=4&sap-xep=due');
  expect(sortHref(url, 'due')).toBe('?q=x&sap-xep=-due');
  expect(sortHref(url, 'code')).toBe('?q=x&sap-xep=code');
  expect(withParams(new URL('http://a/b?trang=2'), { trang: null })).toBe('/b');
});

test.each([
  ['?trang=3', 3],
  ['?trang=0', 1],
  ['?trang=-1', 1],
  ['?trang=1.5', 1],
  ['?trang=abc', 1],
  ['', 1],
])('%s is page %i', (search, page) => {
  expect(pageOf(new URL(`http://a/b${search}`))).toBe(page);
});

test('the menu marks the longest entry that fits', () => {
  const items = ['/', '/can-bo', '/can-bo/cho-ky'].map((href) => ({ href, label: href, icon: 'home' as const }));
  expect(currentOf(items, '/can-bo/cho-ky/7')?.href).toBe('/can-bo/cho-ky');
  expect(currentOf(items, '/can-bo/khac')?.href).toBe('/can-bo');
  expect(currentOf(items, '/can-bo-khac')).toBeUndefined();
});
