import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { StoredEvent } from '@cuaso/platform/cases/load-events.ts';
import type { z } from 'zod';
import type { eventShownSchema } from './dossier-schema.ts';

type Shown = z.infer<typeof eventShownSchema>;

const titles: Readonly<Record<StoredEvent['kind'], string>> = {
  submitted: 'Nộp hồ sơ',
  accepted: 'Tiếp nhận, hẹn ngày trả kết quả',
  intake_refused: 'Từ chối tiếp nhận',
  supplement_requested: 'Yêu cầu bổ sung',
  supplemented: 'Đã bổ sung',
  taken: 'Nhận thụ lý',
  assigned: 'Phân công thụ lý',
  handed_on: 'Chuyển bước',
  sent_back: 'Trả lại bước trước',
  opinion_given: 'Cho ý kiến',
  note_added: 'Ghi chú',
  file_attached: 'Đính kèm tệp',
  result_drafted: 'Dự thảo kết quả',
  result_signed: 'Ký duyệt kết quả',
  result_ready: 'Có kết quả',
  handed_over: 'Trả kết quả',
  withdrawn: 'Rút hồ sơ',
  extended: 'Hẹn lại ngày trả kết quả',
  contact_corrected: 'Sửa thông tin liên hệ',
  calendar_changed: 'Đổi lịch làm việc',
};

/** What the applicant may read of the work inside: the stages and what concerns him, not notes and opinions. */
const publicKinds: ReadonlySet<StoredEvent['kind']> = new Set([
  'submitted',
  'accepted',
  'intake_refused',
  'supplement_requested',
  'supplemented',
  'handed_on',
  'result_signed',
  'result_ready',
  'handed_over',
  'withdrawn',
  'extended',
  'contact_corrected',
  'calendar_changed',
]);

/** One event as a line of the time line. */
export function eventInWords(event: StoredEvent, definition: Definition): Shown {
  return {
    seq: event.seq,
    kind: event.kind,
    at: event.at.toISOString(),
    actorName: event.actorName,
    title: titles[event.kind],
    text: textOf(event, definition),
    isPublic: publicKinds.has(event.kind),
  };
}

function textOf(event: StoredEvent, definition: Definition): string {
  const stepTitle = (key: string | null) => definition.steps.find((step) => step.key === key)?.title ?? '';
  switch (event.kind) {
    case 'intake_refused':
    case 'withdrawn':
    case 'extended':
    case 'calendar_changed':
    case 'supplement_requested':
      return event.reason;
    case 'supplemented':
    case 'assigned':
      return event.note;
    case 'accepted':
      return stepTitle(event.stepKey);
    case 'handed_on':
      return [stepTitle(event.stepKey), event.note].filter(Boolean).join(' – ');
    case 'sent_back':
      return `${stepTitle(event.stepKey)} – ${event.reason}`;
    case 'opinion_given':
    case 'note_added':
      return event.text;
    case 'result_drafted':
      return `${event.outcome === 'granted' ? 'Đồng ý giải quyết' : 'Không đồng ý giải quyết'}: ${event.summary}`;
    case 'result_signed':
      return `${event.signerTitle} ${event.signerName}`.trim();
    case 'result_ready':
      return event.number === '' ? '' : `Số ${event.number}`;
    case 'handed_over':
      return `Người nhận: ${event.receiver}`;
    case 'contact_corrected':
      return contactInWords(event);
    case 'submitted':
    case 'taken':
    case 'file_attached':
      return '';
  }
}

/** What was corrected, the old beside the new. */
function contactInWords(event: Extract<StoredEvent, { kind: 'contact_corrected' }>): string {
  const parts = [
    ['Điện thoại', event.before.phone, event.phone],
    ['Thư điện tử', event.before.email, event.email],
    ['Địa chỉ', event.before.address, event.address],
  ] as const;
  return parts
    .filter(([, before, after]) => before !== after)
    .map(([title, before, after]) => `${title}: ${before || 'chưa có'} → ${after || 'bỏ trống'}`)
    .join('\n');
}
