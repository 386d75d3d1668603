/** A call to a provider. */
export type ServiceCall = {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  timeoutMs: number;
};

/** What came of a call. Only a connection that never came about is certain to have done nothing. */
export type Answer =
  | { kind: 'answered'; status: number; json: unknown }
  | { kind: 'not_reached'; problem: string }
  | { kind: 'lost'; problem: string };

const maxBytes = 64 * 1024;
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Calls a provider; a redirect is not followed, a long answer is not read. */
export async function callService({ url, timeoutMs, ...request }: ServiceCall): Promise<Answer> {
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { kind: 'answered', status: response.status, json: jsonOf(await textOf(response)) };
  } catch (error) {
    const { code, message } = causeOf(error);
    const kind = neverConnected.has(code) ? 'not_reached' : 'lost';
    return { kind, problem: `${code} ${message}`.trim().slice(0, 300) };
  }
}

/** What an answer says to somebody who looks for the fault. */
export function problemOf(answer: Answer): string {
  return answer.kind === 'answered' ? `HTTP ${answer.status}` : answer.problem;
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > maxBytes) throw new RangeError('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function causeOf(error: unknown): { code: string; message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  return { code: typeof code === 'string' ? code : '', message };
}
