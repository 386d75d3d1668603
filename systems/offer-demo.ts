import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { sql } from 'kysely';

/** How somebody signs in to the demo province. */
export type DemoSignIn = { role: string; login: string; password: string };

type Loader = {
  loadDemo: (platform: Platform, options: { progress: (line: string) => void }) => Promise<unknown>;
  demoSignIns?: readonly DemoSignIn[];
};

/**
 * Fills an empty platform with the demo province, unless CUASO_DEMO=off. Gives the sign-ins whenever this installation is
 * the demo, so that they are printed at each start, and never for a platform in real use.
 */
export async function offerDemo(
  platform: Platform,
  dataFolder: string,
  progress: (line: string) => void,
): Promise<readonly DemoSignIn[]> {
  const mark = join(dataFolder, 'demo-province');
  const wanted = process.env['CUASO_DEMO'] !== 'off' && (await isEmpty(platform));
  if (!wanted && !existsSync(mark)) return [];
  const loader = await findLoader();
  if (loader === undefined) return [];
  if (wanted) {
    await loader.loadDemo(platform, { progress });
    writeFileSync(mark, 'Dữ liệu minh họa. / Demo data.\n');
  }
  return loader.demoSignIns ?? [];
}

async function isEmpty(platform: Platform): Promise<boolean> {
  const found = await sql`select from directory.agency limit 1`.execute(platform.database.readOnly);
  return found.rows.length === 0;
}

async function findLoader(): Promise<Loader | undefined> {
  const file = join(import.meta.dirname, 'demo', 'load-demo.ts');
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as Loader) : undefined;
}
