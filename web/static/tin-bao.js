// Shows what the province tells this device, and opens its page when it is touched.
self.addEventListener('push', (event) => {
  let told = { title: 'Cổng dịch vụ công', body: '', link: '/ho-so', tag: '' };
  try {
    told = { ...told, ...event.data.json() };
  } catch {
    // What cannot be read is still told, without its words.
  }
  const options = { body: told.body, tag: told.tag, lang: 'vi', icon: '/bieu-trung.svg', data: { link: told.link } };
  event.waitUntil(self.registration.showNotification(told.title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = new URL(event.notification.data.link || '/ho-so', self.location.origin);
  if (link.origin !== self.location.origin) return;
  event.waitUntil(self.clients.openWindow(link.href));
});
