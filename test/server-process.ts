import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../platform/database/data-folder.ts';

/** A server of the whole platform in a process of its own, as `bin/start` runs it. */
export type ServerProcess = {
  address: string;
  process: ChildProcess;
  output: () => string;
  /** Ends it in good order and waits. */
  stop: () => Promise<number | null>;
};

/** Starts a server on a data folder and waits until it says where it listens. */
export async function startServer(
  data: string,
  env: Record<string, string> = {},
  patienceMs = 120_000,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server.ts', '--port', '0', '--data', data], {
    cwd: projectFolder,
    env: { ...process.env, CUASO_DEMO_DOSSIERS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${output}`)), patienceMs);
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Cửa Số: (http:\/\/[^\s]+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then((code) => reject(new Error(`the server ended with ${String(code)}:\n${output.slice(-3000)}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { address, process: child, output: () => output, stop };
}

/** The sign-ins of a demo by the beginning of their roles. */
export type DemoSignIns = {
  password: string;
  loginOf: (role: string) => string;
  /** The key of the authenticator application; empty for those who are asked for no code. */
  totpKeyOf: (role: string) => string;
};

/** The sign-ins of a demo data folder. */
export function demoOf(data: string): DemoSignIns {
  const demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as {
    password: string;
    signIns: { role: string; login: string; totpKey?: string }[];
  };
  const find = (role: string) => demo.signIns.find((one) => one.role.startsWith(role));
  return {
    password: demo.password,
    loginOf: (role) => find(role)?.login ?? '',
    totpKeyOf: (role) => find(role)?.totpKey ?? '',
  };
}

/** A caller of the API with the session of one person. */
export type Caller = (operation: string, input: unknown, key?: string) => Promise<{ status: number; body: unknown }>;

/** Signs in over the API and gives a caller; who is asked for a code needs where the next one comes from. */
export async function signIn(
  address: string,
  login: string,
  password: string,
  nextCode?: () => Promise<string>,
): Promise<Caller> {
  const call = callerOf(address, {});
  let { body } = await call('identity.sign-in', { login, password });
  const { outcome, token: pending } = body as { outcome?: string; token?: string };
  if (outcome === 'second_factor' && nextCode !== undefined) {
    ({ body } = await call('identity.verify-totp', { token: pending, code: await nextCode() }));
  }
  const signedIn = body as { outcome?: string; token?: string };
  if (signedIn.outcome !== 'signed_in') throw new Error(`no sign-in for ${login}: ${JSON.stringify(body)}`);
  return callerOf(address, { cookie: `cuaso_session=${signedIn.token}` });
}

/** A caller of the API with these headers. */
export function callerOf(address: string, headers: Record<string, string>): Caller {
  return async (operation, input, key) => {
    const answer = await fetch(`${address}/api/${operation.replace('.', '/')}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: address,
        ...headers,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(input),
    });
    return { status: answer.status, body: await answer.json() };
  };
}
