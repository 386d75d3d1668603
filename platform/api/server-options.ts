import { parseArgs } from 'node:util';

/** What the command line of server.ts says. */
export type ServerOptions = { only?: 'web' | 'jobs'; port: number; host: string; data?: string };

/** The sentences for a command line that nobody can follow. */
export type OptionsProblem = { problem: string };

/** How server.ts is called. */
export const usage = `Cách dùng / Usage: bin/start [--port N] [--host ADDRESS] [--only=web|jobs] [--data FOLDER]
  --port   cổng, mặc định 3000; 0 là cổng bất kỳ / port, 3000 unless said; 0 is any
  --host   địa chỉ, mặc định 127.0.0.1 / address, 127.0.0.1 unless said
  --only   chỉ chạy trang web hoặc chỉ chạy việc nền / only the web or only the background jobs
  --data   thư mục dữ liệu, mặc định $CUASO_DATA hoặc var / data folder, $CUASO_DATA or var unless said
`;

/** Reads the command line. */
export function serverOptionsOf(words: readonly string[]): ServerOptions | OptionsProblem {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string', default: process.env['PORT'] || '3000' },
        host: { type: 'string', default: '127.0.0.1' },
        only: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { problem: usage };
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) return { problem: `--port ${values.port}\n${usage}` };
    const only = values.only;
    if (only !== undefined && only !== 'web' && only !== 'jobs') return { problem: `--only ${only}\n${usage}` };
    return { port, host: values.host, ...(only && { only }), ...(values.data && { data: values.data }) };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}\n${usage}` };
  }
}
