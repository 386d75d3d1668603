/** The seven kinds of failure that the platform knows. */
export type FailureKind = 'invalid' | 'signed_out' | 'denied' | 'not_found' | 'conflict' | 'too_many' | 'unavailable';

/** A failure as it crosses the seam; recognised by its shape, so that two copies of the class cannot disagree. */
export type FailureShape = Error & { kind: FailureKind; code: string; details?: Record<string, unknown> };

/** HTTP status of each kind. */
export const statusOfKind: Record<FailureKind, number> = {
  invalid: 422,
  signed_out: 401,
  denied: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

const textOfKind: Record<FailureKind, string> = {
  invalid: 'Thông tin chưa hợp lệ. Xin xem lại các mục được đánh dấu.',
  signed_out: 'Phiên làm việc đã hết. Xin đăng nhập lại.',
  denied: 'Ông/bà không có quyền thực hiện việc này.',
  not_found: 'Không tìm thấy nội dung được yêu cầu.',
  conflict: 'Dữ liệu vừa được người khác thay đổi. Xin tải lại trang rồi thử lại.',
  too_many: 'Có quá nhiều yêu cầu trong thời gian ngắn. Xin chờ ít phút rồi thử lại.',
  unavailable: 'Hệ thống tạm thời chưa phục vụ được. Xin thử lại sau ít phút.',
};

/** Sentences for single codes; a code that is not here gets the sentence of its kind. */
const textOfCode: Record<string, string> = {
  'operations.same_key_other_input': 'Biểu mẫu này đã được gửi với nội dung khác. Xin tải lại trang rồi thử lại.',
  'operations.already_running': 'Yêu cầu này đang được xử lý. Xin chờ trong giây lát.',
  'identity.wrong_credentials': 'Tên đăng nhập hoặc mật khẩu không đúng.',
  'identity.locked': 'Tài khoản tạm khóa vì nhập sai nhiều lần. Xin thử lại sau.',
  'identity.wrong_second_factor': 'Mã xác thực không đúng hoặc đã hết hạn.',
  'files.too_large': 'Tệp lớn hơn mức cho phép.',
  'files.empty': 'Tệp rỗng, không có nội dung.',
  'files.wrong_type': 'Loại tệp này không được nhận.',
};

/** The failure in what was thrown, or nothing when it is a bug. */
export function failureOf(thrown: unknown): FailureShape | undefined {
  if (!(thrown instanceof Error) || !('kind' in thrown) || !('code' in thrown)) return undefined;
  return typeof thrown.kind === 'string' && thrown.kind in statusOfKind ? (thrown as FailureShape) : undefined;
}

/** The Vietnamese sentence for a failure; what the platform says itself (`details.messageVi`) goes first. */
export function textOf(failure: FailureShape): string {
  const own = failure.details?.['messageVi'];
  return typeof own === 'string' ? own : (textOfCode[failure.code] ?? textOfKind[failure.kind]);
}
