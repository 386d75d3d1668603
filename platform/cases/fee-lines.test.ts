import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeVndOf } from './answers.ts';
import { problemsOf } from './check-definition.ts';
import { type Definition, definitionSchema } from './definition.ts';
import { feeLinesOf } from './fee-lines.ts';

const step = { place: 'division', budgetMinutes: 0 } as const;

function definitionWith(fees: unknown[]): Definition {
  return definitionSchema.parse({
    sections: [{ key: 's', title: 'Phần', fields: [{ key: 'poor', label: 'Hộ nghèo', type: 'yes_no' }] }],
    papers: [],
    channels: [{ channel: 'online', limit: { unit: 'working_day', amount: 3 }, fees }],
    steps: [
      { key: 'handle', title: 'Thụ lý', kind: 'handle', ...step },
      { key: 'sign', title: 'Ký', kind: 'sign', ...step },
      { key: 'out', title: 'Trả', kind: 'hand_over', ...step },
    ],
    results: [],
  });
}

const isPoor = { op: 'equals', field: 'poor', value: true };
const fee = { key: 'le_phi', name: 'Lệ phí', kind: 'fee', amountVnd: 50_000 };

test('whom the procedure exempts pays nothing and the line says why', () => {
  const definition = definitionWith([{ ...fee, exemption: { when: isPoor, reason: 'Hộ nghèo' } }]);
  const [line] = feeLinesOf(definition, 'online', { poor: true });
  expect(line).toMatchObject({ fullVnd: 50_000, amountVnd: 0, exemptReason: 'Hộ nghèo', due: 'at_filing' });
  expect(feeVndOf(definition, 'online', { poor: true })).toBe(0);
  expect(feeVndOf(definition, 'online', { poor: false })).toBe(50_000);
});

test('a fee on notice is told apart, and another channel has its own fees', () => {
  const definition = definitionWith([{ ...fee, due: 'on_notice' }]);
  expect(feeLinesOf(definition, 'online', {})[0]?.due).toBe('on_notice');
  expect(feeLinesOf(definition, 'counter', {})).toEqual([]);
});

test('a condition about a question that is not there, and a key used twice, are not published', () => {
  const unknown = { op: 'filled', field: 'nobody_asks' };
  expect(Object.keys(problemsOf(definitionWith([{ ...fee, appliesWhen: unknown }])))).toEqual([
    'definition.channels.0.fees.0.appliesWhen',
  ]);
  const exempt = { ...fee, exemption: { when: unknown, reason: 'x' } };
  expect(Object.keys(problemsOf(definitionWith([exempt])))).toEqual(['definition.channels.0.fees.0.exemption']);
  expect(Object.keys(problemsOf(definitionWith([fee, fee])))).toEqual(['definition.channels.0.fees']);
});

test('the lines of any fees add up to what the dossier says, and none is below nothing or above its full amount', () => {
  const anyFee = fc.record({
    amountVnd: fc.integer({ min: 0, max: 10_000_000_000 }),
    exempt: fc.boolean(),
    applies: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyFee, { maxLength: 20 }), fc.boolean(), (fees, poor) => {
      const definition = definitionWith(
        fees.map(({ amountVnd, exempt, applies }, i) => ({
          ...fee,
          key: `phi_${i}`,
          amountVnd,
          ...(exempt && { exemption: { when: isPoor, reason: 'Hộ nghèo' } }),
          ...(applies && { appliesWhen: isPoor }),
        })),
      );
      const lines = feeLinesOf(definition, 'online', { poor });
      const sum = lines.reduce((total, line) => total + line.amountVnd, 0);
      expect(sum).toBe(feeVndOf(definition, 'online', { poor }));
      expect(lines.every((line) => line.amountVnd >= 0 && line.amountVnd <= line.fullVnd)).toBe(true);
      expect(lines.every((line) => line.amountVnd < line.fullVnd === (line.exemptReason !== ''))).toBe(true);
    }),
  );
});
