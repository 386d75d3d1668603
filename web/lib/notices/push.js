// Asks the browser for leave to be told, and puts the address it gives into the form. Without this the form stays hidden.
const form = document.querySelector('[data-push-key]');
const canTell = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

if (form instanceof HTMLFormElement && canTell) {
  const holder = form.closest('[data-needs-push]');
  const says = holder?.querySelector('[data-push-says]');
  holder?.removeAttribute('hidden');
  form.addEventListener('submit', (event) => {
    const endpoint = form.elements.namedItem('endpoint');
    if (endpoint instanceof HTMLInputElement && endpoint.value !== '') return;
    event.preventDefault();
    subscribe(form).then(
      () => form.requestSubmit(),
      () => {
        if (says)
          says.textContent =
            'Trình duyệt chưa cho phép thông báo. Hãy cho phép trong phần cài đặt của trình duyệt rồi thử lại.';
      },
    );
  });
}

/** @param {HTMLFormElement} target */
async function subscribe(target) {
  const registration = await navigator.serviceWorker.register('/tin-bao.js', { scope: '/ho-so/tai-khoan/thong-bao' });
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('not allowed');
  const key = Uint8Array.from(atob((target.dataset['pushKey'] ?? '').replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
  while (registration.active === null) await new Promise((done) => setTimeout(done, 100));
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  /** @type {(name: string, value: string | undefined) => void} */
  const set = (name, value) => {
    const field = target.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value ?? '';
  };
  set('p256dh', keys?.['p256dh']);
  set('auth', keys?.['auth']);
  set('endpoint', endpoint);
}
