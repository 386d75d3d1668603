import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from '../channel.ts';
import { messageIdOf } from './smtp-provider.ts';

/** Who the province's mail is from. */
export type Sender = { name: string; address: string };

/** A notice as a mail (RFC 5322), in plain text and as simple HTML, answering no automatic reply (RFC 3834). */
export async function mailOf(message: Message, sender: Sender): Promise<{ envelope: Envelope; bytes: Buffer }> {
  const composer = new MailComposer({
    from: sender,
    to: { name: '', address: message.to },
    subject: message.title,
    text: message.link === '' ? message.body : `${message.body}\n\n${message.link}\n`,
    html: htmlOf(message),
    messageId: messageIdOf(message, sender),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await composer.compile().build();
  return { envelope: { from: sender.address, to: message.to }, bytes };
}

type Envelope = { from: string; to: string };

function htmlOf({ title, body, link }: Message): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((one) => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const more = link === '' ? '' : `<p><a href="${escaped(link)}">Xem hồ sơ trên Cổng dịch vụ công</a></p>`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>${paragraphs}${more}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
