import type { CertificateRow } from '@cuaso/systems/signing/certificate-rows.ts';
import { standingTitles } from '@cuaso/systems/signing/in-words.ts';
import type { IconName } from '../ui/icons.ts';

/** How a state looks: words, colour, picture. */
export type Look = {
  label: string;
  tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger';
  icon: IconName;
};

/** What a check says of a whole file, and what that means for the reader. */
export const summaryLooks: Readonly<
  Record<'intact' | 'broken' | 'doubt' | 'unsigned', Look & { meaning: string; advice: string }>
> = {
  intact: {
    label: 'Hợp lệ',
    tone: 'success',
    icon: 'shield',
    meaning: 'Mọi chữ ký số đều đúng và nội dung không bị sửa sau khi ký.',
    advice: '',
  },
  broken: {
    label: 'Không hợp lệ',
    tone: 'danger',
    icon: 'error',
    meaning: 'Có ít nhất một chữ ký số không đúng.',
    advice: 'Không nên dùng tệp này. Lý do nêu ở từng chữ ký bên dưới.',
  },
  doubt: {
    label: 'Chưa khẳng định được',
    tone: 'warning',
    icon: 'warning',
    meaning: 'Chưa đủ căn cứ để nói chữ ký số đúng hay sai.',
    advice: 'Lý do và việc nên làm nêu ở từng chữ ký bên dưới.',
  },
  unsigned: {
    label: 'Tệp không có chữ ký số',
    tone: 'info',
    icon: 'info',
    meaning: 'Không tìm thấy chữ ký số nào trong tệp.',
    advice: 'Hình chữ ký, con dấu hoặc bản quét nhìn thấy trên trang không phải là chữ ký số.',
  },
};

/** What a check says of one signature. */
export const verdictLooks: Readonly<Record<'valid' | 'invalid' | 'in_doubt', Look>> = {
  valid: { label: 'Hợp lệ', tone: 'success', icon: 'ok' },
  invalid: { label: 'Không hợp lệ', tone: 'danger', icon: 'error' },
  in_doubt: { label: 'Chưa khẳng định được', tone: 'warning', icon: 'warning' },
};

/** Whose signature it is. */
export const roleTitles = {
  person: 'Chữ ký của người có thẩm quyền',
  organisation: 'Chữ ký số của cơ quan (con dấu)',
} as const;

const askAgain = 'Không dùng tệp này. Xin lấy lại bản gốc từ nơi gửi, hoặc tải lại từ nơi ban hành.';
const signAgain = 'Xin đề nghị nơi gửi ký lại bằng chứng thư còn hiệu lực.';
const signProperly = 'Xin đề nghị nơi gửi ký lại bằng phần mềm ký số đúng quy định.';

const advices: Readonly<Record<string, string>> = {
  content_changed: askAgain,
  changed_after: askAgain,
  not_all_covered: askAgain,
  signature_wrong: askAgain,
  not_yet_valid: signAgain,
  expired: signAgain,
  revoked: signAgain,
  wrong_purpose: 'Xin đề nghị nơi gửi ký lại bằng chứng thư được cấp để ký văn bản.',
  malformed: signProperly,
  certificate_not_named: signProperly,
  algorithm_weak: signProperly,
  chain_broken: signProperly,
  time_stamp_wrong: signProperly,
  authority_unknown:
    'Chữ ký vẫn có thể đúng, nhưng tỉnh chưa công nhận nơi cấp này. Xin hỏi nơi gửi chứng thư do ai cấp, rồi kiểm tra trên trang của nơi cấp.',
  revocation_unknown: 'Xin kiểm tra lại sau vài giờ, khi nơi cấp đã công bố danh sách thu hồi mới.',
  time_unproven: 'Xin hỏi nơi gửi bản đã được bổ sung dấu thời gian.',
};

/** What the reader may do about a reason; empty where there is nothing to do. */
export function adviceOf(reason: string): string {
  return advices[reason] ?? '';
}

/** How a certificate stands today. */
export const standingLooks: Readonly<Record<CertificateRow['standing'], Look>> = {
  usable: { label: standingTitles.usable, tone: 'success', icon: 'ok' },
  expiring: { label: standingTitles.expiring, tone: 'warning', icon: 'clock' },
  expired: { label: standingTitles.expired, tone: 'danger', icon: 'overdue' },
  not_yet: { label: standingTitles.not_yet, tone: 'info', icon: 'clock' },
  locked: { label: standingTitles.locked, tone: 'warning', icon: 'lock' },
  returned: { label: standingTitles.returned, tone: 'neutral', icon: 'back' },
  revoked: { label: standingTitles.revoked, tone: 'danger', icon: 'refuse' },
};

/** Who may hold a certificate. */
export const holderKindTitles = { official: 'Cá nhân', agency: 'Cơ quan (con dấu)' } as const;

/** How a session signs. */
export const wayTitles = {
  server: 'Khóa trên máy chủ',
  agent: 'USB token',
  remote: 'Ký số từ xa',
  sim: 'SIM điện thoại',
} as const;

type SessionState = 'open' | 'ended' | 'cancelled' | 'expired';

const sessionLooks: Readonly<Record<SessionState, Look>> = {
  open: { label: 'Đang ký', tone: 'info', icon: 'clock' },
  ended: { label: 'Đã xong', tone: 'success', icon: 'ok' },
  cancelled: { label: 'Đã dừng', tone: 'neutral', icon: 'pause' },
  expired: { label: 'Quá thời gian', tone: 'warning', icon: 'overdue' },
};

/** How a signing session stands; one that is over says whether all was signed. */
export function sessionLook(state: SessionState, { signed, unsigned }: { signed: number; unsigned: number }): Look {
  if (state !== 'ended' || unsigned === 0) return sessionLooks[state];
  return signed === 0
    ? { label: 'Không ký được', tone: 'danger', icon: 'error' }
    : { label: 'Đã xong một phần', tone: 'warning', icon: 'warning' };
}

/** How a document of a session stands. */
export const itemLooks: Readonly<Record<'waiting' | 'sent' | 'answered' | 'signed' | 'failed' | 'cancelled', Look>> = {
  waiting: { label: 'Chờ ký', tone: 'neutral', icon: 'clock' },
  sent: { label: 'Chờ xác nhận', tone: 'info', icon: 'phone' },
  answered: { label: 'Đang hoàn tất', tone: 'info', icon: 'clock' },
  signed: { label: 'Đã ký', tone: 'success', icon: 'ok' },
  failed: { label: 'Chưa ký được', tone: 'danger', icon: 'error' },
  cancelled: { label: 'Đã dừng, không ký', tone: 'neutral', icon: 'pause' },
};

/** What a signed document still lacks, and that it comes by itself; empty where it lacks nothing. */
export function levelNote(level: string | null): string {
  if (level === 'B-B')
    return 'Chưa có dấu thời gian vì lúc ký chưa nhận được trả lời của nơi cấp dấu thời gian; hệ thống sẽ tự bổ sung.';
  if (level === 'B-T') return 'Đã có dấu thời gian; bằng chứng kiểm tra lâu dài sẽ được tự bổ sung.';
  return '';
}
