import { takeZaloEvent } from '@cuaso/systems/notices/take-zalo-event.ts';
import { bodyOf } from '#lib/server/gateway-call.ts';
import type { RequestHandler } from './$types.js';

/** What Zalo tells us of the official account. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const signature = request.headers.get('x-zevent-signature') ?? '';
  return Response.json(await locals.run(takeZaloEvent, { signature, body: await bodyOf(request) }));
};
