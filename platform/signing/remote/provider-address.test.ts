import { expect, test } from 'vitest';
import { namedAddressOf, providerAddressOf, requireProviderAddress } from './provider-address.ts';

test.each(['https://ky-so.example/csc/v2', 'http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]:9/'])(
  '%s is an address',
  (text) => expect(providerAddressOf(text)?.href).toBe(new URL(text).href),
);

test.each([
  'http://ky-so.example/',
  'http://127.0.0.1.example/',
  'http://10.0.0.1/',
  'https://name:secret@ky-so.example/',
  'ftp://ky-so.example/',
  'file:///etc/passwd',
  'ky-so.example',
  '',
])('%s is none', (text) => {
  expect(providerAddressOf(text)).toBeUndefined();
  expect(() => requireProviderAddress(text)).toThrow('https');
});

test('a provider on the network cannot point to this machine', () => {
  const far = new URL('https://ky-so.example/');
  const near = new URL('http://127.0.0.1:1/');
  expect(namedAddressOf('https://id.ky-so.example/', far)?.host).toBe('id.ky-so.example');
  expect(namedAddressOf('http://127.0.0.1:5432/', far)).toBeUndefined();
  expect(namedAddressOf('https://localhost/', far)).toBeUndefined();
  expect(namedAddressOf('http://127.0.0.1:2/', near)?.port).toBe('2');
});
