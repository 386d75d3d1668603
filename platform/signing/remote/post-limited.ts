import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { SigningRefused } from '../signer.ts';

/** What this installation shows to a provider that asks for a certificate (mutual TLS), and whom it believes beside the usual. */
export type TlsIdentity = { certificatePem: string; keyPem: string; authorityPem?: string };

/** One question to a signing provider, with what it may cost: time from connecting to the last byte, bytes of the answer. */
export type Question = {
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  maxBytes: number;
  tls?: TlsIdentity;
};

/** What came back, whatever its status. */
export type Reply = { status: number; body: Buffer };

/**
 * Posts to a signing provider over a connection of its own and never follows a redirect. Whatever prevents a whole answer in
 * time is a refusal; its detail names no more than host and cause.
 */
export function postLimited(question: Question): Promise<Reply> {
  const { url, headers, body, timeoutMs, maxBytes, tls } = question;
  const signal = AbortSignal.timeout(timeoutMs);
  const identity = tls && { cert: tls.certificatePem, key: tls.keyPem, ca: tls.authorityPem };
  const own = { 'accept-encoding': 'identity', 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown) => reject(refusalOf(error, url, signal));
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
    // A kept connection may be closed by the other side just when it is used again; a question must not get lost so.
    const options = { method: 'POST', agent: false, signal, headers: { ...headers, ...own }, ...identity };
    const sent = ask(url, options, (response) => void received(response, maxBytes).then(resolve, refuse));
    sent.on('error', refuse);
    sent.end(body);
  });
}

async function received(response: IncomingMessage, maxBytes: number): Promise<Reply> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw given(response, `redirect ${status}`);
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') throw given(response, 'packed answer');
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw given(response, `more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return { status, body: Buffer.concat(parts, length) };
}

function given(response: IncomingMessage, detail: string): SigningRefused {
  response.destroy();
  return new SigningRefused('answer_wrong', detail);
}

function refusalOf(error: unknown, url: URL, signal: AbortSignal): SigningRefused {
  if (error instanceof SigningRefused) return error;
  if (signal.aborted) return new SigningRefused('unreachable', `${url.host}: no answer in time`);
  const code = codeOf(error);
  return new SigningRefused(code.startsWith('HPE_') ? 'answer_wrong' : 'unreachable', `${url.host}: ${code}`);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'broken off';
}
