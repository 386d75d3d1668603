// A mail server on loopback (smtp-server), badly behaved if it is told to.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MoodOf } from './mood.ts';

/** A mail as a mailbox got it. */
export type MailGot = { to: string; messageId: string; text: string };

/** A running mail server. */
export type SmtpSimulator = {
  url: string;
  got: MailGot[];
  behave: (mood: MoodOf) => void;
  close: () => Promise<void>;
};

type Answered = (error?: (Error & { responseCode?: number }) | null, message?: string) => void;

/** Starts it; `auth` asks for user `cuaso` and password `mật khẩu`. */
export async function startSmtpSimulator(
  parts: { auth?: 'asked'; tls?: 'offered'; port?: number } = {},
): Promise<SmtpSimulator> {
  const got: MailGot[] = [];
  let mood: MoodOf = () => 'take';
  let count = 0;
  const server = new SMTPServer({
    authOptional: parts.auth === undefined,
    ...(parts.tls === undefined && { disabledCommands: ['STARTTLS'] }),
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'cuaso' && password === 'mật khẩu' ? done(null, { user: username }) : done(refusal(535, '5.7.8 no')),
    onRcptTo: ({ address }, _session, done) =>
      mood({ to: address, text: '', count }) === 'nobody' ? done(refusal(550, '5.1.1 nobody of this name')) : done(),
    // A sender that was killed leaves half a mail, which is none.
    onData: (stream, session, done) => void take(stream, session, done).catch(() => undefined),
  });
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession, done: Answered) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    count += 1;
    const to = session.envelope.rcptTo[0]?.address ?? '';
    const now = mood({ to, text, count });
    if (now === 'busy') return done(refusal(451, '4.3.2 later'));
    got.push({ to, messageId: /^Message-ID: (.+)$/im.exec(text)?.[1]?.trim() ?? '', text });
    if (now === 'lose_answer') return cut(server, session);
    if (now !== 'late') done(null, `2.0.0 queued as ${count}`);
  };
  await new Promise<void>((resolve) => server.listen(parts.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const user = parts.auth === undefined ? '' : `cuaso:${encodeURIComponent('mật khẩu')}@`;
  server.on('error', () => undefined);
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    got,
    behave: (next) => (mood = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const one of connectionsOf(server)) one._socket.destroy();
      }),
  };
}

type Connection = { session?: { id?: string }; _socket: { destroy: () => void } };

function connectionsOf(server: SMTPServer): Connection[] {
  return [...(server as unknown as { connections: Set<Connection> }).connections];
}

function cut(server: SMTPServer, session: SMTPServerSession): void {
  connectionsOf(server)
    .find((one) => one.session?.id === session.id)
    ?._socket.destroy();
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
