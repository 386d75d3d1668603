import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { type RunningDemo, rowsOf } from '../browser/demo.ts';

/** What PostgreSQL was sent: statements that ask or write something, and those that only open and close transactions. */
export type Sent = { statements: string[]; brackets: number };

const bracket = /^(begin|start transaction|commit|rollback|set |savepoint|release)/i;

/** Lets PostgreSQL write down every statement that it is sent. */
export async function logStatements(demo: RunningDemo): Promise<void> {
  await rowsOf(demo, `alter system set log_statement = 'all'`);
  await rowsOf(demo, 'select pg_reload_conf()');
  await sleep(500);
}

/**
 * What one piece of work sends to PostgreSQL. Jobs that run beside it are counted too, so a piece of work is tried
 * some times and the fewest statements count.
 */
export async function fewestSent(demo: RunningDemo, work: () => Promise<void>, times = 4): Promise<Sent> {
  const tries: Sent[] = [];
  for (let round = 0; round < times; round += 1) tries.push(await sentBy(demo, work));
  return tries.toSorted((a, b) => a.statements.length - b.statements.length)[0] ?? { statements: [], brackets: 0 };
}

async function sentBy(demo: RunningDemo, work: () => Promise<void>): Promise<Sent> {
  const file = openSync(dataFolder(demo.data).log, 'r');
  try {
    await sleep(150);
    const before = fstatSync(file).size;
    await work();
    await sleep(150);
    const written = Buffer.alloc(fstatSync(file).size - before);
    readSync(file, written, 0, written.length, before);
    return sentIn(written.toString());
  } finally {
    closeSync(file);
  }
}

/** Reads a piece of PostgreSQL's log. */
export function sentIn(log: string): Sent {
  const all = [...log.matchAll(/LOG:\s+(?:statement|execute [^:]+):\s+([^\n]*)/g)].map(([, text]) =>
    (text ?? '').trim(),
  );
  const statements = all.filter((text) => !bracket.test(text) && !text.includes('graphile_worker'));
  return { statements, brackets: all.filter((text) => bracket.test(text)).length };
}
