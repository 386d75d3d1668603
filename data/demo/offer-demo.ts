import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { sql } from 'kysely';
import type { DemoSignIn } from './accounts.ts';
import { loadDemo } from './load-demo.ts';

/** What is printed at the start of a demo: who can sign in, and the one password, made at the first start. */
export type Demo = { signIns: readonly DemoSignIn[]; password: string };

type Mark = Demo & { isReady: boolean };

/**
 * Fills an empty platform with the demo province, unless CUASO_DEMO=off; what a killed start left half-made is
 * finished. Gives the sign-ins only where this installation is the demo, never for a platform in real use.
 */
export async function offerDemo(
  platform: Platform,
  folder: string,
  progress: (line: string) => void,
): Promise<Demo | undefined> {
  const file = join(folder, 'demo.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Mark) : undefined;
  if (before?.isReady) return before;
  if (before === undefined && (process.env['CUASO_DEMO'] === 'off' || !(await isEmpty(platform)))) return undefined;
  const password = before?.password ?? passwordOf(platform.random(9));
  write(file, { password, signIns: [], isReady: false });
  const dossiers = Number(process.env['CUASO_DEMO_DOSSIERS'] ?? 2150);
  const signIns = await loadDemo(platform, { password, dossiers, progress });
  const demo = { password, signIns, isReady: true };
  write(file, demo);
  return demo;
}

async function isEmpty(platform: Platform): Promise<boolean> {
  const found = await sql`select from directory.agency limit 1`.execute(platform.database.db);
  return found.rows.length === 0;
}

/** Written beside and then renamed, readable by the owner alone: a kill leaves the old file or the new one. */
function write(file: string, mark: Mark): void {
  writeFileSync(`${file}.new`, JSON.stringify(mark, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function passwordOf(random: Uint8Array): string {
  return `cuaso-${Buffer.from(random).toString('hex').slice(0, 10)}`;
}
