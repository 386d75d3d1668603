import { Failure, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

/** Every refusal of this system: its kind and its sentence. */
const refusals = {
  position_not_found: { kind: 'not_found', text: 'Không tìm thấy vị trí này.' },
  grant_not_found: { kind: 'not_found', text: 'Không tìm thấy quyền này ở vị trí.' },
  delegation_not_found: { kind: 'not_found', text: 'Không tìm thấy ủy quyền này.' },
  unknown_permission: { kind: 'invalid', text: 'Không có quyền này trong danh mục.' },
  not_held: { kind: 'denied', text: 'Không cấp được quyền mà chính mình không có trên phạm vi đó.' },
  own_position: { kind: 'denied', text: 'Không tự cấp quyền cho vị trí của chính mình.' },
  grant_exists: { kind: 'conflict', text: 'Vị trí đã có quyền này trong thời gian đó. Xin kết thúc quyền cũ trước.' },
  grant_over: { kind: 'conflict', text: 'Quyền này đã kết thúc trước ngày đó.' },
  wrong_period: { kind: 'invalid', text: 'Ngày kết thúc phải từ ngày bắt đầu trở đi, và không ở trong quá khứ.' },
  delegation_too_long: { kind: 'invalid', text: 'Ủy quyền không được quá 6 tháng.' },
  delegation_to_oneself: { kind: 'invalid', text: 'Không ủy quyền cho chính mình hoặc cho người đang giữ vị trí.' },
  delegation_exists: { kind: 'conflict', text: 'Vị trí này đã được ủy quyền cho người đó trong thời gian này.' },
  delegate_elsewhere: { kind: 'invalid', text: 'Người được ủy quyền phải đang công tác trong cùng cơ quan.' },
  position_vacant: { kind: 'conflict', text: 'Vị trí này hiện không có người giữ nên không ủy quyền được.' },
  not_own_position: {
    kind: 'denied',
    text: 'Chỉ ủy quyền được vị trí của mình, hoặc khi có quyền làm thay người vắng.',
  },
  delegation_over: { kind: 'conflict', text: 'Ủy quyền này đã kết thúc hoặc đã được thu hồi.' },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** Refuses with the sentence for people; with a field if one is to blame. */
export function refuse(word: RefusalWord, field?: string): never {
  const { kind, text } = refusals[word];
  throw new Failure(kind, `access.${word}`, { messageVi: text, ...(field && { fields: { [field]: text } }) });
}
