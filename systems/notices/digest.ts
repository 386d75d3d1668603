import { gsmTextOf, smsLength } from '@cuaso/platform/notices/render.ts';

/** The words of one notice. */
export type Words = { title: string; body: string; sms: string; path: string };

/** What goes out of one message: a notice alone, or with those that were put off with it. */
export function digestOf(first: Words, others: readonly Words[], origin: string) {
  const link = first.path === '' || origin === '' ? '' : `${origin}${first.path}`;
  if (others.length === 0) return { title: first.title, body: first.body, sms: first.sms, link };
  const all = [first, ...others];
  const own = origin === '' ? '' : `${origin}/ho-so`;
  return {
    title: `${all.length} thông báo về hồ sơ của ông/bà`,
    body: all.map(({ title, body }) => `${title}\n${body}`).join('\n\n'),
    sms: gsmTextOf(`Ong/ba co ${all.length} thong bao moi ve ho so. ${own === '' ? '' : `Xem tai ${own}`}`)
      .trim()
      .slice(0, smsLength),
    link: own,
  };
}
