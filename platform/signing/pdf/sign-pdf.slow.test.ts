import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../../../test/pki/pki-server.ts';
import { typeset } from '../../files/typeset.ts';
import { trimDer } from '../cms/read.ts';
import { askOcsp } from '../pki/fetch-revocation.ts';
import { requestTimeStamp } from '../pki/time-stamp.ts';
import type { Trust } from '../trust.ts';
import { addEvidence } from './add-evidence.ts';
import { checkPdf } from './check-pdf.ts';
import { prepareDocumentTimeStamp } from './document-time-stamp.ts';
import { openPdf } from './open-pdf.ts';
import { PdfRefused } from './pdf-refused.ts';
import { placeAbove } from './place-above.ts';
import type { PreparedPdf } from './prepare-pdf.ts';
import { preparePdf } from './prepare-pdf.ts';
import { readSignatures } from './read-signatures.ts';
import { sampleSeal, sampleSignature } from './sample-images.ts';
import { hybridPdf, linearisedPdf, packedPdf, scannedPdf, tablePdf } from './sample-pdf-files.ts';
import type { SampleSigner } from './sample-signing.ts';
import { signedSample } from './sample-signing.ts';
import { sealPdf } from './seal-pdf.ts';
import { addTextFields, fillTextFields } from './text-fields.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-pdf-'));
const now = new Date();
let pki: Pki;
let server: PkiServer;
let samples: Record<string, Buffer>;

beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  samples = {
    typst: await typstPdf(),
    chromium: chromiumPdf(),
    packed: packedPdf(),
    hybrid: hybridPdf(),
    linearised: linearisedPdf(),
    scan: scannedPdf(),
    plain: tablePdf(),
  };
}, 120_000);
afterAll(async () => {
  await server.stop();
  pki.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function typstPdf(): Promise<Buffer> {
  const template = join(folder, 'mau.typ');
  writeFileSync(
    template,
    '#let d = json(bytes(sys.inputs.data))\n#set document(title: d.title, date: datetime(..d.made))\n#set text(font: "Tinos", lang: "vi")\n= Quyết định\n#lorem(900)',
  );
  return Buffer.from(await typeset({ template, title: 'Quyết định', madeAt: now, values: {} }));
}

function chromiumPdf(): Buffer {
  const [page, pdf] = [join(folder, 'trang.html'), join(folder, 'trang.pdf')];
  writeFileSync(page, '<meta charset="utf-8"><h1>Quyết định</h1><p>Điều 1. Cấp giấy phép.</p>');
  const words = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'nguoi-dung')}`];
  execFileSync('chromium-headless-shell', [...words, `--print-to-pdf=${pdf}`, page], {
    stdio: 'ignore',
    timeout: 60_000,
  });
  return readFileSync(pdf);
}

const signer = (name: 'leader' | 'agency'): SampleSigner => ({ ...pki.holders[name], chain: [pki.authority] });
const trust = (parts: Partial<Trust> = {}): Trust => ({
  now: new Date(),
  authorities: pki.trusted,
  revocations: [pki.crl(), pki.rootCrl()],
  ...parts,
});
/** Strangers are asked while this process waits, for longer than the server keeps its connections: the second try gets a new one. */
const stamp = (imprint: Buffer): Promise<Buffer> => {
  const ask = () => requestTimeStamp(server.tsaUrl, imprint, Buffer.alloc(16, 7));
  return ask().catch(ask);
};
const summary = (bytes: Buffer, given = trust()) =>
  checkPdf(bytes, given).signatures.map(({ verdict, level }) => `${verdict} ${level}`);

/** What pdfsig says of each signature; it does not know document time stamps. */
function pdfsig(bytes: Buffer): string[] {
  const path = join(folder, 'ky.pdf');
  writeFileSync(path, bytes);
  const said = execFileSync('pdfsig', [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const parts = said.split(/Signature #\d+:/).filter((part) => part.includes('ETSI.CAdES.detached'));
  return parts.map((part) => /Signature Validation: (.*)/.exec(part)?.[1] ?? '');
}

/** What openssl says of each signature (as CAdES) and document time stamp over its byte range: its exit codes. */
function openssl(bytes: Buffer): number[] {
  const place = join(folder, 'cms');
  mkdirSync(place, { recursive: true });
  const roots = ['-CAfile', join(pki.folder, 'goc/ca.pem')];
  return readSignatures(openPdf(bytes)).map(({ byteRange, contents, kind }) => {
    const [, length = 0, behind = 0, rest = 0] = byteRange;
    const covered = Buffer.concat([bytes.subarray(0, length), bytes.subarray(behind, behind + rest)]);
    writeFileSync(join(place, 'noi-dung'), covered);
    writeFileSync(join(place, 'ky.der'), trimDer(contents?.bytes ?? Buffer.alloc(0)));
    const signature = [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'ky.der',
      '-content',
      'noi-dung',
    ];
    const stamped = ['ts', '-verify', '-token_in', '-in', 'ky.der', '-data', 'noi-dung'];
    const words = kind === 'signature' ? [...signature, '-purpose', 'any', '-out', '/dev/null'] : stamped;
    return spawnSync('openssl', [...words, ...roots], { cwd: place, stdio: 'ignore' }).status ?? -1;
  });
}

const kinds = ['typst', 'chromium', 'packed', 'hybrid', 'linearised', 'scan', 'plain'];

describe.each(kinds)('a file of the kind %s', { timeout: 90_000 }, (kind) => {
  test('is signed by a person, filled in, sealed by the agency and stamped; strangers and the checker take all of it', async () => {
    const bytes = samples[kind] ?? Buffer.alloc(0);
    const places = placeAbove({ page: { width: 595, height: 842 }, centreX: 425, nameTop: 110 });
    const rect = { x: 100, y: 20, width: 120, height: 16 };
    const empty = addTextFields(bytes, [{ name: 'so', page: 1, rect, fontSizePt: 13, align: 'left' }]);
    const person = { kind: 'person', image: sampleSignature(), page: -1, rect: places.signature } as const;
    const one = await signedSample(empty, { now, lock: 'form_filling', appearance: person }, signer('leader'));
    const filled = fillTextFields(one, { so: '12/QĐ-UBND' });
    const seal = { kind: 'organisation', image: sampleSeal(), page: -1, rect: places.seal } as const;
    const two = await signedSample(filled, { now, appearance: seal }, signer('agency'), stamp);
    const corner = { kind: 'text_corner', lines: ['Sao y', 'Ủy ban nhân dân xã Thử Nghiệm'] } as const;
    const three = await signedSample(two, { now, appearance: corner }, signer('agency'));
    const prepared = prepareDocumentTimeStamp(three, now);
    const stamped = sealPdf(prepared, await stamp(prepared.digest));
    const crls = [pki.crl(), pki.rootCrl()];
    const complete = addEvidence(stamped, { certificates: [pki.authority.der, pki.root.der], crls, ocsps: [] });
    expect(complete.subarray(0, bytes.length).equals(bytes)).toBe(true);
    for (const step of [one, filled, two, three, stamped, complete]) {
      expect(new Set(pdfsig(step))).toEqual(new Set(['Signature is Valid.']));
      expect(new Set(openssl(step))).toEqual(new Set([0]));
      expect(checkPdf(step, trust()).isIntact).toBe(true);
    }
    expect([one, two, three, complete].map((step) => openssl(step).length)).toEqual([1, 2, 3, 4]);
    expect([one, two, three, stamped].map((step) => summary(step))).toEqual([
      ['valid B-B'],
      ['valid B-B', 'valid B-T'],
      ['valid B-B', 'valid B-T', 'valid B-B'],
      ['valid B-T', 'valid B-T', 'valid B-T'],
    ]);
    expect(summary(complete, trust({ revocations: [] }))).toEqual(['valid B-LT', 'valid B-LT', 'valid B-LT']);
    expect(checkPdf(complete, trust()).signatures[0]?.laterChanges.map((change) => change.kind)).toEqual([
      'form_field',
      'signature',
      'signature',
      'time_stamp',
      'evidence',
    ]);
  });
});

describe('evidence', () => {
  test('is merged with what is there, and serves years later', async () => {
    const signed = await signedSample(samples['plain'] ?? Buffer.alloc(0), { now }, signer('leader'), stamp);
    const ocsp = await askOcsp(server.ocspUrl, pki.holders.leader.certificate, pki.authority);
    const first = addEvidence(signed, {
      certificates: [pki.authority.der],
      crls: [],
      ocsps: [ocsp],
      vriFor: ['ChuKy'],
    });
    const evidence = {
      certificates: [pki.authority.der, pki.root.der],
      crls: [pki.crl(), pki.rootCrl()],
      ocsps: [ocsp],
    };
    const second = addEvidence(first, evidence);
    const again = addEvidence(second, evidence);
    expect(again.length - second.length).toBeLessThan(700);
    expect(pdfsig(again)).toEqual(['Signature is Valid.']);
    const later = trust({ now: new Date(Date.now() + 900 * 86_400_000), revocations: [] });
    expect(summary(again, later)).toEqual(['valid B-LT']);
    expect(summary(signed, later)).toEqual(['in_doubt B-T']);
    expect(again.toString('latin1')).toMatch(/\/VRI <<\/[0-9A-F]{40} \d+ 0 R/);
  });

  test('of a signature that is not there is refused', () => {
    const none = { certificates: [], crls: [], ocsps: [], vriFor: ['Khac'] };
    expect(() => addEvidence(tablePdf(), none)).toThrow(PdfRefused);
  });

  test('a time stamp of something else over the document proves nothing', async () => {
    const signed = await signedSample(tablePdf(), { now }, signer('leader'));
    const prepared = prepareDocumentTimeStamp(signed, now);
    const wrong = sealPdf(prepared, await stamp(createHash('sha256').update('khác').digest()));
    expect(summary(wrong)).toEqual(['valid B-B']);
  });
});

describe('a prepared file', () => {
  const wish = { now, signerName: 'A', reason: 'Ký', location: 'B' };

  test('waits as plain data', async () => {
    const prepared = preparePdf(tablePdf(), wish);
    const waiting = JSON.stringify(prepared, (_, value: unknown) => value);
    const { bytes, digest, ...rest } = JSON.parse(waiting) as PreparedPdf &
      Record<'bytes' | 'digest', { data: number[] }>;
    const back = { ...rest, bytes: Buffer.from(bytes.data), digest: Buffer.from(digest.data) };
    expect(back).toEqual(prepared);
  });

  test('takes only a signature that fits, and only as it was prepared', () => {
    const prepared = preparePdf(tablePdf(), { ...wish, contentsBytes: 100 });
    expect(() => sealPdf(prepared, Buffer.alloc(101, 48))).toThrow('too_large');
    expect(() => sealPdf(prepared, Buffer.alloc(0))).toThrow('too_large');
    const changed = { ...prepared, bytes: Buffer.from(prepared.bytes) };
    changed.bytes[60] = 7;
    expect(() => sealPdf(changed, Buffer.alloc(9))).toThrow('not_prepared');
    expect(() => sealPdf({ ...prepared, contentsAt: 5 }, Buffer.alloc(9))).toThrow('not_prepared');
  });

  test('says what it was asked to say, whatever the letters', () => {
    const odd = '/ByteRange [)(\\<> Ủy ban\u0000\n';
    const prepared = preparePdf(tablePdf(), { ...wish, signerName: odd, reason: odd, location: odd, fieldName: 'a.b' });
    const [only] = readSignatures(openPdf(prepared.bytes));
    expect([only?.signerName, only?.reason, only?.location, only?.fieldName]).toEqual([odd, odd, odd, 'a b']);
    expect(only?.contents?.at).toBe(prepared.contentsAt);
  });

  test('only the first signature certifies', async () => {
    const signed = await signedSample(tablePdf(), { now }, signer('leader'));
    expect(() => preparePdf(signed, { ...wish, lock: 'form_filling' })).toThrow('already_signed');
  });

  test('of 20 MB is signed and checked', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, ' ').toString('latin1');
    const body = `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
    const large = tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
      4: body,
    });
    const signed = await signedSample(large, { now }, signer('leader'));
    expect(summary(signed)).toEqual(['valid B-B']);
    signed[10_000_000] = 65;
    expect(checkPdf(signed, trust()).signatures[0]?.findings[0]?.reason).toBe('content_changed');
  });
});
