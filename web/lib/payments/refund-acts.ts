/** What may be decided or recorded about a refund, each on a page of its own. */
export const refundActs = {
  duyet: {
    title: 'Duyệt hoàn tiền?',
    confirm: 'Duyệt hoàn tiền',
    said: 'Khoản trả qua cổng thanh toán được hoàn ngay và không lấy lại được. Biên lai của khoản này sẽ bị hủy khi hoàn xong.',
    field: null,
  },
  'khong-duyet': {
    title: 'Không duyệt hoàn tiền?',
    confirm: 'Không duyệt',
    said: 'Người đề nghị sẽ đọc được lý do.',
    field: { name: 'note', label: 'Lý do không duyệt' },
  },
  'da-hoan': {
    title: 'Ghi đã hoàn tiền?',
    confirm: 'Đã hoàn tiền',
    said: 'Chỉ ghi khi tiền đã thật sự được trả lại. Biên lai của khoản này sẽ bị hủy.',
    field: { name: 'reference', label: 'Số chứng từ chi hoặc số giao dịch ngân hàng' },
  },
} as const;

/** The word in the address for what may be done with a refund. */
export type RefundActWord = keyof typeof refundActs;

/** Whether this is such a word. */
export function isRefundAct(word: string): word is RefundActWord {
  return Object.hasOwn(refundActs, word);
}
