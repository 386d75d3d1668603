import { createTransport } from 'nodemailer';
import { Readable } from 'node:stream';
import type { Message, Outcome, Provider } from '../channel.ts';
import { mailOf, type Sender } from './mail.ts';

/** A mail server and how it is spoken to (RFC 5321, STARTTLS by RFC 3207, implicit TLS by RFC 8314). */
export type SmtpSettings = {
  name: string;
  /** `smtp://user:password@host:587` with STARTTLS, `smtps://…:465` with TLS from the start. */
  url: string;
  sender: Sender;
  /** On this machine only: a server that offers no TLS is spoken to in the clear. */
  plain?: true;
  timeoutMs?: number;
};

type MailError = Error & { code?: string; responseCode?: number; response?: string };

/** A mail server as a provider. Nobody can ask a mail server what became of a message, so a lost answer stays in doubt. */
export function smtpProvider(settings: SmtpSettings): Provider {
  const url = new URL(settings.url);
  const timeout = settings.timeoutMs ?? 20_000;
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    pool: true,
    maxConnections: 8,
    maxMessages: 500,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: settings.plain !== true && url.protocol !== 'smtps:',
    ignoreTLS: settings.plain === true,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: settings.name,
    channel: 'email',
    repeats: 'twice',
    send: async (message) => {
      const { envelope, bytes } = await mailOf(message, settings.sender);
      // The server has seen something of the message once the first byte of it was taken; before that it has nothing.
      let wasRead = false;
      const raw = new Readable({
        read() {
          wasRead = true;
          this.push(bytes);
          this.push(null);
        },
      });
      try {
        const { response } = await transport.sendMail({ envelope, raw });
        return { outcome: 'sent', reference: response.slice(0, 200) };
      } catch (error) {
        return outcomeOf(error as MailError, wasRead ? 'handed' : 'kept');
      }
    },
  };
}

/** What an error says: an answer of the server is certain, silence after the message is not. */
function outcomeOf(error: MailError, message: 'handed' | 'kept'): Outcome {
  const answer = error.responseCode;
  const problem = problemOf(error);
  if (answer === undefined) return { outcome: message === 'handed' ? 'uncertain' : 'retry', problem };
  // Our own sign-in is refused: the message is not at fault, another server may take it.
  if (error.code === 'EAUTH' || answer < 500) return { outcome: 'retry', problem };
  return { outcome: 'refused', problem, because: isAddressProblem(error) ? 'address' : 'message' };
}

/** RFC 3463: 5.1.x is about the address, 5.2.1 a mailbox that is switched off. */
function isAddressProblem({ code, responseCode, response = '' }: MailError): boolean {
  const enhanced = /\b5\.(\d+)\.(\d+)\b/.exec(response);
  if (enhanced) return enhanced[1] === '1' || (enhanced[1] === '2' && enhanced[2] === '1');
  return code === 'EENVELOPE' && (responseCode === 550 || responseCode === 553);
}

function problemOf({ code = '', responseCode, response, message }: MailError): string {
  const said = response ?? message;
  return `${responseCode ?? code} ${said.replace(/^\d{3}[ -]/, '')}`.trim().slice(0, 300);
}

/** The key of a message as its Message-ID: the same at each try, so that a mailbox shows it once. */
export function messageIdOf({ key }: Pick<Message, 'key'>, { address }: Sender): string {
  return `<${key}@${address.split('@')[1] ?? 'localhost'}>`;
}
