import { fail } from '@cuaso/kernel/errors.ts';

const mostBytes = 65_536;

/** A signed call of an SMS gateway as its operation takes it. */
export async function gatewayCallOf(request: Request) {
  return {
    key: request.headers.get('x-cuaso-key') ?? '',
    timestamp: request.headers.get('x-cuaso-timestamp') ?? '',
    signature: request.headers.get('x-cuaso-signature') ?? '',
    body: await bodyOf(request),
  };
}

/** The body as it came, because a signature is over its bytes. */
export async function bodyOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) fail('invalid', 'notices.bad_call');
  const text = await request.text();
  return text.length > mostBytes ? fail('invalid', 'notices.bad_call') : text;
}
