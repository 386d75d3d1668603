import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgentProblem } from './agent-problem.ts';

const pairingSchema = z.strictObject({
  server: z.string(),
  token: z.string().regex(/^[\w-]{1,200}$/),
  signerName: z.string(),
  serverName: z.string(),
  modulePath: z.string(),
});

/** What a paired computer keeps: its server, its secret token, whose it is, and the library of the device. Never a PIN. */
export type Pairing = z.infer<typeof pairingSchema>;

const fileName = 'agent.json';
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The folder in which the agent of this user keeps its pairing. */
export function agentFolderOf(env: Readonly<Record<string, string | undefined>>, home: string): string {
  return env['CUASO_AGENT_HOME'] || join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'cuaso-agent');
}

/** The server's origin as typed; https, so that nobody on the way reads the token (http only on this computer). */
export function serverOriginOf(typed: string): string {
  const url = URL.parse(typed);
  const plain = url?.protocol === 'http:' && loopback.has(url.hostname);
  const isBare = url !== null && url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
  if (isBare && (url.protocol === 'https:' || plain)) return url.origin;
  throw new AgentProblem(
    'Địa chỉ máy chủ phải có dạng https://tên-máy-chủ.',
    'The address of the server must be https://name-of-the-server.',
  );
}

/** Keeps the pairing in a file that its owner alone may read; written beside and renamed, so that it is whole or absent. */
export function writePairing(folder: string, pairing: Pairing): void {
  const file = join(folder, fileName);
  const beside = `${file}.${process.pid}.new`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(beside, { force: true });
    const opened = openSync(beside, 'wx', 0o600);
    try {
      writeSync(opened, `${JSON.stringify(pairing, null, 2)}\n`);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(beside, file);
  } catch (cause) {
    throw new AgentProblem(`Không ghi được tệp ${file}.`, `The file ${file} cannot be written.`, { cause });
  }
}

/** The pairing of this computer. */
export function readPairing(folder: string): Pairing {
  const file = join(folder, fileName);
  const text = readIfThere(file);
  if (text === undefined)
    throw new AgentProblem(
      'Máy này chưa được ghép nối. Lấy mã trong Cửa Số (Chờ ký → Thiết bị ký), rồi chạy: bin/sign-agent pair https://máy-chủ MÃ',
      'This computer is not paired yet: run “bin/sign-agent pair SERVER CODE” with a code from the server.',
    );
  requirePrivate(file);
  const parsed = pairingSchema.safeParse(valueOf(text));
  if (parsed.success) return { ...parsed.data, server: serverOriginOf(parsed.data.server) };
  throw new AgentProblem(
    `Tệp ${file} bị hỏng. Xin ghép nối lại.`,
    `The file ${file} is damaged. Please pair this computer again.`,
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOENT') return undefined;
    throw new AgentProblem(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`, { cause });
  }
}

function requirePrivate(file: string): void {
  if ((statSync(file).mode & 0o077) === 0) return;
  throw new AgentProblem(
    `Người khác trên máy này đọc được tệp ${file}. Xin chạy: chmod 600 ${file}; nếu nghi bị lộ thì thu hồi ứng dụng ký trong Cửa Số và ghép nối lại.`,
    `Others on this computer can read ${file}. Run chmod 600 on it; if it may be known to others, revoke it and pair again.`,
  );
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
