import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** How many of the things that a step tried went well. */
export type Count = { passed: number; failed: number; note?: string };

/** One program that bin/test runs; without `count` it is one test by itself. */
export type Step = {
  name: string;
  command: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  count?: (ok: boolean) => Count;
};

/** Runs a step, prints its line and, when something failed, what the program said. */
export async function runStep(step: Step, deadline: number): Promise<Count> {
  const began = performance.now();
  const { ok, said } = await programResult(step, deadline - began);
  const count = step.count?.(ok) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (count.failed > 0) process.stdout.write(`${said.trimEnd()}\n`);
  const mark = count.failed > 0 ? 'FAILED' : 'ok';
  const note = count.note ? `  ${count.note}` : '';
  process.stdout.write(`${step.name.padEnd(16)} ${mark.padEnd(6)} ${seconds.padStart(6)} s${note}\n`);
  return count;
}

function programResult(step: Step, budgetMs: number): Promise<{ ok: boolean; said: string }> {
  const [program = '', ...args] = step.command;
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    // A group of its own, so that a browser or database started by the step ends with it.
    const child = spawn(program, args, {
      cwd: step.cwd,
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const release = endWith(child, budgetMs, (why) => said.push(Buffer.from(`\n${why}\n`)));
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => {
      release();
      resolve({ ok: false, said: `${program}: ${error.message}` });
    });
    child.on('close', (code) => {
      release();
      resolve({ ok: code === 0, said: Buffer.concat(said).toString() });
    });
  });
}

function endWith(child: ChildProcess, budgetMs: number, explain: (why: string) => void): () => void {
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group has already ended.
    }
  };
  const late = setTimeout(
    () => {
      explain('The time for the whole run is used up; this step was stopped.');
      kill('SIGKILL');
    },
    Math.max(budgetMs, 0),
  );
  const interrupted = (signal: NodeJS.Signals) => {
    kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  return () => {
    clearTimeout(late);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  };
}
