import { Failure } from '@cuaso/kernel/errors.ts';
import { instantOf } from '@cuaso/systems/post/report-lines.ts';

/** The instant that an officer typed as a day and a time; nothing where both are empty, which means now. */
export function postMoment(day: unknown, time: unknown): { at?: string } {
  if (day === undefined && time === undefined) return {};
  const at = typeof day === 'string' && typeof time === 'string' ? instantOf(`${day} ${time}`) : undefined;
  if (at !== undefined) return { at: at.toISOString() };
  const text = 'Nhập cả ngày và giờ, ví dụ 23/11/2026 và 14:30; hoặc để trống cả hai nếu là lúc này.';
  throw new Failure('invalid', 'post.wrong_moment', { fields: { day: text } });
}
