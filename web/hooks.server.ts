import { isFailure } from '@cuaso/kernel/errors.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { appearanceOf, htmlAttributes } from '#lib/server/appearance.ts';
import { statusOfKind, textOf, waitSecondsOf } from '#lib/server/failure-texts.ts';
import { signInPath } from '#lib/server/form-action.ts';
import { keepStrangersTyping } from '#lib/server/kept-typing.ts';
import { ownerOf } from '#lib/server/owner.ts';
import { connect, seamOf } from '#lib/server/platform.ts';
import { ownerHeader } from '#lib/offline/places.js';

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

/** Gives each request its person, its run and its look; a page that needs a person sends strangers to sign in. */
export const handle: Handle = async ({ event, resolve }) => {
  const theme = appearanceOf(event.cookies);
  Object.assign(event.locals, await connect(event), { theme });
  await sendStrangersToSignIn(event);
  const owner = ownerOf(event.locals.actor);
  const attributes = `${htmlAttributes(theme)} data-owner="${owner}"`;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%cuaso.attributes%', attributes),
    preload: ({ type }) => type === 'css' || type === 'js',
  });
  // A page with a secret in its address says something stricter itself.
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  if (response.status === 429) response.headers.set('retry-after', String(event.locals.retryAfterSeconds ?? 60));
  if (response.headers.get('content-type')?.startsWith('text/html')) response.headers.set(ownerHeader, owner);
  response.headers.set('x-request-id', event.locals.requestId);
  if (event.locals.session) response.headers.set('cache-control', 'private, no-store');
  return response;
};

/** Maps every error once: failures to their status and sentence, bugs to a reference number; the rest stays in the log. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return {};
  if (kind === 'framework' || kind === 'validation') return { message: textOfStatus(error.status) };
  if (isFailure(error)) event.locals.retryAfterSeconds = waitSecondsOf(error.details);
  if (isFailure(error)) return { status: statusOfKind[error.kind], message: textOf(error) };
  const reference = referenceOf(event);
  report(event, reference, error);
  return { status: 500, message: `Hệ thống gặp lỗi ngoài ý muốn. Mã tham chiếu: ${reference}.`, reference };
};

/** The areas that belong to signed-in people. What they may do there is decided by the operations alone. */
async function sendStrangersToSignIn(event: RequestEvent): Promise<void> {
  const own = event.route.id?.match(/^\/\((citizen|officer|admin)\)/);
  if (!own || !seamOf(event) || event.locals.actor.kind !== 'anonymous') return;
  await keepStrangersTyping(event);
  redirect(303, signInPath(event.url));
}

function textOfStatus(status: number): string {
  if (status === 404) return 'Không tìm thấy trang này.';
  if (status === 403) return 'Yêu cầu này không được chấp nhận.';
  if (status === 405) return 'Trang này không nhận cách gửi như vậy.';
  return status === 413 ? 'Nội dung gửi lên lớn hơn mức cho phép.' : 'Yêu cầu không hợp lệ.';
}

/** Eight characters that a person can read over the telephone, taken from the end of the request id. */
function referenceOf(event: RequestEvent): string {
  const tail = (event.locals.requestId ?? crypto.randomUUID())
    .replace(/[^0-9a-z]/gi, '')
    .slice(-8)
    .toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}

function report(event: RequestEvent, reference: string, error: unknown): void {
  const seam = seamOf(event);
  if (seam) seam.platform.report(error, reference);
  else console.error(reference, error);
}
