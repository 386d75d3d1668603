import { dayOf, minuteOfDay } from '@cuaso/kernel/clock.ts';
import type { TokenView } from './agent-tokens.ts';
import type { AgentView, Progress } from './agent-view.ts';
import { digestGroups, markOf, type Work, type WorkItem } from './agent-work.ts';
import { connectionHtml, noticeHtml, unpairedHtml } from './notice-html.ts';
import { html, type Html } from './page-html.ts';

/** Where the pages lie (`base` ends in /), and the secret that each form carries. */
export type PageParts = { base: string; formKey: string };

const idleSeconds = 3;
const busySeconds = 1;

/** The page of the agent as it stands: nothing to do, documents to sign, or signing. */
export function agentPage(parts: PageParts, view: AgentView): string {
  const { progress, work, connection } = view;
  if (progress !== undefined) return pageOf(parts, view, progressBody(parts, progress));
  if (work === undefined || connection.state !== 'up') return pageOf(parts, view, idleBody(view));
  return pageOf(parts, view, workBody(parts, work, view.token));
}

/** The page that asks once more before the documents are refused. */
export function refusePage(parts: PageParts, view: AgentView): string {
  const { work } = view;
  if (work === undefined || view.progress !== undefined) return agentPage(parts, view);
  const title = `Không ký ${work.items.length} văn bản này?`;
  const main = html`<h1>${title}</h1>
    <p>Phiên ký này kết thúc mà không có thêm chữ ký nào. Sau này vẫn ký lại được từ Cửa Số.</p>
    <form method="post" action="${parts.base}refuse">
      ${hiddenOf(parts, work)}
      <div class="actions">
        <button>Không ký ${work.items.length} văn bản</button><a href="${parts.base}">Quay lại xem</a>
      </div>
    </form>`;
  return pageOf(parts, { ...view, notice: undefined }, { title, main });
}

type Body = { title: string; main: Html; refreshSeconds?: number };

function pageOf({ base }: PageParts, view: AgentView, { title, main, refreshSeconds }: Body): string {
  const refresh =
    refreshSeconds === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshSeconds};url=${base}" />`;
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh}
        <title>${title} – Ứng dụng ký Cửa Số</title>
        <link rel="stylesheet" href="${base}agent.css" />
        <link rel="icon" href="${base}icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header>
          <p>Ứng dụng ký trên máy của <bdi>${view.ownerName}</bdi></p>
          <p><bdi>${view.serverName}</bdi> (${view.server})</p>
        </header>
        <main>${connectionHtml(view)} ${noticeHtml(view.notice)} ${main}</main>
        <footer>
          <p>
            Ứng dụng này chỉ nhận tên văn bản và mã băm, không nhận tệp, nên không tự đối chiếu được mã băm với nội
            dung. Xin đọc văn bản trong Cửa Số trước khi ký.
          </p>
          <p>Mã PIN chỉ được đưa tới thiết bị ký trên máy này: không gửi đi, không lưu lại.</p>
        </footer>
      </body>
    </html> `.html;
}

function idleBody({ connection, work, server }: AgentView): Body {
  const refreshSeconds = idleSeconds;
  if (connection.state === 'unpaired') {
    const main = html`<h1>Chưa ghép nối</h1>
      ${unpairedHtml(server)}`;
    return { title: 'Chưa ghép nối', main, refreshSeconds };
  }
  if (connection.state === 'up') {
    const main = html`<h1>Không có văn bản chờ ký</h1>
      <p>Khi ông/bà bắt đầu ký bằng USB token trong Cửa Số, văn bản hiện ra ở đây. Trang này tự cập nhật.</p>`;
    return { title: 'Không có văn bản chờ ký', main, refreshSeconds };
  }
  const title = connection.state === 'starting' ? 'Đang kết nối với máy chủ' : 'Chưa kết nối được với máy chủ';
  const waiting =
    work === undefined ? html`` : html`<p>${work.items.length} văn bản đang chờ; ký được khi kết nối lại được.</p>`;
  return {
    title,
    main: html`<h1>${title}</h1>
      ${waiting}`,
    refreshSeconds,
  };
}

function progressBody(parts: PageParts, { signed, total, isStopping }: Progress): Body {
  const title = `Đã ký ${signed} trên ${total} văn bản`;
  const stop = html`<form method="post" action="${parts.base}stop">
      <input type="hidden" name="key" value="${parts.formKey}" /> <button class="second">Dừng lại</button>
    </form>
    <p class="hint">Văn bản đã ký vẫn giữ nguyên; số còn lại chờ.</p>`;
  const main = html`<h1 id="progress">${title}</h1>
    <progress max="${total}" value="${signed}" aria-labelledby="progress">${signed}/${total}</progress>
    <p>Xin giữ nguyên thiết bị ký trên máy tới khi xong.</p>
    ${isStopping ? html`<p>Đang dừng…</p>` : stop}`;
  return { title, main, refreshSeconds: busySeconds };
}

function workBody(parts: PageParts, work: Work, token: TokenView | undefined): Body {
  const title = `${work.items.length} văn bản chờ ký`;
  const canSign = token?.state === 'ready' && !token.isPinLocked;
  const main = html`<h1>${title}</h1>
    <dl>
      <dt>Người ký</dt>
      <dd><bdi>${work.signerName}</bdi></dd>
      <dt>Chứng thư số</dt>
      <dd><code>${digestGroups(work.certificateFingerprint.slice(0, 16))}…</code></dd>
      <dt>Ký trước</dt>
      <dd>${timeOf(new Date(work.confirmUntil))}</dd>
    </dl>
    ${work.items.length > 3 ? html`<p><a href="#sign">Tới phần ký ở cuối danh sách</a></p>` : html``}
    <ol>
      ${work.items.map((item, index) => itemHtml(item, index + 1))}
    </ol>
    <h2 id="sign">Ký</h2>
    ${tokenHtml(work, token)}
    ${canSign ? signForm(parts, work) : html`<p><a href="${parts.base}refuse">Không ký</a></p>`}`;
  // A page with a field is never reloaded by itself: what was typed would be lost.
  return { title, main, ...(!canSign && { refreshSeconds: idleSeconds }) };
}

function itemHtml({ title, detail, digest }: WorkItem, number: number): Html {
  return html`<li>
    <div class="title"><span class="number">${number}.</span> <bdi>${title}</bdi></div>
    <div><bdi>${detail}</bdi></div>
    <code>SHA-256: ${digestGroups(digest.toString('hex'))}</code>
  </li>`;
}

function signForm(parts: PageParts, work: Work): Html {
  const count = work.items.length;
  return html`<form method="post" action="${parts.base}sign" autocomplete="off">
    ${hiddenOf(parts, work)}
    <label for="pin">Mã PIN của thiết bị ký</label>
    <p class="hint" id="pin-hint">Nhập một lần cho ${count === 1 ? 'văn bản này' : `cả ${count} văn bản`}.</p>
    <input id="pin" name="pin" type="password" maxlength="64" autocomplete="off" aria-describedby="pin-hint" required />
    <div class="actions"><button>Ký ${count} văn bản</button><a href="${parts.base}refuse">Không ký</a></div>
  </form>`;
}

function hiddenOf({ formKey }: PageParts, work: Work): Html {
  return html`<input type="hidden" name="key" value="${formKey}" /><input
      type="hidden"
      name="mark"
      value="${markOf(work)}"
    />`;
}

function tokenHtml(work: Work, token: TokenView | undefined): Html {
  if (token?.state === 'ready') return readyHtml(token);
  if (token?.state === 'no_module')
    return html`<div class="notice bad">
      <p>
        Không mở được thư viện của thiết bị ký. Xin cài lại phần mềm của nơi cấp thiết bị, hoặc ghép nối lại với
        --module.
      </p>
    </div>`;
  const others = token?.state === 'absent' ? token.others : [];
  const seen =
    others.length === 0
      ? html`<p>
          Xin cắm thiết bị ký có chứng thư của <b><bdi>${work.signerName}</bdi></b
          >.
        </p>`
      : html`<p>
            Thiết bị đang cắm có chứng thư của <bdi>${others.join('; ')}</bdi>, không phải chứng thư được yêu cầu.
          </p>
          <p>
            Cần chứng thư của <b><bdi>${work.signerName}</bdi></b> có mã bắt đầu bằng
            ${digestGroups(work.certificateFingerprint.slice(0, 16))}.
          </p>`;
  return html`<div class="notice warn">
    ${seen}
    <p>Trang này tự nhận ra khi cắm đúng thiết bị.</p>
  </div>`;
}

function readyHtml({ label, isPinLow, isLastTry, isPinLocked }: Extract<TokenView, { state: 'ready' }>): Html {
  if (isPinLocked)
    return html`<div class="notice bad">
      <p>Mã PIN của thiết bị <bdi>${label}</bdi> đã bị khóa.</p>
      <p>Xin mang thiết bị tới người quản lý thiết bị ký của cơ quan hoặc nơi cấp để mở khóa.</p>
    </div>`;
  const tries = isLastTry
    ? 'Thiết bị báo: chỉ còn một lần thử mã PIN. Nhập sai lần nữa thiết bị tự khóa.'
    : 'Thiết bị báo: mã PIN đã bị nhập sai và còn ít lần thử. Nhập sai nữa thiết bị có thể tự khóa.';
  const low = html`<div class="notice warn"><p>${tries}</p></div>`;
  return html`<p>
      Thiết bị ký: <b><bdi>${label}</bdi></b>
    </p>
    ${isPinLow || isLastTry ? low : html``}`;
}

function timeOf(instant: Date): string {
  const [minute, [year, month, day]] = [minuteOfDay(instant), dayOf(instant).split('-')];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ngày ${day}/${month}/${year}`;
}
