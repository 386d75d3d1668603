import type { AgentView, Notice } from './agent-view.ts';
import { html, type Html } from './page-html.ts';

type Tone = 'good' | 'warn' | 'bad';
type Told = { tone: Tone; sentences: string[] };

const left = (count: number) => (count > 0 ? [`Còn ${count} văn bản chưa ký.`] : []);
const done = (count: number) => (count > 0 ? [`Đã ký và gửi ${count} văn bản; các chữ ký này vẫn giữ nguyên.`] : []);

/** What happened last, in words. */
export function noticeHtml(notice: Notice | undefined): Html {
  return notice === undefined ? html`` : boxOf(toldOf(notice));
}

/** What happened last as plain sentences, for the terminal. */
export function sentencesOf(notice: Notice): string[] {
  return toldOf(notice).sentences;
}

/** How it stands with the server, when there is something to say. */
export function connectionHtml({ connection, isRefusalWaiting }: AgentView): Html {
  if (connection.state !== 'down') return html``;
  const waiting = isRefusalWaiting ? ['Việc không ký sẽ được báo khi kết nối lại được.'] : [];
  const again = 'Ứng dụng tự thử lại; ông/bà không phải làm gì.';
  return boxOf({ tone: 'warn', sentences: [connection.why, again, ...waiting] });
}

/** What to do when the server does not know this computer any more. */
export function unpairedHtml(server: string): Html {
  return html`<div class="notice bad" role="alert">
    <p>Máy chủ không nhận ứng dụng ký này nữa: ghép nối đã bị thu hồi hoặc tài khoản đã bị khóa.</p>
    <p>Để ghép nối lại: trong Cửa Số, mở Chờ ký → Thiết bị ký, lấy mã mới, rồi chạy trên máy này:</p>
    <p><kbd>bin/sign-agent pair ${server} MÃ</kbd></p>
    <p>Trang này tự nhận ra khi ghép nối xong.</p>
  </div>`;
}

function boxOf({ tone, sentences }: Told): Html {
  const role = tone === 'good' ? 'status' : 'alert';
  return html`<div class="notice ${tone}" role="${role}">${sentences.map((one) => html`<p>${one}</p>`)}</div>`;
}

function toldOf(notice: Notice): Told {
  switch (notice.kind) {
    case 'all_signed':
      return { tone: 'good', sentences: [`Đã ký và gửi ${notice.signed} văn bản.`] };
    case 'stopped':
      return { tone: 'warn', sentences: ['Đã dừng ký.', ...done(notice.signed), ...left(notice.left)] };
    case 'over':
      return { tone: 'bad', sentences: [notice.why, ...done(notice.signed), ...left(notice.left)] };
    case 'token_gone':
    case 'device_failed':
    case 'server_gone':
      return { tone: 'bad', sentences: [interrupted[notice.kind], ...done(notice.signed), ...left(notice.left)] };
    default:
      return fixed[notice.kind];
  }
}

const interrupted = {
  token_gone: 'Thiết bị ký đã bị rút ra. Cắm lại thiết bị rồi nhập mã PIN để ký tiếp.',
  device_failed: 'Thiết bị ký không trả lời. Rút ra, cắm lại rồi nhập mã PIN để thử lại.',
  server_gone: 'Máy chủ không nhận chữ ký trong một thời gian dài nên việc ký tạm dừng.',
} as const;

const fixed: Readonly<Record<Exclude<Notice, { signed: number }>['kind'], Told>> = {
  pin_missing: { tone: 'bad', sentences: ['Chưa nhập mã PIN.'] },
  pin_wrong: {
    tone: 'bad',
    sentences: ['Mã PIN không đúng. Chưa văn bản nào được ký.', 'Nhập sai nhiều lần thì thiết bị tự khóa.'],
  },
  pin_locked: {
    tone: 'bad',
    sentences: [
      'Mã PIN đã bị khóa vì nhập sai nhiều lần. Chưa văn bản nào được ký, và máy chủ được báo như vậy.',
      'Xin mang thiết bị tới người quản lý thiết bị ký của cơ quan hoặc nơi cấp để mở khóa, rồi ký lại trong Cửa Số.',
    ],
  },
  key_missing: {
    tone: 'bad',
    sentences: ['Không thấy khóa ký trong thiết bị. Xin kiểm tra đã cắm đúng thiết bị.'],
  },
  changed: { tone: 'warn', sentences: ['Danh sách chờ ký đã thay đổi. Xin xem lại rồi ký.'] },
  unexpected: {
    tone: 'bad',
    sentences: ['Ứng dụng ký gặp lỗi ngoài ý muốn nên đã dừng. Văn bản đã ký vẫn giữ nguyên; xin thử lại.'],
  },
  not_signed: { tone: 'good', sentences: ['Đã chọn không ký. Không văn bản nào được ký thêm.'] },
};
