import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from '../identity/session-cookie.ts';
import { invalidField } from '../operations/invalid-input.ts';
import type { AnyOperation } from '../operations/operation.ts';
import { runAny } from '../operations/run.ts';
import { isOffered } from './access-in-words.ts';
import { type Caller, callerOf } from './caller.ts';
import { protocolAnswer } from './error-answer.ts';
import type { HttpParts } from './http-parts.ts';
import { queryInputOf } from './query-input.ts';
import { requireSameOrigin } from './same-origin.ts';

const usualBytes = 1024 * 1024;

/** The address of an operation: `/api/<system>/<verb-noun>`. */
export function pathOf(operation: { name: string }): string {
  return `/api/${operation.name.replace('.', '/')}`;
}

/** One route for each operation: POST with JSON for all of them, GET with parameters for queries. */
export function addOperationRoutes(server: FastifyInstance, parts: HttpParts): void {
  for (const operation of [...parts.registry.operations.values()].filter(isOffered)) {
    const url = pathOf(operation);
    const bodyLimit = operation.limits?.inputBytes ?? usualBytes;
    server.post(url, { bodyLimit }, (request, reply) =>
      answer(parts, operation, request, reply, request.body === undefined ? {} : request.body),
    );
    if (operation.kind === 'query') {
      server.get(url, (request, reply) => {
        const { searchParams } = new URL(request.raw.url ?? '/', 'http://localhost');
        return answer(parts, operation, request, reply, queryInputOf(operation.input, searchParams));
      });
    }
    const allowed = operation.kind === 'query' ? ['GET', 'HEAD', 'POST'] : ['POST'];
    const others = server.supportedMethods.filter((method) => !allowed.includes(method));
    server.route({ method: others, url, handler: (_, reply) => refuseMethod(reply, allowed) });
  }
}

async function answer(
  parts: HttpParts,
  operation: AnyOperation,
  request: FastifyRequest,
  reply: FastifyReply,
  input: unknown,
): Promise<unknown> {
  const caller = await callerOf(request.headers, request.cookies[sessionCookie], parts.identify);
  if (operation.kind === 'command' && caller.by === 'cookie')
    requireSameOrigin(request.headers, parts.originOf(request));
  const key = idempotencyKeyOf(request.headers['idempotency-key'], caller);
  const admit = (one: AnyOperation, actor: Caller['actor']) => parts.counter?.admit(one, actor, request.ip);
  const call = { requestId: request.id, ...(key !== undefined && { idempotencyKey: key }) };
  const output = await runAny({ ...parts.platform, admit }, operation, caller.actor, input, call);
  void reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
  return JSON.stringify(output ?? null);
}

/** A stranger's key would be everybody's: only who is signed in may repeat a command. */
function idempotencyKeyOf(given: string | string[] | undefined, caller: Caller): string | undefined {
  if (given === undefined) return undefined;
  const why = (message: string) => invalidField('Idempotency-Key', 'operations.bad_idempotency_key', message);
  if (caller.by === 'nothing') throw why('Khóa chống gửi trùng chỉ dùng được khi đã đăng nhập.');
  if (typeof given !== 'string' || !/^[\w.:-]{1,100}$/.test(given)) {
    throw why('Khóa chống gửi trùng có từ 1 đến 100 chữ cái, chữ số hoặc dấu . : - _');
  }
  return given;
}

function refuseMethod(reply: FastifyReply, allowed: readonly string[]): FastifyReply {
  const { status, body } = protocolAnswer(405, 'wrong_method', `Địa chỉ này chỉ nhận ${allowed.join(', ')}.`);
  return reply.code(status).header('allow', allowed.join(', ')).send(body);
}
