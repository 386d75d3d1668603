import { draftSchema } from '@cuaso/systems/procedures/draft-schema.ts';
import { describe, expect, test } from 'vitest';
import { conditionOf, inWords, simpleOf } from './condition.ts';
import { newDraftOf } from './new-draft.ts';
import { withPart } from './typed-part.ts';

const draft = newDraftOf('Thủ tục thử', 'G15-HT');
const married = { key: 'married', label: 'Đã kết hôn?', type: 'yes_no', required: true } as const;

describe('a part of a draft as it was typed', () => {
  test('a group that says what one item is called is repeated; without that it is asked once', () => {
    const fields = [{ key: 'name', label: 'Họ tên', type: 'person_name', knownFrom: 'applicant_name' }];
    const typed = withPart('to-khai', draft, {
      sections: [
        { key: 'people', title: 'Người cùng đi', fields, repeat: { item: 'Người', min: '1', max: '12' } },
        { key: 'one', title: 'Một lần', fields: [{ ...fields[0], key: 'other' }], repeat: { min: '1' } },
      ],
    });
    const [people, once] = draftSchema.parse(typed).definition.sections;
    expect(people?.repeat).toEqual({ item: 'Người', min: 1, max: 12 });
    expect(people?.fields[0]?.knownFrom).toBe('applicant_name');
    expect(once?.repeat).toBeUndefined();
  });

  test('becomes questions: ticks, numbers, choices and simple conditions', () => {
    const fields = [
      { key: 'married', label: 'Đã kết hôn?', type: 'yes_no', required: 'true' },
      {
        key: 'when',
        label: 'Năm nào?',
        type: 'number',
        min: '1.950',
        when: { field: 'married', op: 'equals', value: 'true' },
      },
      { key: 'where', label: 'Ở đâu?', type: 'choice', options: 'Trong tỉnh\nxa: Tỉnh khác' },
    ];
    const typed = withPart('to-khai', draft, { sections: [{ key: 'one', title: 'Phần một', fields }] });
    const [section] = draftSchema.parse(typed).definition.sections;
    expect(section?.fields).toEqual([
      { key: 'married', label: 'Đã kết hôn?', type: 'yes_no', required: true },
      {
        key: 'when',
        label: 'Năm nào?',
        type: 'number',
        required: false,
        min: 1950,
        showWhen: { op: 'equals', field: 'married', value: true },
      },
      {
        key: 'where',
        label: 'Ở đâu?',
        type: 'choice',
        required: false,
        options: [
          { value: 'trong_tinh', label: 'Trong tỉnh' },
          { value: 'xa', label: 'Tỉnh khác' },
        ],
      },
    ]);
  });

  test('keeps a condition that the form could not show, and nothing else of what was left out', () => {
    const both = { op: 'and' as const, of: [{ op: 'filled' as const, field: 'married' }] };
    const paper = { key: 'a', name: 'Giấy A', originals: 1, copies: 0, required: true, showWhen: both };
    const before = { ...draft, definition: { ...draft.definition, papers: [paper] } };
    const kept = withPart('giay-to', before, {
      papers: [{ key: 'a', name: 'Giấy A', originals: '2', when: { keep: 'true' } }],
    });
    expect(kept.definition.papers).toEqual([{ ...paper, originals: 2, required: false }]);
    const gone = withPart('giay-to', before, { papers: [{ key: 'a', name: 'Giấy A' }] });
    expect(gone.definition.papers[0]).not.toHaveProperty('showWhen');
  });

  test('reads hours with a comma and money with points', () => {
    const steps = draft.definition.steps.map((step) => ({ ...step, budgetHours: '1,5' }));
    expect(withPart('cac-buoc', draft, { steps }).definition.steps[0]?.budgetMinutes).toBe(90);
    const fees = [{ key: 'phi_1', name: 'Lệ phí', kind: 'fee', amountVnd: '1.250.000' }];
    const channels = [{ channel: 'counter', limit: { unit: 'working_day', amount: '2,5' }, fees }];
    const [channel] = draftSchema.parse(withPart('cach-nop', draft, { channels })).definition.channels;
    expect([channel?.limit.amount, channel?.fees[0]?.amountVnd]).toEqual([2.5, 1_250_000]);
  });

  test('of wrong kind stays as typed, so that the operation says what is wrong', () => {
    const steps = [{ key: 'handle', title: '', kind: 'handle', place: 'division', budgetHours: 'nhiều' }];
    const parsed = draftSchema.safeParse(withPart('cac-buoc', draft, { steps }));
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(
      expect.arrayContaining(['definition.steps.0.title', 'definition.steps.0.budgetMinutes']),
    );
  });
});

test('a simple condition goes through its three fields unchanged', () => {
  for (const condition of [
    { op: 'equals' as const, field: 'married', value: true },
    { op: 'filled' as const, field: 'married' },
    { op: 'in' as const, field: 'where', values: ['a', 'b'] },
    { op: 'at_least' as const, field: 'where', value: '2020-01-01' },
  ]) {
    const simple = simpleOf(condition);
    expect(simple && conditionOf(simple, [married])).toEqual(condition);
  }
  expect(simpleOf({ op: 'not', of: { op: 'filled', field: 'married' } })).toBeUndefined();
  expect(inWords({ op: 'not', of: { op: 'filled', field: 'married' } })).toBe('không phải (married đã điền)');
  const condition = { op: 'equals' as const, field: 'married', value: true };
  expect(inWords(condition, [married])).toBe('“Đã kết hôn?” bằng Có');
});
