import { takeSmsReceipt } from '@cuaso/systems/notices/take-sms-receipt.ts';
import { gatewayCallOf } from '#lib/server/gateway-call.ts';
import type { RequestHandler } from './$types.js';

/** A signed call of an SMS gateway (docs/operate/sms-gateway.md). */
export const POST: RequestHandler = async ({ locals, request }) =>
  Response.json(await locals.run(takeSmsReceipt, await gatewayCallOf(request)));
