/** What can be said of a message, in the order of its life. */
export const deliveryStates = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'outbox',
  'joined',
  'expired',
] as const;
/** What can be said of a message. */
export type DeliveryState = (typeof deliveryStates)[number];

/** The states in words. */
export const stateTitles: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  delivered: 'Đã tới nơi',
  failed: 'Không gửi được',
  unknown: 'Chưa rõ',
  outbox: 'Trong hộp thư đi',
  joined: 'Gộp vào tin khác',
  expired: 'Hết hạn, không gửi',
};

/** Why nothing was sent at all. */
export const silenceTitles = {
  '': '',
  muted: 'Người nhận đã tắt loại thông báo này',
  no_address: 'Không có số điện thoại di động hay thư điện tử dùng được',
} as const;

/** What stands in the way, in words; a provider's own words stay as they are. */
export function problemInWords(problem: string): string {
  return known[problem] ?? problem;
}

const known: Readonly<Record<string, string>> = {
  not_set_up: 'Kênh này chưa được cài đặt.',
  interrupted: 'Máy chủ dừng trong lúc gửi.',
  expired: 'Quá thời hạn dùng được.',
  provider_gone: 'Nhà cung cấp đã nhận tin không còn trong cài đặt.',
};
