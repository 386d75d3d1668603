import type { Failure, FailureKind } from '@cuaso/kernel/errors.ts';

/** HTTP status of each kind of refusal. */
export const statusOfKind: Readonly<Record<FailureKind, number>> = {
  invalid: 422,
  signed_out: 401,
  denied: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

const textOfKind: Readonly<Record<FailureKind, string>> = {
  invalid: 'Thông tin chưa hợp lệ. Xin xem lại các mục được đánh dấu.',
  signed_out: 'Ông/bà chưa đăng nhập hoặc phiên làm việc đã hết. Xin đăng nhập lại.',
  denied: 'Ông/bà không có quyền thực hiện việc này.',
  not_found: 'Không tìm thấy nội dung được yêu cầu.',
  conflict: 'Dữ liệu vừa được thay đổi. Xin tải lại trang rồi thử lại.',
  too_many: 'Có quá nhiều yêu cầu trong thời gian ngắn. Xin chờ ít phút rồi thử lại.',
  unavailable: 'Hệ thống tạm thời chưa phục vụ được. Xin thử lại sau ít phút.',
};

/** Sentences of single codes; a code that is not here gets the sentence of its kind. */
const textOfCode: Readonly<Record<string, string>> = {
  'operations.key_used_for_something_else':
    'Biểu mẫu này đã được gửi với nội dung khác. Xin tải lại trang rồi thử lại.',
  'operations.bad_idempotency_key': 'Khóa chống gửi trùng không hợp lệ.',
  'operations.too_many_calls': 'Có quá nhiều yêu cầu trong thời gian ngắn.',
  'operations.database_unreachable': 'Cơ sở dữ liệu tạm thời chưa phục vụ được. Xin thử lại sau ít phút.',
  'api.cross_site': 'Yêu cầu này đến từ một trang khác nên không được nhận.',
  'api.bad_token': 'Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.',
  'operations.took_too_long': 'Yêu cầu mất quá nhiều thời gian nên đã dừng. Xin thu hẹp điều kiện rồi thử lại.',
  'cases.changed_meanwhile': 'Hồ sơ vừa được người khác cập nhật. Xin xem lại tình trạng mới rồi thực hiện lại.',
  'cases.not_open_now': 'Hồ sơ đã chuyển sang bước khác nên việc này không còn làm được.',
  'cases.no_such_dossier': 'Không tìm thấy hồ sơ này.',
  'onestop.taken_by_another': 'Hồ sơ này đã có người khác nhận thụ lý.',
  'onestop.held_by_another':
    'Hồ sơ đang do người khác thụ lý; chỉ người đó hoặc người phân công mới làm được việc này.',
  'onestop.no_unit_for_step': 'Cơ quan chưa có đơn vị làm bước tiếp theo. Xin báo quản trị hệ thống.',
  'onestop.calendar_not_previewed':
    'Lịch hoặc lịch hiện hành đã thay đổi sau khi xem trước. Xin xem trước lại rồi áp dụng.',
  'procedures.draft_changed_meanwhile': 'Bản soạn vừa được người khác lưu. Xin tải lại trang để xem bản mới nhất.',
  'finding.changed_meanwhile': 'Nội dung này vừa được người khác lưu. Xin tải lại trang để xem bản mới nhất.',
  'services.no_such_draft': 'Không tìm thấy bản nháp này. Có thể bản nháp đã được gửi, đã bỏ hoặc quá hạn giữ.',
  'services.draft_sent': 'Bản nháp này đã được gửi. Xin xem trong mục Hồ sơ của tôi.',
  'services.page_saved_elsewhere':
    'Trang này đã được lưu từ máy khác sau khi ông/bà mở ở đây. Xin xem hai bản rồi chọn.',
  'services.draft_incomplete': 'Hồ sơ chưa đủ để gửi. Xin xem các mục còn thiếu.',
  'services.draft_of_older_version': 'Thủ tục đã thay đổi sau khi bản nháp được lập. Xin chuyển bản nháp sang mẫu mới.',
  'services.too_many_drafts': 'Ông/bà đang có quá nhiều bản nháp. Xin gửi hoặc bỏ bớt rồi thử lại.',
  'services.too_many_lookup_codes': 'Số này đã được hỏi mã nhiều lần.',
  'procedures.not_in_force': 'Thủ tục này không còn hiệu lực.',
  'notices.not_set_up': 'Cách gửi này chưa được cài đặt. Xin dùng cách khác hoặc báo quản trị hệ thống.',
  'notices.no_way_for_code': 'Hồ sơ không có số điện thoại di động hay thư điện tử dùng được để gửi mã.',
  'notices.no_such_kind': 'Không có loại thông báo này.',
  'notices.no_such_notice': 'Không tìm thấy thông báo này.',
  'notices.no_such_device': 'Không tìm thấy thiết bị này.',
  'notices.not_to_resend': 'Tin này đang chờ gửi hoặc đã gửi rồi nên không gửi lại.',
  'notices.code_is_over': 'Mã dùng một lần không gửi lại được. Người nhận xin lấy mã mới.',
  'notices.nothing_to_send': 'Không có tin nào gửi được: hộp thư đi trống hoặc kênh chưa cài đặt.',
  'notices.no_draft': 'Chưa có bản thảo để công bố.',
  'notices.draft_changed_meanwhile': 'Bản thảo vừa được người khác sửa. Xin xem lại rồi công bố.',
  'notices.bad_signature': 'Chữ ký của lời gọi không đúng.',
  'notices.bad_call': 'Nội dung lời gọi không đúng.',
  'files.too_large': 'Tệp lớn hơn mức cho phép.',
  'files.empty': 'Tệp rỗng, không có nội dung.',
  'files.too_many_uploads': 'Có quá nhiều tệp đang tải lên dở dang. Xin chờ tải xong hoặc thử lại vào ngày mai.',
  'files.no_such_upload': 'Tệp đang tải lên không còn (quá một ngày hoặc đã thôi). Xin chọn lại tệp.',
  'files.wrong_type': 'Loại tệp này không được nhận.',
};

/** The Vietnamese sentence for a refusal; what the operation says itself (`details.messageVi`) goes first. */
export function textOf(failure: Failure): string {
  const own = failure.details['messageVi'];
  if (typeof own === 'string') return own;
  const text = textOfCode[failure.code];
  if (text === undefined) return textOfKind[failure.kind];
  const wait = failure.kind === 'too_many' ? failure.details['retryAfterSeconds'] : undefined;
  return typeof wait === 'number' && wait > 0 ? `${text} Xin thử lại sau ${waitInWords(wait)}.` : text;
}

/** The seconds after which a refused caller may come back, for `Retry-After`. */
export function waitSecondsOf(details: Failure['details']): number {
  const wait = details['retryAfterSeconds'];
  return typeof wait === 'number' && wait > 0 ? Math.ceil(wait) : 30;
}

/** How long to wait, rounded up, in the unit in which a person would say it. */
function waitInWords(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} giây`;
  return seconds <= 90 * 60 ? `${Math.ceil(seconds / 60)} phút` : `${Math.ceil(seconds / 3600)} giờ`;
}
