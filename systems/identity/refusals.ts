import { Failure, type FailureKind } from '@cuaso/kernel/errors.ts';

type Refusal = { kind: FailureKind; text: string };

const unproved =
  'Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa vì nhập sai nhiều lần. Xin thử lại sau ít phút.';

/** Every refusal of this system: its kind and its sentence. */
const refusals = {
  wrong_login_or_password: { kind: 'denied', text: unproved },
  wrong_password: {
    kind: 'denied',
    text: 'Mật khẩu hiện tại không đúng, hoặc tài khoản đang tạm khóa vì nhập sai nhiều lần.',
  },
  wrong_code: {
    kind: 'denied',
    text: 'Mã không đúng, đã dùng rồi, hoặc tài khoản đang tạm khóa. Xin chờ mã mới rồi thử lại.',
  },
  sign_in_expired: { kind: 'denied', text: 'Lần đăng nhập này đã quá thời gian. Xin đăng nhập lại từ đầu.' },
  passkey_refused: { kind: 'denied', text: 'Khóa truy cập không được chấp nhận. Xin thử lại hoặc dùng cách khác.' },
  passkeys_unavailable: {
    kind: 'unavailable',
    text: 'Hệ thống chưa khai báo địa chỉ nên chưa dùng được khóa truy cập.',
  },
  passkey_known: { kind: 'conflict', text: 'Khóa truy cập này đã được đăng ký.' },
  wrong_reset_code: { kind: 'denied', text: 'Mã đặt lại không đúng, đã dùng hoặc đã hết hạn. Xin hỏi lại nơi cấp mã.' },
  account_exists: {
    kind: 'conflict',
    text: 'Số này đã có tài khoản. Nếu quên mật khẩu, xin đến Bộ phận Một cửa để đặt lại.',
  },
  account_not_found: { kind: 'not_found', text: 'Không tìm thấy tài khoản này.' },
  account_closed: { kind: 'conflict', text: 'Tài khoản này đã đóng.' },
  own_account: { kind: 'conflict', text: 'Không tự khóa hay đóng tài khoản của chính mình ở đây.' },
  official_not_found: { kind: 'not_found', text: 'Không tìm thấy cán bộ này.' },
  needs_session: { kind: 'denied', text: 'Việc này chỉ làm được khi đăng nhập bằng tài khoản cá nhân.' },
  session_not_found: { kind: 'not_found', text: 'Không tìm thấy phiên đăng nhập này.' },
  totp_not_begun: { kind: 'conflict', text: 'Xin bắt đầu lại việc đăng ký ứng dụng tạo mã.' },
  totp_enrolled: { kind: 'conflict', text: 'Tài khoản đã có ứng dụng tạo mã. Muốn đổi, xin gỡ cái cũ trước.' },
  second_factor_missing: { kind: 'conflict', text: 'Tài khoản chưa có xác thực hai lớp.' },
  second_factor_required: { kind: 'conflict', text: 'Cán bộ phải giữ ít nhất một cách xác thực hai lớp.' },
  second_factor_first: { kind: 'denied', text: 'Xin đăng ký xác thực hai lớp trước khi làm việc khác.' },
  change_password_first: { kind: 'denied', text: 'Xin đổi mật khẩu trước khi làm việc khác.' },
  passkey_not_found: { kind: 'not_found', text: 'Không tìm thấy khóa truy cập này.' },
  client_not_found: { kind: 'not_found', text: 'Không tìm thấy hệ thống đối tác này.' },
  oidc_off: { kind: 'unavailable', text: 'Chưa mở đăng nhập bằng định danh điện tử.' },
  oidc_number_missing: { kind: 'denied', text: 'Hệ thống định danh không cho biết số định danh cá nhân hoặc họ tên.' },
  oidc_other_account: {
    kind: 'denied',
    text: 'Định danh điện tử này đã gắn với tài khoản khác. Xin đến Bộ phận Một cửa.',
  },
  oidc_account_refused: { kind: 'denied', text: 'Tài khoản này đã khóa hoặc đã đóng. Xin đến Bộ phận Một cửa.' },
} as const satisfies Record<string, Refusal>;

/** One of the refusals, without the system's name in front. */
export type RefusalWord = keyof typeof refusals;

/** The refusal as a Failure, with its sentence for people. */
export function failureOf(word: RefusalWord): Failure {
  const { kind, text } = refusals[word];
  return new Failure(kind, `identity.${word}`, { messageVi: text });
}

/** Refuses. */
export function refuse(word: RefusalWord): never {
  throw failureOf(word);
}
