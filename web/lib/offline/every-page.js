// On every page: starts the worker that keeps pages, sends what was typed without a line, asks before signing out.
// @ts-check
import { isOwnCache, neverKept, nobody } from './places.js';
import { sendTyped } from './send-typed.js';
import { allTyped, dropAllOf, keepTyped } from './typed-pages.js';

const { owner = nobody, keptAt } = document.documentElement.dataset;
const lockName = 'cuaso-send-typed';

if (owner !== neverKept) {
  void start();
  void sendAll();
  window.addEventListener('online', () => void sendAll());
}
document.addEventListener('submit', askBeforeLeaving, true);

async function start() {
  if (!('serviceWorker' in navigator)) return;
  // The first page of all was opened before there was a worker to keep it.
  const first = navigator.serviceWorker.controller === null;
  try {
    await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
  } catch {
    return;
  }
  const { active } = await navigator.serviceWorker.ready;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker has no origin to name.
  if (first && keptAt === undefined) active?.postMessage({ keep: [location.pathname + location.search] });
}

async function sendAll() {
  const all = await allTyped().catch(() => []);
  const waiting = all.filter((one) => one.unsent && (one.owner === owner || owner === nobody));
  if (waiting.length === 0) return tell(undefined);
  if (owner === nobody)
    return tell(linkTo('/dang-nhap?tiep=/ho-so', 'Đăng nhập'), 'Trên máy này có trang đơn chưa gửi lên:');
  if (!navigator.onLine) return tell(undefined, 'Có trang đơn lưu trên máy này, chưa gửi lên. Sẽ gửi khi có mạng.');
  const send = () => sendEach(waiting);
  // Two windows must not send the same page side by side.
  await ('locks' in navigator ? navigator.locks.request(lockName, send) : send());
}

/** @param {import('./typed-pages.js').TypedPage[]} waiting */
async function sendEach(waiting) {
  const left = [];
  for (const one of waiting) {
    // The page that is open sends its own.
    if (one.path === location.pathname && document.querySelector('form[data-autosave]')) continue;
    const outcome = one.held === undefined ? await sendTyped(one) : undefined;
    if (outcome?.kind === 'saved') await keepTyped({ ...one, mark: outcome.mark, unsent: false });
    else if (outcome?.kind === 'refused') await keepTyped({ ...one, held: outcome.message });
    if (outcome?.kind !== 'saved') left.push(one);
  }
  const [first] = left;
  if (first === undefined) return tell(undefined);
  tell(linkTo(first.path, 'Xem trang'), `Có ${left.length} trang đơn lưu trên máy này, chưa gửi lên được.`);
}

/** Signing out clears this device; what only this device has is asked about first. @param {SubmitEvent} event */
function askBeforeLeaving(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/dang-xuat') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void leave(form);
}

/** @param {HTMLFormElement} form */
async function leave(form) {
  const all = await allTyped().catch(() => []);
  const unsent = all.filter((one) => one.owner === owner && one.unsent);
  const question = `Có ${unsent.length} trang đơn chưa gửi lên. Đăng xuất thì những gì chỉ có trên máy này sẽ mất. Vẫn đăng xuất?`;
  if (unsent.length > 0 && !window.confirm(question)) return;
  if ('indexedDB' in window) await dropAllOf(owner).catch(() => undefined);
  if ('caches' in window) for (const name of await caches.keys()) if (isOwnCache(name)) await caches.delete(name);
  form.submit();
}

/** @param {HTMLAnchorElement | undefined} link @param {string} [text] */
function tell(link, text = '') {
  const main = document.querySelector('main');
  let line = document.querySelector('[data-unsent]');
  if (text === '') return void line?.remove();
  if (line === null) {
    line = Object.assign(document.createElement('div'), { className: 'cs-wide cs-offline' });
    line.setAttribute('data-unsent', '');
    line.setAttribute('role', 'status');
    main?.prepend(line);
  }
  const words = document.createElement('p');
  words.append(text, ' ', ...(link ? [link] : []));
  line.replaceChildren(words);
}

/** @param {string} href @param {string} text */
function linkTo(href, text) {
  return Object.assign(document.createElement('a'), { href, textContent: text });
}
