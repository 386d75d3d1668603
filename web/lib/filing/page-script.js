// Saves the page that is being filled in by itself: on this device at once, at the province as soon as there is a line.
// @ts-check
import { cacheOf } from '../offline/places.js';
import { sendTyped } from '../offline/send-typed.js';
import { dropTyped, findTyped, keepTyped, keyOf } from '../offline/typed-pages.js';
import { entriesOf, fillIn } from './form-entries.js';
import { showTwoVersions } from './two-versions.js';

const waitMs = 2000;
const againMs = 10_000;
const onDevice = 'Đã lưu trên máy này, chưa gửi lên – sẽ gửi khi có mạng.';
const owner = document.documentElement.dataset['owner'] ?? '';
const isCopy = document.documentElement.dataset['keptAt'] !== undefined;
const path = location.pathname;
const page = document.querySelector('form[data-autosave]');
if (page instanceof HTMLFormElement) void watch(page);

/** @param {HTMLFormElement} form */
async function watch(form) {
  // Papers are files, and files need the line.
  const keepsHere = form.dataset['kept'] !== undefined && 'indexedDB' in window;
  const says = document.querySelector('[data-autosave-says]');
  let mark = form.dataset['mark'] ?? '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let sendTimer;
  let sending = false;
  let changed = false;
  let lineGone = false;
  let choosing = false;

  for (const name of ['input', 'change']) form.addEventListener(name, later);
  form.addEventListener('submit', onSubmit);
  window.addEventListener('online', () => void save());
  window.addEventListener('offline', () => say(offLineWords()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && changed) void write().then(save);
  });
  askToKeep(form);
  await takeUp();
  if (isCopy && !changed) say(offLineWords());

  function later() {
    changed = true;
    clearTimeout(sendTimer);
    // Each letter at once: on an old phone the browser may be gone in the next moment.
    void write();
    sendTimer = setTimeout(() => void save(), waitMs);
  }

  /** What was typed here before goes before what this copy of the page says. */
  async function takeUp() {
    const typed = keepsHere ? await findTyped(owner, path).catch(() => undefined) : undefined;
    if (typed === undefined) return;
    if (!typed.unsent && !isCopy) return void (await dropTyped(typed.key));
    fillIn(form, typed.entries);
    mark = typed.mark;
    if (!typed.unsent) return;
    changed = true;
    say(onDevice);
    if (!isCopy || navigator.onLine) await save();
  }

  /** @param {boolean} [unsent] */
  async function write(unsent = true) {
    if (!keepsHere) return;
    const typed = { key: keyOf(owner, path), owner, path, entries: entriesOf(form), mark, typedAt: Date.now(), unsent };
    await keepTyped(typed).catch(() => undefined);
  }

  async function save() {
    // A form that is on its way saves itself.
    if (form.dataset['sent'] || sending || choosing || !changed) return;
    sending = true;
    changed = false;
    clearTimeout(sendTimer);
    await write();
    const outcome = await sendTyped({ path, entries: entriesOf(form), mark: keepsHere ? mark : '' });
    sending = false;
    lineGone = outcome.kind === 'no_line';
    if (outcome.kind === 'saved') {
      mark = outcome.mark;
      if (!changed) await write(false);
      say(`Đã tự lưu lúc ${new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })}.`);
    } else if (outcome.kind === 'elsewhere') await letChoose();
    else {
      changed = outcome.kind !== 'refused';
      say(wordsOf(outcome));
      if (changed && outcome.kind !== 'signed_out') sendTimer = setTimeout(() => void save(), againMs);
    }
    if (outcome.kind === 'saved' && changed) later();
  }

  /** @param {import('../offline/send-typed.js').Outcome} outcome */
  function wordsOf(outcome) {
    if (outcome.kind === 'refused') return outcome.message;
    if (outcome.kind === 'signed_out')
      return 'Phiên đăng nhập đã hết. Bấm “Tiếp tục” để đăng nhập lại; nội dung đang gõ được giữ.';
    if (outcome.kind === 'no_line') return offLineWords();
    return 'Chưa tự lưu được, sẽ thử lại. Nội dung vẫn còn trên trang này.';
  }

  function offLineWords() {
    if (keepsHere) return changed ? onDevice : 'Mất mạng. Cứ điền tiếp: nội dung được lưu trên máy này.';
    return 'Mất mạng. Phần giấy tờ cần có mạng: xin chờ có mạng lại rồi chọn tệp.';
  }

  async function letChoose() {
    choosing = true;
    say('Trang này đã được lưu từ máy khác. Xin xem hai bản ở trên và chọn.');
    const shown = await showTwoVersions(form, {
      mine: (theirMark) => {
        mark = theirMark;
        choosing = false;
        changed = true;
        void save();
      },
      theirs: () => void dropTyped(keyOf(owner, path)).finally(() => location.reload()),
    }).catch(() => false);
    if (!shown) say('Bản nháp này đã được gửi hoặc đã chuyển sang mẫu mới. Xin xem trong mục Hồ sơ của tôi.');
  }

  /** Without a line the page stays on the device, and the next one comes from there. @param {SubmitEvent} event */
  function onSubmit(event) {
    if (choosing) return stop(event, 'Xin chọn một trong hai bản ở trên trước.');
    const item = event.submitter?.getAttribute('name') ?? '';
    // An item that is being taken out must not come back from here.
    if (!keepsHere || (navigator.onLine && !lineGone)) return void write(item !== '_bo');
    if (item.startsWith('_')) return stop(event, 'Thêm hoặc bớt mục cần có mạng. Những gì đã gõ vẫn được giữ.');
    stop(event, onDevice);
    changed = true;
    void write().then(save).then(goOn);
  }

  async function goOn() {
    // The line came back meanwhile: everything as ever.
    if (!lineGone && navigator.onLine) return changed || choosing ? undefined : form.requestSubmit();
    const next = form.dataset['next'] ?? '';
    const cache = await caches.open(cacheOf(owner));
    if (next !== '' && (await cache.match(location.origin + next))) location.assign(next);
    else say(`${onDevice} Trang tiếp theo cần có mạng.`);
  }

  /** @param {SubmitEvent} event @param {string} text */
  function stop(event, text) {
    event.preventDefault();
    event.stopImmediatePropagation();
    say(text);
  }

  /** @param {string} text */
  function say(text) {
    if (says) says.textContent = text;
  }
}

/** All pages of this draft that can be filled in without a line are to be there when it goes. @param {HTMLFormElement} form */
function askToKeep(form) {
  const keep = (form.dataset['pages'] ?? '').split(' ').filter(Boolean);
  if (isCopy || keep.length === 0 || !('serviceWorker' in navigator)) return;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker has no origin to name.
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ keep }));
}
