import { expect, test } from 'vitest';
import { z } from 'zod';
import { coerce } from './coerce.ts';

const schema = z.strictObject({
  count: z.int().optional(),
  share: z.number().default(1),
  feeVnd: z.bigint().nullable(),
  agreed: z.boolean(),
  name: z.string(),
  rows: z.array(z.strictObject({ copies: z.int() })),
  picked: z.array(z.int()),
});

test('texts become what the schema wants, through optional, default and nullable', () => {
  const input = {
    count: '12',
    share: '12,5',
    feeVnd: '1.250.000',
    agreed: 'on',
    name: '007',
    rows: [{ copies: '2' }],
    picked: ['1', '2'],
  };
  expect(coerce(schema, input)).toEqual({
    count: 12,
    share: 12.5,
    feeVnd: 1_250_000n,
    agreed: true,
    name: '007',
    rows: [{ copies: 2 }],
    picked: [1, 2],
  });
});

test('an unticked box is no', () => {
  expect(coerce(schema, {})).toEqual({ agreed: false });
});

test('what is no number stays for the schema to refuse', () => {
  expect(coerce(schema, { count: 'mười hai', share: '1e9', feeVnd: '1,5', agreed: 'có' })).toEqual({
    count: 'mười hai',
    share: '1e9',
    feeVnd: '1,5',
    agreed: 'có',
  });
});

test('holes of a list are closed', () => {
  const rows: unknown[] = [];
  rows[3] = { copies: '1' };
  expect(coerce(schema, { rows })['rows']).toEqual([{ copies: 1 }]);
});
