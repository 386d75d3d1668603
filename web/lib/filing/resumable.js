// Uploads the papers of a draft piece by piece: a line that breaks goes on where it stopped. Bundled into one file.
// @ts-check
import { Upload } from 'tus-js-client';

const endpoint = '/tai-tep';
/** Waits between attempts, in milliseconds; a bad line gets two minutes. */
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000];
const pieceBytes = 512 * 1024;
let running = 0;
let sendAfterwards = false;

// A telephone or tablet has its camera at hand; a desk has not.
if (matchMedia('(pointer: coarse)').matches) {
  for (const part of document.querySelectorAll('[data-camera]')) part.removeAttribute('hidden');
}
for (const input of document.querySelectorAll('input[data-resumable]')) {
  if (!(input instanceof HTMLInputElement)) continue;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The script sends them; the form must not send them once more.
    input.value = '';
    // Each file gets a line of its own below; the list beside the field would only repeat it.
    setTimeout(() => input.parentElement?.querySelector('[role=status]')?.replaceChildren());
    for (const file of files) void take(input, file);
  });
}

document.addEventListener(
  'submit',
  (event) => {
    if (running === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sendAfterwards = true;
    say('Đang tải tệp lên. Tải xong sẽ tự đi tiếp.');
  },
  true,
);

/** @param {HTMLInputElement} input @param {File} file */
async function take(input, file) {
  const name = input.dataset['resumable'] ?? '';
  const list = input.closest('[data-paper]')?.querySelector('[data-files]');
  const limit = Number(document.querySelector('[data-max-mb]')?.getAttribute('data-max-mb') ?? Infinity) * 1_048_576;
  const line = document.createElement('li');
  list?.append(line);
  if (file.size > limit) return tell(line, `${file.name}: tệp lớn hơn mức cho phép nên chưa tải lên.`);
  running += 1;
  const bar = progressOf(line, file.name);
  try {
    const kept = await send(file, bar);
    line.replaceChildren(boxOf(name, kept), ...previewOf(kept));
    input.form?.dispatchEvent(new Event('change', { bubbles: true }));
  } catch (error) {
    sendAfterwards = false;
    tell(line, `${file.name}: ${error instanceof Error ? error.message : 'chưa tải lên được.'}`);
  } finally {
    running -= 1;
    if (running === 0 && sendAfterwards) input.form?.requestSubmit();
  }
}

/** @typedef {{ fileId: string, name: string, size: number, mediaType: string }} Kept */

/** @param {File} file @param {{ show: (sent: number, all: number) => void, wait: () => void }} bar @returns {Promise<Kept>} */
async function send(file, bar) {
  const address = await /** @type {Promise<string>} */ (
    new Promise((resolve, reject) => {
      const upload = new Upload(file, {
        endpoint,
        chunkSize: pieceBytes,
        retryDelays,
        removeFingerprintOnSuccess: true,
        metadata: { filename: file.name },
        onProgress: (sent, all) => bar.show(sent, all ?? file.size),
        onShouldRetry: (error) => {
          const status = error.originalResponse?.getStatus() ?? 0;
          const again = status < 400 || status >= 500 || status === 409 || status === 423;
          if (again) bar.wait();
          return again;
        },
        onError: (error) => {
          const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
          const said = 'originalResponse' in error ? (error.originalResponse?.getBody() ?? '') : '';
          if (status === 0) reject(new Error('mất mạng quá lâu. Chọn lại đúng tệp này để tải tiếp phần còn thiếu.'));
          else if (status === 401 || status === 303) reject(new Error('phiên đăng nhập đã hết, xin đăng nhập lại.'));
          else reject(new Error(said || 'chưa tải lên được, xin thử lại.'));
        },
        onSuccess: () => resolve(upload.url ?? ''),
      });
      void begin(upload);
    })
  );
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  const result = await answer.json();
  if (!answer.ok) throw new Error(String(result.message ?? 'chưa tải lên được.'));
  return result;
}

/** What an earlier visit of this browser had begun is gone on with. @param {Upload} upload */
async function begin(upload) {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

/** @param {Element} line @param {string} name */
function progressOf(line, name) {
  const label = document.createElement('span');
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.setAttribute('aria-label', `Đang tải ${name}`);
  label.textContent = `Đang tải ${name}: 0 %`;
  line.replaceChildren(label, ' ', bar);
  return {
    /** @param {number} sent @param {number} all */
    show(sent, all) {
      const percent = all === 0 ? 0 : Math.floor((sent / all) * 100);
      bar.value = percent;
      label.textContent = `Đang tải ${name}: ${percent} %`;
    },
    wait() {
      label.textContent = `${name}: mạng chập chờn, đang thử lại…`;
    },
  };
}

/** @param {string} name @param {Kept} kept */
function boxOf(name, kept) {
  const label = document.createElement('label');
  label.className = 'cs-choice';
  const box = document.createElement('input');
  Object.assign(box, { className: 'ds-input', type: 'checkbox', name, checked: true });
  box.value = `${kept.fileId}|${kept.size}|${kept.name}`;
  const text = document.createElement('span');
  const link = document.createElement('a');
  link.href = `/tep/nhap/${kept.fileId}`;
  link.textContent = kept.name;
  text.append('Gửi kèm ', link, ' (đã tải xong)');
  label.append(box, text);
  return label;
}

/** @param {Kept} kept @returns {Element[]} */
function previewOf(kept) {
  if (!kept.mediaType.startsWith('image/')) return [];
  const image = document.createElement('img');
  image.src = `/tep/nhap/${kept.fileId}`;
  image.alt = `Xem trước ${kept.name}`;
  return [image];
}

/** @param {Element} line @param {string} text */
function tell(line, text) {
  const words = document.createElement('span');
  words.className = 'ds-validation-message';
  words.setAttribute('role', 'alert');
  words.textContent = text;
  line.replaceChildren(words);
}

/** @param {string} text */
function say(text) {
  const line = document.querySelector('[data-autosave-says]');
  if (line) line.textContent = text;
}
