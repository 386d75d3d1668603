import { Failure, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

/** Every refusal of this system: its kind and its sentence. */
const refusals = {
  certificate_not_found: { kind: 'not_found', text: 'Không tìm thấy chứng thư số này.' },
  certificate_known: { kind: 'conflict', text: 'Chứng thư số này đã có trong kho.' },
  certificate_unreadable: {
    kind: 'invalid',
    text: 'Không đọc được chứng thư. Xin chọn tệp .cer, .crt hoặc .pem do nơi cấp gửi.',
  },
  certificate_is_authority: { kind: 'invalid', text: 'Đây là chứng thư của cơ quan cấp, không phải của người ký.' },
  certificate_wrong_purpose: { kind: 'invalid', text: 'Chứng thư này không được cấp để ký văn bản.' },
  certificate_expired: { kind: 'conflict', text: 'Chứng thư số đã hết hạn. Xin gia hạn hoặc chọn chứng thư khác.' },
  certificate_not_yet_valid: { kind: 'conflict', text: 'Chứng thư số chưa đến ngày có hiệu lực.' },
  certificate_revoked: { kind: 'conflict', text: 'Chứng thư số đã bị thu hồi, không ký được nữa.' },
  certificate_locked: { kind: 'conflict', text: 'Chứng thư số đang tạm khóa. Xin liên hệ quản trị hệ thống.' },
  certificate_returned: { kind: 'conflict', text: 'Thiết bị của chứng thư này đã được thu lại.' },
  certificate_not_yours: { kind: 'denied', text: 'Chứng thư này không phải của ông/bà.' },
  authority_unknown: { kind: 'conflict', text: 'Nơi cấp chứng thư không nằm trong danh sách tin cậy của tỉnh.' },
  authority_known: { kind: 'conflict', text: 'Nơi cấp này đã có trong danh sách.' },
  authority_not_found: { kind: 'not_found', text: 'Không tìm thấy nơi cấp này.' },
  holder_not_found: { kind: 'not_found', text: 'Không tìm thấy người hoặc cơ quan giữ chứng thư.' },
  key_name_missing: {
    kind: 'invalid',
    text: 'Thiết bị này cần thêm thông tin: số điện thoại SIM, mã tại nơi ký từ xa hoặc tên khóa trong HSM.',
  },
  image_not_png: { kind: 'invalid', text: 'Ảnh chữ ký, ảnh con dấu phải là tệp PNG nền trong suốt.' },
  status_over: { kind: 'conflict', text: 'Chứng thư đã bị thu hồi; không đổi trạng thái được nữa.' },
  wrong_code: {
    kind: 'denied',
    text: 'Mã xác thực không đúng, đã dùng rồi, hoặc tài khoản đang tạm khóa. Xin chờ mã mới rồi thử lại.',
  },
  second_factor_first: {
    kind: 'denied',
    text: 'Trước khi ký số, xin đăng ký ứng dụng tạo mã (xác thực hai lớp) trong phần tài khoản.',
  },
  pin_needed: { kind: 'invalid', text: 'Nhập mã PIN của dịch vụ ký số từ xa.' },
  way_not_set_up: { kind: 'unavailable', text: 'Cách ký này chưa được cài đặt trên hệ thống.' },
  in_another_session: { kind: 'conflict', text: 'Văn bản này đang được ký ở một phiên khác.' },
  session_not_found: { kind: 'not_found', text: 'Không tìm thấy phiên ký này.' },
  session_over: { kind: 'conflict', text: 'Phiên ký đã kết thúc hoặc quá thời gian.' },
  item_not_found: { kind: 'not_found', text: 'Không tìm thấy văn bản này trong phiên ký.' },
  item_not_waiting: { kind: 'conflict', text: 'Văn bản này không chờ chữ ký nữa.' },
  signature_wrong: {
    kind: 'invalid',
    text: 'Chữ ký trả về không khớp với văn bản hoặc chứng thư, nên không được nhận.',
  },
  would_not_check: { kind: 'conflict', text: 'Chữ ký vừa tạo không qua được kiểm tra nên không được ghi nhận.' },
  not_a_pdf: {
    kind: 'conflict',
    text: 'Văn bản kết quả không phải PDF nên chưa ký số được. Xin trả lại để lưu thành PDF.',
  },
  pdf_unusable: {
    kind: 'conflict',
    text: 'Tệp PDF bị hỏng, có mật khẩu hoặc quá phức tạp nên không ký số được. Xin in lại thành PDF mới.',
  },
  changed_meanwhile: { kind: 'conflict', text: 'Văn bản đã thay đổi từ lúc bắt đầu ký. Xin xem lại rồi ký.' },
  agent_not_found: { kind: 'not_found', text: 'Không tìm thấy ứng dụng ký này.' },
  wrong_pairing_code: { kind: 'denied', text: 'Mã ghép nối không đúng, đã dùng hoặc đã quá 10 phút.' },
  document_not_found: { kind: 'not_found', text: 'Không tìm thấy văn bản này, hoặc mã tra cứu không đúng.' },
  file_unreadable: {
    kind: 'invalid',
    text: 'Không đọc được tệp này. Xin chọn tệp PDF, XML, hoặc tệp .p7s kèm tệp gốc.',
  },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** The refusal as a Failure, with its sentence for people; with a field if one is to blame. */
export function failureOf(word: RefusalWord, field?: string): Failure {
  const { kind, text } = refusals[word];
  return new Failure(kind, `signing.${word}`, { messageVi: text, ...(field && { fields: { [field]: text } }) });
}

/** Refuses. */
export function refuse(word: RefusalWord, field?: string): never {
  throw failureOf(word, field);
}

/** The sentence of a refusal that was kept as a code, with or without the system's name in front. */
export function sentenceOf(code: string): string {
  const word = code.replace(/^signing\./, '');
  return (refusals as Record<string, Refusal>)[word]?.text ?? '';
}
