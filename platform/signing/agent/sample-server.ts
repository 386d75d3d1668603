import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One document of the sample server. */
export type SampleItem = { itemId: string; title: string; detail: string; digest: string };

/** The server as an agent sees it, for tests: its session, what it was asked, and how to make it fail. */
export type SampleServer = {
  origin: string;
  /** The session that waits; items disappear from it as their signatures come. */
  session: {
    id: string;
    signerName: string;
    certificateFingerprint: string;
    confirmUntil: string;
    items: SampleItem[];
  } | null;
  /** What it answers instead, for each verb: a status, or `drop` to break the line. */
  fault: (verb: string) => number | 'drop' | undefined;
  readonly signatures: Map<string, Buffer>;
  readonly refusals: string[];
  /** Every byte that ever came: request lines, headers, bodies. */
  readonly heard: string[];
  /** Called after each signature is kept. */
  onSignature: (count: number) => void;
  close: () => Promise<void>;
};

/** The code and the token of the sample server. */
export const sampleSecrets = { code: 'ABCD-EFGH-JKMN', token: `cuaso_ky_${'m'.repeat(43)}` };

const codes: Readonly<Record<number, string>> = {
  401: 'operations.signed_out',
  409: 'signing.session_over',
  429: 'operations.too_many_calls',
};

/** Starts a server on loopback that speaks the four operations of the agent. */
export async function startSampleServer(port = 0): Promise<SampleServer> {
  const http = createServer((request, response) => void answer(sample, request, response));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const sample: SampleServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    session: null,
    fault: () => undefined,
    signatures: new Map(),
    refusals: [],
    heard: [],
    onSignature: () => undefined,
    close: () => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
  return sample;
}

async function answer(sample: SampleServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const body = Buffer.concat(pieces).toString('utf8');
  sample.heard.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n\n${body}`);
  const verb = (request.url ?? '').replace('/api/signing/', '');
  const isPaired = request.headers.authorization === `Bearer ${sampleSecrets.token}`;
  const fault = sample.fault(verb) ?? (isPaired || verb === 'pair-agent' ? undefined : 401);
  if (fault === 'drop') return void request.socket.destroy();
  if (fault !== undefined) return refuse(response, fault);
  const given = JSON.parse(body) as Record<string, string>;
  const output = outputOf(sample, verb, given);
  if (typeof output === 'number') return refuse(response, output);
  send(response, 200, output);
}

function outputOf(sample: SampleServer, verb: string, given: Record<string, string>): object | number {
  const { session } = sample;
  switch (verb) {
    case 'pair-agent':
      if (given['code'] !== sampleSecrets.code) return 403;
      return { token: sampleSecrets.token, signerName: 'Nguyễn Thị Thử Ký', serverName: 'Cửa Số tỉnh Thử Nghiệm' };
    case 'take-work':
      return { session: session === null || session.items.length === 0 ? null : session };
    case 'give-signature':
      if (session === null || session.id !== given['sessionId']) return 409;
      sample.signatures.set(given['itemId'] ?? '', Buffer.from(given['signature'] ?? '', 'base64'));
      session.items = session.items.filter(({ itemId }) => itemId !== given['itemId']);
      sample.onSignature(sample.signatures.size);
      return { state: 'accepted' };
    default:
      sample.refusals.push(given['reason'] ?? '');
      sample.session = null;
      return {};
  }
}

function refuse(response: ServerResponse, status: number): void {
  const code = codes[status] ?? 'sample.refused';
  send(response, status, { error: { code, kind: 'sample', message: `Máy chủ thử nghiệm từ chối ${status}.` } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
