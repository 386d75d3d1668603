import type { DoubtReason, InvalidReason } from '@cuaso/platform/signing/report.ts';
import type { SigningRefusal } from '@cuaso/platform/signing/signer.ts';
import type { CertificateRow } from './certificate-rows.ts';

/** The devices in words. */
export const deviceTitles: Readonly<Record<CertificateRow['device'], string>> = {
  usb_token: 'USB token',
  sim: 'SIM điện thoại',
  remote: 'Ký số từ xa',
  hsm: 'Máy chủ (HSM)',
  test: 'Khóa thử nghiệm',
};

/** How a certificate stands, in words. */
export const standingTitles: Readonly<Record<CertificateRow['standing'], string>> = {
  usable: 'Đang dùng',
  expiring: 'Sắp hết hạn',
  expired: 'Đã hết hạn',
  not_yet: 'Chưa có hiệu lực',
  locked: 'Tạm khóa',
  returned: 'Đã thu lại',
  revoked: 'Đã thu hồi',
};

/** Why a signature does not hold or is in doubt, as a citizen reads it. */
export const findingSentences: Readonly<Record<InvalidReason | DoubtReason, string>> = {
  content_changed: 'Nội dung đã bị sửa sau khi ký.',
  signature_wrong: 'Chữ ký không khớp với chứng thư: không phải người này ký.',
  malformed: 'Chữ ký bị hỏng hoặc sai định dạng.',
  certificate_not_named: 'Chữ ký không ghi rõ chứng thư của người ký.',
  algorithm_weak: 'Thuật toán ký đã lỗi thời, không còn an toàn.',
  not_yet_valid: 'Lúc ký, chứng thư chưa có hiệu lực.',
  expired: 'Lúc ký, chứng thư đã hết hạn.',
  revoked: 'Lúc ký, chứng thư đã bị thu hồi.',
  wrong_purpose: 'Chứng thư không được cấp để ký văn bản.',
  chain_broken: 'Chuỗi chứng thư của nơi cấp không đúng.',
  changed_after: 'Sau chữ ký này, tài liệu đã bị thêm, che hoặc thay nội dung.',
  not_all_covered: 'Chữ ký không bao trùm toàn bộ nội dung đang hiển thị.',
  time_stamp_wrong: 'Dấu thời gian không đúng hoặc không thuộc chữ ký này.',
  authority_unknown: 'Nơi cấp chứng thư không nằm trong danh sách tin cậy của tỉnh.',
  revocation_unknown: 'Chưa kiểm tra được chứng thư có bị thu hồi hay không.',
  time_unproven: 'Chứng thư nay đã hết hạn và không có dấu thời gian chứng minh đã ký từ trước.',
};

/** Why a way of signing gave no signature, as the signer reads it. */
export const refusalSentences: Readonly<Record<SigningRefusal, string>> = {
  cancelled: 'Đã bấm hủy, không ký.',
  pin_wrong: 'Mã PIN hoặc mã xác nhận không đúng.',
  pin_locked: 'Mã PIN đã bị khóa vì nhập sai nhiều lần. Xin liên hệ nơi cấp thiết bị.',
  key_missing: 'Không thấy khóa ký trong thiết bị. Xin kiểm tra đã cắm đúng thiết bị.',
  certificate_unusable: 'Nơi cung cấp báo chứng thư không dùng được.',
  timed_out: 'Quá thời gian chờ xác nhận.',
  unreachable: 'Không kết nối được tới thiết bị hoặc dịch vụ ký.',
  answer_wrong: 'Câu trả lời của dịch vụ ký không đúng nên không được nhận.',
};

/** Levels in words: what a signature proves beyond who signed. */
export const levelTitles = {
  'B-B': 'Cơ bản (chưa có dấu thời gian)',
  'B-T': 'Có dấu thời gian',
  'B-LT': 'Có dấu thời gian và bằng chứng kiểm tra lâu dài',
} as const;
