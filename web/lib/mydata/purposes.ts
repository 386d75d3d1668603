import { installed } from '@cuaso/systems/index.ts';

/** What an officer did when something was looked at, in words for the person it is about. */
const purposes: Readonly<Record<string, string>> = {
  'onestop.get-dossier': 'Mở hồ sơ để giải quyết',
  'onestop.list-inbox': 'Hồ sơ có trong danh sách công việc',
  'onestop.find-applicant': 'Tìm người nộp khi tiếp nhận hồ sơ tại quầy',
  'onestop.find-dossier': 'Tìm hồ sơ theo mã',
  'onestop.read-file': 'Mở tệp trong hồ sơ',
  'onestop.print-receipt': 'In giấy tiếp nhận',
  'onestop.print-supplement': 'In phiếu yêu cầu bổ sung',
  'onestop.print-refusal': 'In phiếu từ chối',
  'onestop.print-control-sheet': 'In phiếu kiểm soát quá trình giải quyết',
  'onestop.preview-result': 'Xem bản thảo kết quả',
  'statistics.list-dossiers': 'Hồ sơ có trong danh sách thống kê',
  'ratings.list-ratings': 'Đọc đánh giá hồ sơ',
  'ratings.list-words': 'Đọc lời nhận xét để duyệt đăng',
  'identity.list-accounts': 'Tài khoản có trong danh sách của quản trị',
  'mydata.export-all': 'Tải về toàn bộ dữ liệu',
  'mydata.get-overview': 'Xem trang Dữ liệu của tôi',
  'mydata.list-readers': 'Xem ai đã xem dữ liệu',
};
const summaries = new Map(
  installed.flatMap(({ operations }) => operations.map(({ name, summary }) => [name, summary] as const)),
);

/** What an operation was done for, in plain words. */
export function purposeOf(operation: string): string {
  return purposes[operation] ?? summaries.get(operation) ?? operation;
}
