// The page that pretends to be a telephone: for people who try the system and for tests in a browser. No script.
import { checkCodeOf } from '@cuaso/platform/signing/mobile/check-code.ts';
import type { Heard, Said } from './http-service.ts';
import type { Phone, Phones, Pressed, Transaction } from './mss-phones.ts';
import { escapedText } from './mss-reply.ts';

const refreshSeconds = 3;

/** Answers everything below `/dien-thoai`: the screen of a telephone, and its two keys. */
export function phonePage(phones: Phones, heard: Heard): Said {
  const [, root, msisdn = '', key] = heard.url.pathname.split('/');
  if (root !== 'dien-thoai') return page('Không có trang này', '<p>Không có trang này.</p>', 404);
  if (msisdn === '') return listPage(phones);
  const phone = phones.find(msisdn);
  if (phone === undefined) return page('Không có số này', '<p>Không có điện thoại nào mang số này.</p>', 404);
  if (heard.method === 'POST') return pressed(phones, phone, key, new URLSearchParams(heard.body.toString()));
  return screen(phones, phone, heard.url.searchParams.get('ket-qua') ?? '');
}

function pressed(phones: Phones, { msisdn }: Phone, key: string | undefined, form: URLSearchParams): Said {
  const transaction = form.get('giao-dich') ?? '';
  const isOwn = phones.transaction(transaction)?.msisdn === msisdn;
  const press = key === 'ky' ? phones.confirm : key === 'huy' ? phones.cancel : undefined;
  if (press === undefined) return page('Không có phím này', '<p>Không có phím này.</p>', 404);
  const outcome = isOwn ? press(transaction, form.get('pin') ?? '') : 'gone';
  const location = `/dien-thoai/${msisdn}?ket-qua=${outcome}`;
  return { status: 303, type: 'text/plain; charset=utf-8', body: 'Xem màn hình điện thoại.', headers: { location } };
}

const outcomes: Readonly<Record<Pressed, string>> = {
  signed: 'Đã ký.',
  cancelled: 'Đã hủy yêu cầu.',
  pin_wrong: 'Sai mã PIN. Hãy nhập lại.',
  locked: 'Sai mã PIN ba lần: SIM đã bị khóa.',
  gone: 'Yêu cầu này không còn chờ nữa.',
};

function screen(phones: Phones, phone: Phone, outcome: string): Said {
  const told = Object.entries(outcomes).find(([name]) => name === outcome)?.[1];
  const pending = phones.pending(phone.msisdn);
  const parts = [
    told === undefined ? '' : `<p role="status">${told}</p>`,
    phones.isLocked(phone.msisdn) ? '<p>SIM đang bị khóa.</p>' : '',
    ...pending.map((one, index) => requestPart(phone, one, index)),
    pending.length > 0 ? '' : `<p>Chưa có yêu cầu nào. Trang tự tải lại sau ${refreshSeconds} giây.</p>`,
    pastPart(
      phones.history(phone.msisdn).filter((one) => !pending.includes(one)),
      phones,
    ),
  ];
  const shown = page(`Điện thoại ${phone.msisdn}`, parts.join('\n'), 200);
  // While somebody types a PIN the page must stay as it is.
  return pending.length > 0 ? shown : { ...shown, headers: { ...shown.headers, refresh: String(refreshSeconds) } };
}

function requestPart({ msisdn, pin }: Phone, one: Transaction, index: number): string {
  const field = `pin-${index}`;
  const hidden = `<input type="hidden" name="giao-dich" value="${escapedText(one.transaction)}">`;
  const ask = `<label for="${field}">Mã PIN của SIM</label>
<input id="${field}" name="pin" type="password" inputmode="numeric" autocomplete="off" required>`;
  return `<section aria-labelledby="yeu-cau-${index}">
<h2 id="yeu-cau-${index}">Yêu cầu ký số</h2>
<p class="text">${escapedText(one.text)}</p>
<p>Mã tính từ dữ liệu sẽ ký: <strong class="code">${checkCodeOf(one.digest)}</strong></p>
<p>Hết hạn lúc ${timeOf(one.validUntil)}.</p>
<form method="post" action="/dien-thoai/${msisdn}/ky">${hidden}
${pin === undefined ? '' : ask}
<button>Ký</button></form>
<form method="post" action="/dien-thoai/${msisdn}/huy">${hidden}<button>Hủy</button></form>
</section>`;
}

function pastPart(past: readonly Transaction[], phones: Phones): string {
  if (past.length === 0) return '';
  const states = { waiting: 'hết hạn', signed: 'đã ký', cancelled: 'đã hủy', locked: 'SIM bị khóa' };
  const lines = past.slice(0, 20).map((one) => {
    const state = phones.isExpired(one) ? 'hết hạn' : states[one.state];
    return `<li>${escapedText(one.text.split('\n')[0] ?? '')}: ${state}</li>`;
  });
  return `<h2>Đã qua</h2><ul>${lines.join('')}</ul>`;
}

function listPage(phones: Phones): Said {
  const lines = phones.numbers().map((msisdn) => `<li><a href="/dien-thoai/${msisdn}">${msisdn}</a></li>`);
  return page('Điện thoại mô phỏng', `<ul>${lines.join('')}</ul>`, 200);
}

function timeOf(date: Date): string {
  return date.toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });
}

function page(title: string, content: string, status: number): Exclude<Said, 'nothing'> {
  const body = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escapedText(title)} · Mô phỏng</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:1rem auto;padding:0 1rem;color:#111;background:#fff}
.note{background:#fff3c4;padding:.5rem}.text{white-space:pre-line;font-weight:600}.code{font-size:1.6rem}
input,button{font:inherit;display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.6rem}</style></head>
<body><main><h1>${escapedText(title)}</h1>
<p class="note">Mô phỏng: đây không phải điện thoại thật, chỉ dùng để chạy thử.</p>
${content}
</main></body></html>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
  return { status, type: 'text/html; charset=utf-8', body, headers: { 'content-security-policy': policy } };
}
