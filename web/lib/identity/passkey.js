// Asks the device for a passkey and sends what it answers with an ordinary form. Bundled into one file.
// @ts-check
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

const supported = browserSupportsWebAuthn();
for (const part of document.querySelectorAll(supported ? '[data-needs-passkey]' : '[data-no-passkey]')) {
  part.removeAttribute('hidden');
}

const asking = document.querySelector('form[data-passkey]');
if (supported && asking instanceof HTMLFormElement) {
  asking.querySelector('[data-passkey-ask]')?.addEventListener('click', () => void ask(asking));
  // A new passkey is given a name first; using one needs no further click.
  if (asking.dataset['passkey'] === 'get') void ask(asking);
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  const optionsJSON = JSON.parse(form.dataset['options'] ?? '{}');
  const answer = form.elements.namedItem('answer');
  try {
    const answered =
      form.dataset['passkey'] === 'create'
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON });
    if (!(answer instanceof HTMLInputElement)) return;
    const { id, rawId, type, response } = answered;
    answer.value = JSON.stringify({ id, rawId, type, response });
    form.requestSubmit();
  } catch (problem) {
    say(form, problem instanceof Error && problem.name === 'InvalidStateError' ? known : cancelled);
  }
}

const known = 'Thiết bị này đã có khóa truy cập của tài khoản.';
const cancelled = 'Thiết bị chưa xác nhận: đã bấm hủy hoặc quá thời gian. Xin thử lại.';

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const line = form.querySelector('[data-passkey-says]');
  if (line) line.textContent = text;
}
