import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

/** The exit codes of a web server that cannot begin; the database's own are in database/problem.ts. */
export const exitCodes = {
  wrong_options: 2,
  port_busy: 30,
  port_refused: 31,
  address_unknown: 32,
  pages_missing: 33,
} as const;

/** The server cannot listen; one sentence in Vietnamese, the same in English, and the exit code. */
export type ListenProblem = { problem: string; exitCode: number };

/** Begins to listen and says where; a busy port, a forbidden port and a wrong address each get their sentence. */
export async function listen(
  server: FastifyInstance,
  host: string,
  port: number,
): Promise<{ address: string; port: number } | ListenProblem> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const problem = problemOf((error as NodeJS.ErrnoException).code, host, port);
    if (problem === undefined) throw error;
    return problem;
  }
  const bound = server.server.address() as AddressInfo;
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return {
    address: `http://${shown === '0.0.0.0' || shown === '[::]' ? 'localhost' : shown}:${bound.port}`,
    port: bound.port,
  };
}

/** Stops accepting, lets the requests on their way be answered, and cuts off what has not come to an end by then. */
export async function stopListening(server: FastifyInstance, patienceMs: number): Promise<void> {
  const closed = server.close();
  // A connection that is kept alive after its answer, or was opened in advance, would otherwise hold the end up.
  const idle = setInterval(() => server.server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

function problemOf(code: string | undefined, host: string, port: number): ListenProblem | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return {
        exitCode: exitCodes.port_busy,
        problem: `Cổng ${port} trên ${host} đã có chương trình khác dùng: hãy chọn cổng khác, ví dụ --port ${port + 1}.\nPort ${port} on ${host} is in use: choose another one, for example --port ${port + 1}.\n`,
      };
    case 'EACCES':
      return {
        exitCode: exitCodes.port_refused,
        problem: `Không được phép dùng cổng ${port}: hãy chọn cổng từ 1024 trở lên.\nPort ${port} is not allowed for this user: choose 1024 or higher.\n`,
      };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        exitCode: exitCodes.address_unknown,
        problem: `Máy này không có địa chỉ ${host}: hãy xem lại --host.\nThis machine has no address ${host}: check --host.\n`,
      };
    default:
      return undefined;
  }
}
