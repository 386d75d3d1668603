import { preparePdf } from '@cuaso/platform/signing/pdf/prepare-pdf.ts';
import { sampleSeal, sampleSignature } from '@cuaso/platform/signing/pdf/sample-images.ts';
import type { ToSign } from '@cuaso/platform/signing/purpose.ts';
import { expect, test } from 'vitest';
import { resultDocument } from '../onestop/forms/result-document.ts';
import { sampleResult } from '../onestop/forms/sample-forms.ts';
import { appearanceOf } from './appearance-of.ts';

const now = new Date('2026-11-27T07:05:09Z');
const shownAt = { kind: 'signature_block' as const, page: 1, centreX: 425, nameTop: 415 };

async function unsigned(): Promise<ToSign> {
  const bytes = Buffer.from((await resultDocument(sampleResult)).pdf);
  const words = { title: '', detail: '', agencyId: '', fileName: '', reason: '', location: '' };
  return { ...words, bytes, shownAt, allowsFilling: 'nothing', params: {} };
}

function rectOf(toSign: ToSign, role: 'person' | 'organisation', image: Buffer) {
  const appearance = appearanceOf(toSign, { role, image, signerName: 'Phạm Văn Hai', now });
  if (appearance.kind === 'text_corner') throw new Error('no place');
  return { appearance, rect: appearance.rect };
}

test('the seal covers the left third of the signature that is there, whatever its shape', async () => {
  const toSign = await unsigned();
  const person = rectOf(toSign, 'person', sampleSignature());
  const about = { now, signerName: 'Phạm Văn Hai', reason: '', location: '' };
  const { bytes } = preparePdf(toSign.bytes, { ...about, appearance: person.appearance });
  const seal = rectOf({ ...toSign, bytes }, 'organisation', sampleSeal()).rect;
  const covered = seal.x + seal.width - person.rect.x;
  expect(covered / person.rect.width).toBeCloseTo(1 / 3, 1);
  expect((seal.width / 72) * 25.4).toBeCloseTo(36, 1);
});

test('a form carries the agency and the time with its offset in the corner', async () => {
  const toSign = {
    ...(await unsigned()),
    shownAt: { kind: 'text_corner' as const, lines: ['Ủy ban nhân dân xã Bình Nhì'] },
  };
  const look = { role: 'organisation' as const, image: undefined, signerName: '', now };
  expect(appearanceOf(toSign, look)).toEqual({
    kind: 'text_corner',
    lines: ['Ủy ban nhân dân xã Bình Nhì; 27/11/2026 14:05:09 +07:00'],
  });
});
