import { z } from 'zod';
import { AgentProblem } from './agent-problem.ts';
import { shownText, type Work, workAnswer } from './agent-work.ts';

/** Why the agent tells the server that nothing is signed. */
export type WorkRefusal = 'cancelled' | 'pin_wrong' | 'pin_locked' | 'key_missing';

/** What the server offers an agent. */
export type AgentApi = {
  takeWork: () => Promise<Work | undefined>;
  giveSignature: (answer: { sessionId: string; itemId: string; signature: Buffer }) => Promise<void>;
  refuseWork: (answer: { sessionId: string; reason: WorkRefusal }) => Promise<void>;
};

/** The server did not do what it was asked; `message` is a Vietnamese sentence for the page. */
export class ApiRefused extends Error {
  /** `away`: trying again may help; `unpaired`: the token is not taken any more; `refused`: the answer is no. */
  readonly kind: 'away' | 'unpaired' | 'refused';
  /** The server's code of the refusal, such as signing.session_over; empty when there is none. */
  readonly code: string;
  /** How long the server asks to wait; 0 when it does not say. */
  readonly waitMs: number;

  constructor(
    kind: ApiRefused['kind'],
    message: string,
    { code = '', waitMs = 0, cause }: { code?: string; waitMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'ApiRefused';
    this.kind = kind;
    this.code = code;
    this.waitMs = waitMs;
  }
}

const longestAnswer = 1024 * 1024;
const longestWaitMs = 60_000;
const patienceMs = 20_000;

const pairedAnswer = z.object({
  token: z.string().regex(/^[\w-]{1,200}$/),
  signerName: z.string().transform((text) => shownText(text)),
  serverName: z.string().transform((text) => shownText(text)),
});
const acceptedAnswer = z.object({ state: z.literal('accepted') });
const errorAnswer = z.object({
  error: z.object({ code: z.string().max(200), message: z.string().transform((text) => shownText(text)) }),
});

/** Exchanges the one-time code for the token of this computer. */
export async function pairAgent(
  server: string,
  device: { code: string; deviceName: string },
): Promise<z.infer<typeof pairedAnswer>> {
  try {
    return await post(server, { verb: 'pair-agent', input: device, answer: pairedAnswer });
  } catch (error) {
    if (!(error instanceof ApiRefused)) throw error;
    throw new AgentProblem(`Không ghép nối được: ${error.message}`, `Pairing failed (${error.code || error.kind}).`, {
      cause: error,
    });
  }
}

/** The server as seen by the agent with this token. */
export function agentApiOf({ server, token }: { server: string; token: string }): AgentApi {
  return {
    takeWork: async () =>
      (await post(server, { verb: 'take-work', input: {}, token, answer: workAnswer })).session ?? undefined,
    giveSignature: async ({ signature, ...item }) => {
      const input = { ...item, signature: signature.toString('base64') };
      await post(server, { verb: 'give-signature', input, token, answer: acceptedAnswer });
    },
    refuseWork: async (input) => {
      await post(server, { verb: 'refuse-work', input, token, answer: z.object({}) });
    },
  };
}

type Call<T> = { verb: string; input: unknown; token?: string; answer: z.ZodType<T> };

async function post<T>(server: string, { verb, input, token, answer }: Call<T>): Promise<T> {
  const { response, text } = await send(`${server}/api/signing/${verb}`, input, token);
  const value = valueOf(text);
  if (!response.ok) throw refusalOf(response, value);
  const parsed = answer.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ApiRefused('away', 'Máy chủ trả lời không đúng như đã hẹn. Có thể cần cập nhật ứng dụng ký.');
}

async function send(url: string, input: unknown, token: string | undefined) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(input),
      // A redirect would carry the token to another place.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    return { response, text: await readLimited(response) };
  } catch (cause) {
    if (cause instanceof ApiRefused) throw cause;
    throw new ApiRefused('away', 'Không kết nối được tới máy chủ.', { cause });
  }
}

async function readLimited(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > longestAnswer) throw new ApiRefused('away', 'Câu trả lời của máy chủ quá dài.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function refusalOf(response: Response, value: unknown): ApiRefused {
  const parsed = errorAnswer.safeParse(value);
  const { code, message } = parsed.success ? parsed.data.error : { code: '', message: '' };
  const said = message || `Máy chủ từ chối (HTTP ${response.status}).`;
  if (response.status === 401) return new ApiRefused('unpaired', said, { code });
  if (response.status < 500 && response.status !== 429 && parsed.success)
    return new ApiRefused('refused', said, { code });
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  const waitMs = seconds > 0 ? Math.min(seconds * 1000, longestWaitMs) : 0;
  return new ApiRefused('away', said, { code, waitMs });
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
