import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Agent } from './agent.ts';
import { agentPage, type PageParts, refusePage } from './agent-page.ts';
import { AgentProblem } from './agent-problem.ts';
import { pathOf, readForm, type Refused, sameSecret } from './local-request.ts';

/** The local page: only on this computer's own address, under a key that changes with every start. */
export type AgentServer = { address: string; close: () => Promise<void> };

/** What the page shows and does; `pause` bounds how long a form waits for its outcome. */
export type ServerParts = {
  agent: Agent;
  random: (bytes: number) => Uint8Array;
  /** 0 for any that is free. */
  port: number;
  pause: () => Promise<void>;
};

type Site = ServerParts & PageParts & { host: string; key: string };
type Answer = { status: number; type: string; body: string; location?: string };

const style = readFileSync(new URL('./agent.css', import.meta.url), 'utf8');
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8e1b26"/><path d="M4 11.5c3-6 5-7 8-8-1 3-2 5-8 8z" fill="#fff"/></svg>';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Opens the local page on 127.0.0.1. */
export async function openAgentServer(parts: ServerParts): Promise<AgentServer> {
  const secret = () => Buffer.from(parts.random(32)).toString('base64url');
  const key = secret();
  const site: Site = { ...parts, key, formKey: secret(), base: `/${key}/`, host: '' };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    answerTo(site, request).then(
      (answer) => send(response, answer),
      () => send(response, plain(500, 'Ứng dụng ký gặp lỗi ngoài ý muốn. Xin tải lại trang.')),
    );
  });
  await listen(server, parts.port);
  site.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: `http://${site.host}${site.base}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new AgentProblem(`Không mở được cổng ${port}.`, `The port ${port} cannot be opened.`, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answerTo(site: Site, request: IncomingMessage): Promise<Answer> {
  const path = pathOf(request, site);
  if (typeof path === 'number') return refused(path);
  return request.method === 'POST' ? answerForm(site, path, request) : answerGet(site, path);
}

function answerGet(site: Site, path: string): Answer {
  const page = (body: string): Answer => ({ status: 200, type: 'text/html; charset=utf-8', body });
  switch (path) {
    case '':
      return page(agentPage(site, site.agent.view));
    case 'refuse':
      return page(refusePage(site, site.agent.view));
    case 'agent.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: style };
    case 'icon.svg':
      return { status: 200, type: 'image/svg+xml', body: icon };
    default:
      return refused(404);
  }
}

async function answerForm(site: Site, path: string, request: IncomingMessage): Promise<Answer> {
  const form = await readForm(request);
  if (typeof form === 'number') return refused(form);
  if (!sameSecret(form.get('key') ?? '', site.formKey)) return refused(403);
  const mark = form.get('mark') ?? '';
  const { agent } = site;
  if (path === 'sign') await soon(site, agent.sign({ mark, pin: form.get('pin') ?? '' }));
  else if (path === 'refuse') await soon(site, agent.refuse({ mark }));
  else if (path === 'stop') agent.stop();
  else return refused(404);
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', location: site.base };
}

/** A wrong PIN is known at once and shown at once; a long batch goes on while its page is drawn. */
function soon({ pause }: Site, work: Promise<void>): Promise<void> {
  return Promise.race([work, pause()]);
}

function refused(status: Refused): Answer {
  return plain(status, 'Yêu cầu này không được nhận. Xin mở lại đúng địa chỉ mà ứng dụng ký đã in ra.');
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

function send(response: ServerResponse, { status, type, body, location }: Answer): void {
  response.writeHead(status, { ...headers, 'content-type': type, ...(location && { location }) });
  response.end(body);
}
