import { Failure, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

/** Every refusal of this system: its kind and its sentence. */
const refusals = {
  agency_not_found: { kind: 'not_found', text: 'Không tìm thấy cơ quan này.' },
  unit_not_found: { kind: 'not_found', text: 'Không tìm thấy đơn vị này.' },
  position_not_found: { kind: 'not_found', text: 'Không tìm thấy vị trí này.' },
  official_not_found: { kind: 'not_found', text: 'Không tìm thấy cán bộ này.' },
  division_not_found: { kind: 'not_found', text: 'Không tìm thấy đơn vị hành chính có mã này.' },
  day_is_past: { kind: 'invalid', text: 'Ngày hiệu lực không được ở trong quá khứ.' },
  code_taken: { kind: 'conflict', text: 'Mã này đã được dùng; mã không dùng lại.' },
  position_held: { kind: 'conflict', text: 'Vị trí đã có người giữ từ ngày đó. Xin kết thúc bổ nhiệm cũ trước.' },
  position_over: { kind: 'conflict', text: 'Vị trí không còn hoặc chưa có hiệu lực vào ngày đó.' },
  position_vacant: { kind: 'conflict', text: 'Vị trí không có người giữ vào ngày đó.' },
  own_appointment: { kind: 'denied', text: 'Không tự bổ nhiệm chính mình.' },
  duty_reaches_further: { kind: 'denied', text: 'Nhiệm vụ này có quyền vượt phạm vi quản lý của ông/bà.' },
  changes_later: { kind: 'conflict', text: 'Cơ quan đã có thay đổi từ ngày đó hoặc muộn hơn.' },
  same_name: { kind: 'invalid', text: 'Tên mới giống tên hiện tại.' },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** Refuses with the sentence for people; with a field if one is to blame. */
export function refuse(word: RefusalWord, field?: string): never {
  const { kind, text } = refusals[word];
  throw new Failure(kind, `directory.${word}`, { messageVi: text, ...(field && { fields: { [field]: text } }) });
}
