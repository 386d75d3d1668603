import { fail, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

const refusals = {
  item_not_found: { kind: 'not_found', text: 'Không tìm thấy bưu phẩm này.' },
  hand_over_not_found: { kind: 'not_found', text: 'Không tìm thấy bảng kê bàn giao này.' },
  proof_not_found: { kind: 'not_found', text: 'Chưa có ảnh phiếu phát của bưu phẩm này.' },
  asked_already: { kind: 'conflict', text: 'Đã có yêu cầu cùng loại đang thực hiện. Không cần đặt thêm.' },
  dossier_over: { kind: 'conflict', text: 'Hồ sơ đã kết thúc nên không đặt bưu chính được nữa.' },
  no_papers_now: {
    kind: 'conflict',
    text: 'Hồ sơ đã có kết quả nên không còn giấy tờ phải lấy tại nhà. Có thể đặt phát kết quả.',
  },
  no_such_division: { kind: 'invalid', text: 'Không có xã, phường, thị trấn này hoặc không còn. Hãy chọn lại.' },
  with_the_post: {
    kind: 'conflict',
    text: 'Kết quả đang ở bưu điện. Ghi bưu phẩm đã phát, chuyển hoàn hoặc thất lạc ở mục Bưu chính trước khi trả cách khác.',
  },
  already_given: { kind: 'conflict', text: 'Bưu phẩm đã giao cho bưu điện nên không sửa, không hủy được nữa.' },
  not_in_this_state: { kind: 'conflict', text: 'Tình trạng hiện nay của bưu phẩm không cho làm việc này.' },
  nothing_chosen: { kind: 'invalid', text: 'Chưa chọn bưu phẩm nào. Hãy đánh dấu ít nhất một bưu phẩm.' },
  not_ready: { kind: 'conflict', text: 'Có hồ sơ chưa có kết quả để gửi. Hãy bỏ chọn hồ sơ đó.' },
  other_agency: { kind: 'invalid', text: 'Mỗi bảng kê chỉ gồm bưu phẩm của một cơ quan.' },
  tracking_used: { kind: 'conflict', text: 'Số hiệu này đã gắn với bưu phẩm khác. Hãy xem lại.' },
  in_the_future: { kind: 'invalid', text: 'Thời điểm ở tương lai. Hãy xem lại.' },
  before_hand_over: { kind: 'invalid', text: 'Thời điểm trước lúc bàn giao cho bưu điện. Hãy xem lại.' },
  no_receiver: { kind: 'invalid', text: 'Chưa ghi tên người nhận.' },
  no_reason: { kind: 'invalid', text: 'Chưa ghi lý do.' },
  no_such_file: { kind: 'invalid', text: 'Không thấy tệp đã tải lên. Hãy tải lại tệp.' },
  not_delivered: { kind: 'conflict', text: 'Bưu phẩm chưa phát nên chưa có phiếu phát.' },
  loss_open: { kind: 'conflict', text: 'Việc báo mất bưu phẩm này đang được giải quyết.' },
  no_loss: { kind: 'conflict', text: 'Không có việc báo mất nào đang chờ trả lời.' },
  not_given_yet: { kind: 'conflict', text: 'Bưu phẩm chưa giao cho bưu điện nên chưa thể mất.' },
  report_unreadable: {
    kind: 'invalid',
    text: 'Không đọc được tệp. Dòng đầu phải có đủ tên cột: ma;trang_thai;thoi_diem;nguoi_nhan;ly_do.',
  },
  tariff_in_past: { kind: 'invalid', text: 'Bảng cước mới phải áp dụng từ sau ngày bắt đầu của bảng cước trước.' },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** Refuses, with a field if one is to blame. */
export function refuse(word: RefusalWord, field?: string): never {
  const { kind, text } = refusals[word];
  fail(kind, `post.${word}`, { messageVi: text, ...(field && { fields: { [field]: text } }) });
}

/** What a refusal says, for a list of what could not be taken. */
export function refusalText(word: RefusalWord): string {
  return refusals[word].text;
}
