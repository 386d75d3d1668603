// What bin/sign-agent does: pairs this computer with the server once, then signs what the server asks for.
import { randomBytes } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { inspect, parseArgs } from 'node:util';
import { pairAgent } from '../platform/signing/agent/agent-api.ts';
import { agentFolderOf, readPairing, serverOriginOf, writePairing } from '../platform/signing/agent/agent-home.ts';
import { AgentProblem } from '../platform/signing/agent/agent-problem.ts';
import { requireModule } from '../platform/signing/agent/find-module.ts';
import { startAgent } from '../platform/signing/agent/start-agent.ts';
import { openModule } from '../platform/signing/token/token-module.ts';

const usage =
  'Ghép nối một lần: bin/sign-agent pair https://máy-chủ MÃ [--module /đường/dẫn/thư-viện.so]\n' +
  'Sau đó chạy:      bin/sign-agent [--port SỐ]\n' +
  'Pair once with “pair SERVER CODE”, then run without words.\n';

async function pair(server: string, code: string, module: string | undefined): Promise<void> {
  const origin = serverOriginOf(server);
  const modulePath = requireModule(module);
  const paired = await pairAgent(origin, { code, deviceName: hostname().trim().slice(0, 100) || 'Máy tính' });
  const folder = agentFolderOf(process.env, homedir());
  writePairing(folder, { server: origin, modulePath, ...paired });
  process.stdout.write(
    `Đã ghép nối với ${paired.serverName} (${origin}) cho ${paired.signerName}.\n` +
      `Thư viện của thiết bị ký: ${modulePath}\nTừ nay chạy: bin/sign-agent\n`,
  );
}

async function run(port: number): Promise<void> {
  const folder = agentFolderOf(process.env, homedir());
  const readAgain = () => readPairing(folder);
  const { modulePath } = readAgain();
  const random = (bytes: number) => randomBytes(bytes);
  const open = () => openModule(modulePath);
  const tell = (text: string) => void process.stdout.write(text);
  const report = (error: unknown) => void process.stderr.write(`${inspect(error)}\n`);
  const agent = await startAgent({ readPairing: readAgain, openModule: open, random, port, tell, report });
  process.stdout.write(
    `Ứng dụng ký đang chạy. Mở địa chỉ này trên máy này, không gửi cho ai:\n\n  ${agent.address}\n\n` +
      'Nhấn Ctrl+C để dừng.\n',
  );
  const end = () => void agent.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

async function main(): Promise<void> {
  const options = { module: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [verb, server, code, ...more] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (verb === undefined && values.module === undefined) await run(portOf(values.port));
  else if (verb === 'pair' && server !== undefined && code !== undefined && more.length === 0 && !values.port)
    await pair(server, code, values.module);
  else throw new AgentProblem('Không hiểu lệnh này.', `Unknown command.\n${usage}`);
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1024 && port <= 65_535) return port;
  throw new AgentProblem('Số cổng phải từ 1024 đến 65535.', 'The port must be from 1024 to 65535.');
}

try {
  await main();
} catch (error) {
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  if (!isUsage && !(error instanceof AgentProblem)) throw error;
  process.stderr.write(isUsage ? usage : `${(error as Error).message}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
