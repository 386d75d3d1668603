import { daysBetween } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';

/** Refuses a period that ends before it begins or is longer than eleven years. */
export function requirePeriod(slice: { from: string; to: string }): void {
  const days = daysBetween(slice.from, slice.to);
  if (days < 0) fail('invalid', 'statistics.period_reversed', { fields: { to: 'Ngày cuối phải từ ngày đầu trở đi.' } });
  if (days > 4018)
    fail('invalid', 'statistics.period_too_long', { fields: { to: 'Kỳ dài nhất là 11 năm. Hãy chọn ngắn hơn.' } });
}
