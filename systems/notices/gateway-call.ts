import { fail } from '@cuaso/kernel/errors.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { isSignedBy } from '@cuaso/platform/notices/sms/signature.ts';
import type { SmsGateway } from '@cuaso/platform/notices/sms/sms-gateway.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';

/** A signed call of a gateway, as it came: the body as text, because the signature is over its bytes. */
export const gatewayCall = {
  key: z.string().max(200),
  timestamp: z.string().max(20),
  signature: z.string().max(200),
  body: z.string().max(16_384),
};
type GatewayCall = z.infer<z.ZodObject<typeof gatewayCall>>;

/** What a gateway says, once its signature holds; who is not one of ours learns nothing. */
export function heardFrom<S extends z.ZodType>(
  ctx: Context,
  call: GatewayCall,
  shape: S,
): { said: z.output<S>; gateway: SmsGateway } {
  const gateway = noticeServicesOf(ctx.memory).gateways.find((one) => one.key === call.key);
  if (gateway === undefined || !isSignedBy(gateway.secret, call, ctx.now)) fail('denied', 'notices.bad_signature');
  const parsed = shape.safeParse(jsonOf(call.body));
  if (!parsed.success) fail('invalid', 'notices.bad_call');
  return { said: parsed.data, gateway };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
