import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { shortText } from './fields.ts';
import { vietnameseErrors } from './zod-vietnamese.ts';

beforeAll(() => void z.config({ customError: vietnameseErrors }));
afterAll(() => void z.config({ customError: undefined }));

const message = (schema: z.ZodType, input: unknown) => schema.safeParse(input).error?.issues[0]?.message;

test.each([
  ['missing', z.strictObject({ a: z.string() }), {}, 'Chưa nhập. Hãy điền mục này.'],
  ['null', z.string(), null, 'Chưa nhập. Hãy điền mục này.'],
  ['a wrong type', z.string(), 5, 'Sai kiểu dữ liệu: cần chữ.'],
  ['text for a number', z.number(), '5', 'Sai kiểu dữ liệu: cần số.'],
  ['a fraction', z.int(), 1.5, 'Sai kiểu dữ liệu: cần số nguyên.'],
  ['too long', shortText(3), 'abcde', 'Dài quá: đang có 5 ký tự, nhiều nhất 3 ký tự.'],
  ['too short', z.string().min(8), 'abc', 'Ngắn quá: đang có 3 ký tự, ít nhất 8 ký tự.'],
  ['empty', z.string().min(8), '', 'Chưa nhập. Hãy điền mục này.'],
  ['too many', z.array(z.number()).max(1), [1, 2], 'Nhiều quá: đang có 2 mục, nhiều nhất 1 mục.'],
  ['too large', z.number().max(9), 10, 'Lớn quá: lớn nhất là 9.'],
  ['not below', z.number().lt(9), 9, 'Lớn quá: phải nhỏ hơn 9.'],
  ['too small', z.number().min(1), 0, 'Nhỏ quá: nhỏ nhất là 1.'],
  ['an unknown field', z.strictObject({}), { x: 1 }, 'Có trường không biết: x. Hãy bỏ đi.'],
  ['no choice', z.enum(['a', 'b']), 'c', 'Giá trị không có trong danh sách. Chọn một trong: a, b.'],
  ['a missing choice', z.enum(['a', 'b']), undefined, 'Chưa nhập. Hãy điền mục này.'],
  ['no form of a union', z.union([z.string(), z.number()]), true, 'Giá trị không đúng với dạng nào được phép.'],
  ['a wrong address', z.url(), 'x', 'Địa chỉ trang web không đúng dạng. Hãy xem lại.'],
  ['a wrong multiple', z.number().multipleOf(5), 7, 'Số phải là bội của 5.'],
])('%s is told in Vietnamese', (_, schema, input, expected) => {
  expect(message(schema, input)).toBe(expected);
});

test('a message stated beside a field goes first', () => {
  expect(message(z.string({ error: 'Riêng.' }), 5)).toBe('Riêng.');
});
