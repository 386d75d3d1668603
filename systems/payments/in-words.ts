import type { DifferenceKind } from './note-difference.ts';
import type { PaidWay } from './order.ts';
import type { OrderEventKind, OrderState } from './order-state.ts';

/** What each state of an order is called. */
export const stateTitles: Readonly<Record<OrderState, string>> = {
  due: 'Chưa nộp',
  paying: 'Đang nộp',
  paid: 'Đã nộp',
  refunded: 'Đã hoàn tiền',
  cancelled: 'Đã hủy',
};

/** What each way of paying is called. */
export const wayTitles: Readonly<Record<PaidWay, string>> = {
  gateway: 'Cổng thanh toán',
  transfer: 'Chuyển khoản',
  cash: 'Tiền mặt tại quầy',
};

/** What each event of an order is called. */
export const eventTitles: Readonly<Record<OrderEventKind, string>> = {
  raised: 'Lập khoản thu',
  begun: 'Bắt đầu nộp qua cổng thanh toán',
  not_paid: 'Lần nộp không thành',
  paid: 'Đã nộp tiền',
  cancelled: 'Hủy khoản thu',
  receipt_issued: 'Cấp biên lai',
  receipt_voided: 'Hủy biên lai',
  refund_asked: 'Đề nghị hoàn tiền',
  refund_confirmed: 'Duyệt hoàn tiền',
  refund_refused: 'Không duyệt hoàn tiền',
  refund_failed: 'Hoàn tiền chưa thành',
  refunded: 'Đã hoàn tiền',
};

/** What each kind of line is called. */
export const lineKindTitles = { fee: 'Lệ phí', charge: 'Phí' } as const;

/** What each difference means, in a sentence. */
export const differenceTitles: Readonly<Record<DifferenceKind, string>> = {
  other_amount: 'Số tiền ở cổng thanh toán khác số phải nộp',
  unknown_here: 'Cổng thanh toán có, hệ thống không có',
  unknown_there: 'Hệ thống đã ghi thu, cổng thanh toán không có',
  paid_twice: 'Người nộp đã trả hai lần',
  paid_after_cancel: 'Trả tiền sau khi khoản thu đã hủy',
};

/** What each state of a refund is called. */
export const refundTitles = {
  asked: 'Chờ duyệt',
  refused: 'Không duyệt',
  confirmed: 'Đang hoàn',
  done: 'Đã hoàn',
  failed: 'Chưa hoàn được',
} as const;
