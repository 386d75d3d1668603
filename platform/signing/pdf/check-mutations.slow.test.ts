import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import type { DocumentReport } from '../report.ts';
import { addEvidence } from './add-evidence.ts';
import { BadPdf } from './bad-pdf.ts';
import { checkPdf } from './check-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { readSignatures } from './read-signatures.ts';
import { trappedPdf } from './sample-document.ts';
import { sampleSeal } from './sample-images.ts';
import { packedPdf, savedAgain, tablePdf } from './sample-pdf-files.ts';
import { signedSample } from './sample-signing.ts';
import { addTextFields, fillTextFields } from './text-fields.ts';

let pki: Pki;
let trust: Parameters<typeof checkPdf>[1];
const now = new Date();
beforeAll(async () => {
  pki = await makePki();
  trust = { now, authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()] };
}, 60_000);
afterAll(() => pki.remove());

const signer = (name: 'leader' | 'agency') => ({ ...pki.holders[name], chain: [pki.authority] });

/** What the checker says, or that it refused the file with a reason; anything else that it throws fails the test. */
function checked(bytes: Buffer): DocumentReport | null {
  try {
    return checkPdf(bytes, trust);
  } catch (error) {
    if (error instanceof BadPdf) return null;
    throw error;
  }
}

/** Numbers that are the same in every run. */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function everything(base: Buffer): Promise<Buffer> {
  const rect = { x: 100, y: 20, width: 120, height: 16 };
  const empty = addTextFields(base, [{ name: 'so', page: 1, rect, fontSizePt: 13, align: 'left' }]);
  const one = await signedSample(empty, { now, lock: 'form_filling', contentsBytes: 6000 }, signer('leader'));
  const appearance = { kind: 'organisation', image: sampleSeal(), page: 1, rect } as const;
  const wish = { now, appearance, contentsBytes: 6000 };
  const two = await signedSample(fillTextFields(one, { so: '12' }), wish, signer('agency'));
  return addEvidence(two, { certificates: [pki.authority.der], crls: [pki.crl()], ocsps: [] });
}

/** What each signature of a file covers. */
function coveredOf(bytes: Buffer): Buffer[] {
  return readSignatures(openPdf(bytes)).map(({ byteRange: [, length = 0, behind = 0, rest = 0] }) =>
    Buffer.concat([bytes.subarray(0, length), bytes.subarray(behind, behind + rest)]),
  );
}

test('one changed byte anywhere in what is covered is never valid', { timeout: 180_000 }, async () => {
  const bytes = await signedSample(tablePdf(), { now, contentsBytes: 6000 }, signer('leader'));
  const [, length = 0, behind = 0] = readSignatures(openPdf(bytes))[0]?.byteRange ?? [];
  const valid: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (at >= length && at < behind) continue;
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (at % 2 === 0 ? 1 : 0x20);
    if (checked(changed)?.signatures.some(({ verdict }) => verdict !== 'invalid') === true) valid.push(at);
  }
  expect(valid).toEqual([]);
});

test.each([
  ['a table', () => trappedPdf(savedAgain)],
  ['packed objects', () => packedPdf()],
])(
  'random damage to a file with %s is refused or told, and what is called valid covers what was signed',
  { timeout: 300_000 },
  async (_, base) => {
    const bytes = await everything(base());
    const covered = coveredOf(bytes);
    const chance = chanceFrom(bytes.length);
    const strange: number[] = [];
    for (let round = 0; round < 400; round += 1) {
      const changed = damagedCopy(bytes, chance);
      const report = checked(changed);
      const coveredNow = report === null ? [] : coveredOf(changed);
      const isStrange = report?.signatures.some(
        ({ verdict }, i) => verdict === 'valid' && !covered.some((one) => one.equals(coveredNow[i] ?? Buffer.alloc(0))),
      );
      if (isStrange === true) strange.push(round);
    }
    expect(strange).toEqual([]);
  },
);

const words = [
  '/ByteRange',
  '/Contents',
  '/Prev',
  '/Kids',
  '/V ',
  'obj',
  'endobj',
  ' R',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  '%%EOF',
  'startxref',
];

/** A copy with a few changes: bytes, places swapped, cut, doubled, other numbers, words of the format. */
function damagedCopy(bytes: Buffer, chance: (below: number) => number): Buffer {
  let copy: Buffer = Buffer.from(bytes);
  for (let left = 1 + chance(3); left > 0; left -= 1) {
    const at = chance(copy.length);
    const length = 1 + chance(60);
    const part = copy.subarray(at, at + length);
    const kind = chance(7);
    if (kind === 0) copy[at] = chance(256);
    else if (kind === 1) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
    else if (kind === 2) copy = Buffer.concat([copy.subarray(0, at), part, copy.subarray(at)]);
    else if (kind === 3) part.copy(copy, chance(copy.length));
    else if (kind === 4) copy = otherNumber(copy, chance);
    else if (kind === 5) Buffer.from(words[chance(words.length)] ?? '').copy(copy, chance(copy.length));
    else copy = copy.subarray(0, Math.max(copy.lastIndexOf('%%EOF', at), 0) + 6);
  }
  return copy;
}

function otherNumber(copy: Buffer, chance: (below: number) => number): Buffer {
  const numbers = [...copy.toString('latin1').matchAll(/(?<=[ [])\d{1,5}(?=[ \]\n/])/g)];
  const one = numbers[chance(numbers.length)];
  if (one === undefined) return copy;
  const other = String(chance(10 ** one[0].length)).padStart(one[0].length, '0');
  copy.write(other, one.index, 'latin1');
  return copy;
}
