import { formatDate, formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import type { DossierStatus } from '../ui/status-words.ts';

/** What a stranger who knows only the code may learn. */
export const completionTexts = {
  in_progress: 'Hồ sơ đang được giải quyết.',
  waiting_for_you: 'Hồ sơ đang chờ người nộp bổ sung.',
  ready: 'Đã có kết quả. Xin đến nhận hoặc xem trong mục Hồ sơ của tôi.',
  over: 'Việc giải quyết hồ sơ đã kết thúc.',
} as const;

/** The status that a tag shows: how it was closed for a closed dossier, the state for an open one. */
export function statusOf(dossier: { state: string; closedAs: string | null }): DossierStatus {
  return (dossier.state === 'closed' ? (dossier.closedAs ?? 'closed') : dossier.state) as DossierStatus;
}

/** An instant of an operation as people read it: 15:04 23/11/2026. */
export function momentOf(at: string | null): string | undefined {
  return at === null ? undefined : formatDateTime(new Date(at));
}

/** The local day of an instant of an operation: 23/11/2026. */
export function dateOf(at: string | null): string | undefined {
  return at === null ? undefined : formatDate(new Date(at));
}

/** A budget in working time: eight hours are a day; nothing where there is none. */
export function workingTimeInWords(budgetMinutes: number): string {
  const days = Math.floor(budgetMinutes / 480);
  const hours = Math.floor((budgetMinutes % 480) / 60);
  const minutes = budgetMinutes % 60;
  const parts = [days && `${days} ngày`, hours && `${hours} giờ`, minutes && `${minutes} phút`].filter(Boolean);
  return parts.length > 0 ? `${parts.join(' ')} làm việc` : '';
}

/** The size of a file as people read it. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${Math.round(kilobytes)} kB`;
  return `${(kilobytes / 1024).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`;
}
