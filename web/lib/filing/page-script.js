// Saves the page that is being filled in by itself, and says so; pressing the button saves it too.
// @ts-check

const waitMs = 2000;
const page = document.querySelector('form[data-autosave]');
if (page instanceof HTMLFormElement) watch(page);

/** @param {HTMLFormElement} form */
function watch(form) {
  const says = document.querySelector('[data-autosave-says]');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let sending = false;
  let changed = false;
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && changed) void save();
  });

  function later() {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => void save(), waitMs);
  }

  async function save() {
    // A form that is on its way saves itself.
    if (form.dataset['sent'] || sending) return;
    sending = true;
    changed = false;
    clearTimeout(timer);
    try {
      const body = new FormData(form);
      // Files go their own way.
      for (const input of form.querySelectorAll('input[type=file]')) body.delete(input.getAttribute('name') ?? '');
      const address = form.dataset['autosave'] ?? '';
      const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
      const answer = await fetch(address, { method: 'POST', body, headers, redirect: 'manual', keepalive: true });
      const result = answer.ok ? await answer.json() : undefined;
      if (result?.type === 'success')
        say(`Đã tự lưu lúc ${new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })}.`);
      else if (result?.type === 'redirect' || answer.type === 'opaqueredirect')
        say('Phiên đăng nhập đã hết. Bấm “Tiếp tục” để đăng nhập lại; nội dung đang gõ được giữ.');
      else say('Chưa tự lưu được. Nội dung vẫn còn trên trang này.');
    } catch {
      changed = true;
      say('Mất mạng, chưa lưu được. Nội dung vẫn còn trên trang này; xin đừng đóng trang.');
    } finally {
      sending = false;
      if (changed) timer = setTimeout(() => void save(), waitMs * 5);
    }
  }

  /** @param {string} text */
  function say(text) {
    if (says) says.textContent = text;
  }
}
