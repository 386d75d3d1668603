/** What an officer may do with a payment: each on a page of its own, because it cannot be undone. */
export const paymentActs = {
  'thu-tien': {
    act: 'collect',
    link: 'Thu tiền mặt',
    title: 'Thu tiền mặt cho khoản',
    confirm: 'Đã nhận đủ tiền',
    said: 'Biên lai được cấp ngay, in cho người nộp. Khoản đã thu không thu lần nữa được.',
    reason: null,
    done: 'Đã thu tiền, đã cấp biên lai.',
  },
  huy: {
    act: 'cancel',
    link: 'Hủy hoặc miễn',
    title: 'Hủy khoản thu',
    confirm: 'Hủy khoản thu',
    said: 'Người nộp sẽ thấy lý do. Khoản đã hủy không mở lại được.',
    reason: 'Lý do hủy hoặc miễn',
    done: 'Đã hủy khoản thu.',
  },
  'hoan-tien': {
    act: 'refund',
    link: 'Đề nghị hoàn tiền',
    title: 'Đề nghị hoàn tiền khoản',
    confirm: 'Gửi đề nghị',
    said: 'Người khác phải duyệt thì tiền mới được hoàn.',
    reason: 'Lý do hoàn tiền',
    done: 'Đã gửi đề nghị hoàn tiền, chờ duyệt.',
  },
  'huy-bien-lai': {
    act: 'void_receipt',
    link: 'Hủy biên lai',
    title: 'Hủy biên lai của khoản',
    confirm: 'Hủy và cấp biên lai mới',
    said: 'Biên lai cũ giữ nguyên số và ghi là đã hủy; biên lai thay thế lấy số kế tiếp.',
    reason: 'Lý do hủy biên lai',
    done: 'Đã hủy biên lai và cấp biên lai thay thế.',
  },
} as const;

/** The word in the address for what an officer may do with a payment. */
export type PaymentActWord = keyof typeof paymentActs;

/** Whether this is such a word. */
export function isPaymentAct(word: string | null): word is PaymentActWord {
  return word !== null && Object.hasOwn(paymentActs, word);
}
