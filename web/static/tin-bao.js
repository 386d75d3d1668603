// Shows what the province tells this device, and opens its page when it is touched.

/**
 * What of a service worker is used here.
 * @typedef {{ waitUntil(work: Promise<unknown>): void, data: { json(): object } | null,
 *   notification: { close(): void, data: { link: string } } }} Happening
 * @typedef {{ addEventListener(name: 'push' | 'notificationclick', act: (event: Happening) => void): void,
 *   registration: { showNotification(title: string, options: object): Promise<void> },
 *   clients: { openWindow(link: string): Promise<unknown> }, location: Location }} Worker
 */
const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));

worker.addEventListener('push', (event) => {
  let told = { title: 'Cổng dịch vụ công', body: '', link: '/ho-so', tag: '' };
  try {
    told = { ...told, ...event.data?.json() };
  } catch {
    // What cannot be read is still told, without its words.
  }
  const options = { body: told.body, tag: told.tag, lang: 'vi', icon: '/bieu-trung.svg', data: { link: told.link } };
  event.waitUntil(worker.registration.showNotification(told.title, options));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = new URL(event.notification.data.link || '/ho-so', worker.location.origin);
  if (link.origin !== worker.location.origin) return;
  event.waitUntil(worker.clients.openWindow(link.href));
});
