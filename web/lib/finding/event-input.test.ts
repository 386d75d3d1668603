import { expect, test } from 'vitest';
import { eventInputOf } from './event-input.ts';

test('codes are taken one a line or with commas, and empty groups are left out', () => {
  const groups = [
    { title: 'Khai sinh', codes: '1.001193\n 1.000656, 1.001193' },
    {},
    { title: 'Khác', fieldCode: 'G15-HT', words: 'kết hôn, ly hôn' },
  ];
  expect(eventInputOf({ key: 'x', content: { title: 'X', groups } })).toEqual({
    key: 'x',
    content: {
      title: 'X',
      keywords: '',
      groups: [
        { title: 'Khai sinh', codes: ['1.001193', '1.000656'] },
        { title: 'Khác', codes: [], rule: { fieldCode: 'G15-HT', words: ['kết hôn', 'ly hôn'] } },
      ],
    },
  });
});

test('a form without anything gives an event without groups, for the operation to refuse', () => {
  expect(eventInputOf({})).toEqual({ content: { keywords: '', groups: [] } });
});
