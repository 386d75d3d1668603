import { createHash } from 'node:crypto';
import { array, assert, property, string, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { checkCodeOf, displayedText } from './check-code.ts';

const digestOf = (data: string) => createHash('sha256').update(data).digest();

test('the code is the same for the same digest, on page and telephone', () => {
  expect(checkCodeOf(digestOf('a'))).toBe(checkCodeOf(Buffer.from(digestOf('a'))));
  expect(checkCodeOf(Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.alloc(28)]))).toBe('0007');
  expect(checkCodeOf(Buffer.alloc(32, 255))).toBe('7295');
});

test('it always has four digits', () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      expect(checkCodeOf(Buffer.from(bytes))).toMatch(/^\d{4}$/);
    }),
  );
});

test('all codes come up about equally often', () => {
  const counts = new Map<string, number>();
  for (let index = 0; index < 20_000; index += 1) {
    const first = checkCodeOf(digestOf(String(index))).slice(0, 1);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  expect([...counts.values()].every((count) => count > 1800 && count < 2200)).toBe(true);
  expect(counts.size).toBe(10);
});

test('the telephone shows what is signed and the code, and never more than fits', () => {
  const digest = digestOf('a');
  expect(displayedText('Giấy phép xây dựng\nsố 12/GPXD', digest)).toBe(
    `Giấy phép xây dựng số 12/GPXD\nMã kiểm tra: ${checkCodeOf(digest)}`,
  );
  const own = `Giấy phép - mã ${checkCodeOf(digest)}`;
  expect(displayedText(own, digest)).toBe(own);
  const long = displayedText(`${'Giấy phép '.repeat(20)} ${checkCodeOf(digest)}`, digest);
  expect(long).toMatch(new RegExp(`…\nMã kiểm tra: ${checkCodeOf(digest)}$`));
  assert(
    property(array(string({ unit: 'grapheme' }), { maxLength: 60 }), (parts) => {
      const [title = '', code, ...more] = displayedText(parts.join(' '), digest).split('\n');
      expect([...title].length).toBeLessThanOrEqual(80);
      expect([code, more]).toEqual([`Mã kiểm tra: ${checkCodeOf(digest)}`, []]);
    }),
  );
});
