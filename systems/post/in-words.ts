import type { ItemEventKind, ItemKind, ItemState } from './item-state.ts';

/** What each kind of order is called. */
export const kindTitles: Readonly<Record<ItemKind, string>> = {
  pick_up: 'Lấy giấy tờ tại nhà',
  delivery: 'Phát kết quả tại nhà',
};

/** What each state is called. */
export const stateTitles: Readonly<Record<ItemState, string>> = {
  requested: 'Chờ bàn giao',
  handed_over: 'Đã giao bưu điện',
  in_transit: 'Đang chuyển',
  delivered: 'Đã phát',
  returned: 'Chuyển hoàn',
  lost: 'Thất lạc',
  cancelled: 'Đã hủy',
};

/** What each event is called. */
export const eventTitles: Readonly<Record<ItemEventKind, string>> = {
  requested: 'Đặt bưu chính',
  address_corrected: 'Sửa địa chỉ',
  cancelled: 'Hủy yêu cầu',
  handed_over: 'Giao cho bưu điện',
  struck: 'Bưu điện chưa nhận, chờ bàn giao lại',
  tracking_given: 'Có số hiệu bưu gửi',
  in_transit: 'Đang chuyển',
  delivered: 'Đã phát',
  returned: 'Chuyển hoàn về cơ quan',
  lost: 'Bưu điện báo thất lạc',
  proof_attached: 'Đã lưu phiếu phát',
  loss_reported: 'Báo mất bưu phẩm',
  loss_answered: 'Trả lời báo mất',
};

/** How the case of a lost item can end. */
export const outcomes = ['found', 'issued_again', 'compensated'] as const;
/** How the case of a lost item ended. */
export type LossOutcome = (typeof outcomes)[number];

/** What each end of a lost item's case is called. */
export const outcomeTitles: Readonly<Record<LossOutcome, string>> = {
  found: 'Đã tìm thấy',
  issued_again: 'Cấp lại giấy tờ',
  compensated: 'Bồi thường',
};

/** Who said that an item is lost. */
export const reporterTitles = { applicant: 'Người nộp hồ sơ', post: 'Bưu điện', agency: 'Cơ quan' } as const;

/** Whether the address lies near the agency. */
export const zoneTitles = { near: 'Cùng huyện với cơ quan', province: 'Huyện khác trong tỉnh' } as const;

/** The tracking number as a sentence of a notice; empty where the post has not given one yet. */
export function trackingFact(tracking: string | null): string {
  return tracking === null ? '' : `Số hiệu bưu gửi: ${tracking}.`;
}
