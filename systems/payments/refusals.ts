import { fail, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

const refusals = {
  order_not_found: { kind: 'not_found', text: 'Không tìm thấy khoản thu này.' },
  already_paid: { kind: 'conflict', text: 'Khoản này đã được nộp. Không cần nộp thêm.' },
  not_to_be_paid: { kind: 'conflict', text: 'Khoản này đã hủy hoặc đã hoàn tiền nên không nộp được nữa.' },
  being_paid: {
    kind: 'conflict',
    text: 'Người nộp đang trả tiền qua cổng thanh toán. Xin chờ kết quả rồi làm tiếp, để không thu hai lần.',
  },
  too_many_attempts: { kind: 'conflict', text: 'Đã thử trả tiền quá nhiều lần. Xin chuyển khoản hoặc nộp tại quầy.' },
  not_paid_yet: { kind: 'conflict', text: 'Khoản này chưa được nộp.' },
  nothing_on_notice: { kind: 'conflict', text: 'Thủ tục không có khoản nào thu theo thông báo, hoặc đã báo thu rồi.' },
  no_account: { kind: 'not_found', text: 'Cơ quan chưa khai tài khoản nhận tiền.' },
  refund_not_found: { kind: 'not_found', text: 'Không tìm thấy đề nghị hoàn tiền này.' },
  refund_open: { kind: 'conflict', text: 'Khoản này đã có đề nghị hoàn tiền.' },
  refund_over: { kind: 'conflict', text: 'Đề nghị hoàn tiền này đã được xử lý.' },
  same_person: { kind: 'denied', text: 'Người đề nghị không được tự duyệt. Xin để người khác duyệt.' },
  refund_by_gateway: { kind: 'conflict', text: 'Khoản này được hoàn qua cổng thanh toán, hệ thống tự làm.' },
  receipt_not_found: { kind: 'not_found', text: 'Chưa có biên lai cho khoản này.' },
  statement_known: { kind: 'conflict', text: 'Tệp sao kê này đã được nhập rồi.' },
  statement_unreadable: {
    kind: 'invalid',
    text: 'Không đọc được tệp sao kê. Tệp CSV cần có dòng đầu: so_giao_dich;ngay;so_tien;noi_dung.',
  },
  transfer_not_found: { kind: 'not_found', text: 'Không tìm thấy giao dịch này trong sao kê.' },
  transfer_settled: { kind: 'conflict', text: 'Giao dịch này đã được đối chiếu.' },
  other_amount: { kind: 'conflict', text: 'Số tiền chuyển khác số tiền phải nộp nên không khớp được.' },
  difference_not_found: { kind: 'not_found', text: 'Không tìm thấy chênh lệch này.' },
  difference_settled: { kind: 'conflict', text: 'Chênh lệch này đã được xử lý.' },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** Refuses, with a field if one is to blame. */
export function refuse(word: RefusalWord, field?: string): never {
  const { kind, text } = refusals[word];
  fail(kind, `payments.${word}`, { messageVi: text, ...(field && { fields: { [field]: text } }) });
}
