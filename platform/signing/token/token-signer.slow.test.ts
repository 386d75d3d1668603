import { createHash, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import { SigningRefused } from '../signer.ts';
import { listTokens, openModule } from './token-module.ts';
import { openTokenSigner } from './token-signer.ts';

let pki: Pki;
let token: SoftToken;
beforeAll(async () => {
  pki = await makePki();
  const { leader, agency } = pki.holders;
  token = await makeSoftToken([
    { label: 'lanh-dao', ...leader },
    { label: 'co-quan', ...agency },
  ]);
}, 60_000);
afterAll(() => {
  token.remove();
  pki.remove();
});

const contents = Array.from({ length: 100 }, (_, i) => Buffer.from(`Văn bản ${i}`));
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

function signerOf(name: 'leader' | 'agency' | 'revoked', pin = token.pin, tokenLabel = token.label) {
  const certificateDer = pki.holders[name].certificate.der;
  return openTokenSigner({ module: openModule(token.module), tokenLabel, pin, certificateDer });
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SigningRefused) return error.reason;
    throw error;
  }
  return 'signed';
}

test('a hundred digests are signed with the key of the certificate, each for its document', async () => {
  const signer = await signerOf('leader');
  const signatures = await signer.sign(contents.map(digestOf));
  const { publicKey } = pki.holders.leader.certificate;
  expect(signatures.every((one, i) => verify('sha256', contents[i] ?? Buffer.alloc(0), publicKey, one))).toBe(true);
  signer.close();
});

test('two keys of one token sign at the same time', async () => {
  const [one, other] = [await signerOf('leader'), await signerOf('agency')];
  const digests = contents.slice(0, 20).map(digestOf);
  const [first, second] = await Promise.all([one.sign(digests), other.sign(digests)]);
  expect(
    verify(
      'sha256',
      contents[3] ?? Buffer.alloc(0),
      pki.holders.leader.certificate.publicKey,
      first?.[3] ?? Buffer.alloc(0),
    ),
  ).toBe(true);
  expect(
    verify(
      'sha256',
      contents[3] ?? Buffer.alloc(0),
      pki.holders.agency.certificate.publicKey,
      second?.[3] ?? Buffer.alloc(0),
    ),
  ).toBe(true);
  one.close();
  other.close();
});

test('another token, another certificate and another library are told apart from a wrong PIN', async () => {
  expect(await reasonOf(signerOf('revoked'))).toBe('key_missing');
  expect(await reasonOf(signerOf('leader', token.pin, 'khong-co'))).toBe('key_missing');
  expect(() => openModule('/khong/co/thu-vien.so')).toThrow(SigningRefused);
});

test('the token that is plugged in is named', () => {
  expect(listTokens(openModule(token.module)).map(({ label }) => label)).toContain(token.label);
});
