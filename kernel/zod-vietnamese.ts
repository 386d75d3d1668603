import type { z } from 'zod';

const typeNames: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  bigint: 'số nguyên',
  boolean: 'đúng hoặc sai',
  date: 'ngày giờ',
  array: 'danh sách',
  object: 'nhóm thông tin',
  record: 'nhóm thông tin',
  file: 'tệp',
};

const formatNames: Readonly<Record<string, string>> = {
  email: 'Địa chỉ thư điện tử',
  url: 'Địa chỉ trang web',
  uuid: 'Mã định danh',
  date: 'Ngày',
  datetime: 'Ngày giờ',
  time: 'Giờ',
  base64: 'Nội dung mã hoá',
  ipv4: 'Địa chỉ IP',
  ipv6: 'Địa chỉ IP',
};

const units: Readonly<Record<string, string>> = { string: 'ký tự', array: 'mục', set: 'mục', map: 'mục', file: 'byte' };

/**
 * Zod's messages in Vietnamese, saying what is wrong and how to mend it. Callers install it once:
 * `z.config({ customError: vietnameseErrors })`; messages stated beside a field go before it.
 */
export const vietnameseErrors: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_format':
      return `${formatNames[issue.format] ?? 'Nội dung'} không đúng dạng. Hãy xem lại.`;
    case 'invalid_value':
      return isMissing(issue.input)
        ? missing
        : `Giá trị không có trong danh sách. Chọn một trong: ${listed(issue.values)}.`;
    case 'unrecognized_keys':
      return `Có trường không biết: ${listed(issue.keys)}. Hãy bỏ đi.`;
    case 'not_multiple_of':
      return `Số phải là bội của ${issue.divisor}.`;
    case 'invalid_union':
      return isMissing(issue.input) ? missing : 'Giá trị không đúng với dạng nào được phép.';
    case 'invalid_key':
      return 'Có tên trường không đúng dạng.';
    case 'invalid_element':
      return 'Có mục không đúng trong danh sách.';
    default:
      return 'Nội dung không hợp lệ. Hãy xem lại.';
  }
};

const missing = 'Chưa nhập. Hãy điền mục này.';

type TooBig = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>;
type TooSmall = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>;

function wrongType(expected: string, input: unknown): string {
  if (isMissing(input)) return missing;
  if (expected === 'never') return 'Không được nhập mục này.';
  return `Sai kiểu dữ liệu: cần ${typeNames[expected] ?? expected}.`;
}

function tooBig(issue: TooBig): string {
  const unit = units[issue.origin];
  if (unit === undefined) return `Lớn quá: ${issue.inclusive ? 'lớn nhất là' : 'phải nhỏ hơn'} ${issue.maximum}.`;
  const count = countOf(issue.input);
  const now = count === undefined ? '' : `đang có ${count} ${unit}, `;
  return `${issue.origin === 'string' ? 'Dài quá' : 'Nhiều quá'}: ${now}nhiều nhất ${issue.maximum} ${unit}.`;
}

function tooSmall(issue: TooSmall): string {
  const unit = units[issue.origin];
  if (unit === undefined) return `Nhỏ quá: ${issue.inclusive ? 'nhỏ nhất là' : 'phải lớn hơn'} ${issue.minimum}.`;
  const count = countOf(issue.input);
  if (count === 0 && issue.origin === 'string') return missing;
  const now = count === undefined ? '' : `đang có ${count} ${unit}, `;
  return `${issue.origin === 'string' ? 'Ngắn quá' : 'Ít quá'}: ${now}ít nhất ${issue.minimum} ${unit}.`;
}

function countOf(input: unknown): number | undefined {
  if (typeof input === 'string' || Array.isArray(input)) return input.length;
  if (input instanceof Set || input instanceof Map) return input.size;
  return input instanceof Blob ? input.size : undefined;
}

function isMissing(input: unknown): boolean {
  return input === undefined || input === null;
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map((one) => String(one).slice(0, 60));
  return shown.join(', ') + (values.length > shown.length ? ', …' : '');
}
