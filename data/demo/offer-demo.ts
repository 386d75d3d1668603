import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { sql } from 'kysely';
import { type DemoSignIn, signsDocuments } from './accounts.ts';
import { loadDemo } from './load-demo.ts';
import { enrolCode } from './signing/enrol-codes.ts';
import { followAddresses, loadSigning } from './signing/load-signing.ts';

/** What is printed at the start of a demo: who can sign in, and the one password, made at the first start. */
export type Demo = { signIns: readonly DemoSignIn[]; password: string };

/** How far the demo has come: the province with its dossiers, then certificates and second factors. */
type Mark = Demo & { isReady: boolean; canSign?: boolean };

/** Whether this installation is the demo or becomes it now: an empty platform does, unless CUASO_DEMO=off. */
export async function isDemo(platform: Platform, folder: string): Promise<boolean> {
  return existsSync(fileIn(folder)) || (process.env['CUASO_DEMO'] !== 'off' && (await isEmpty(platform)));
}

/**
 * Fills an empty platform with the demo province; what a killed start left half-made is finished. Gives the sign-ins only
 * where this installation is the demo, never for a platform in real use. The demo's trust services must be open.
 */
export async function offerDemo(
  platform: Platform,
  folder: string,
  progress: (line: string) => void,
): Promise<Demo | undefined> {
  if (!(await isDemo(platform, folder))) return undefined;
  const before = findDemo(folder) ?? { password: passwordOf(platform.random(9)), signIns: [], isReady: false };
  const ready = before.isReady ? before : await makeProvince(platform, folder, before, progress);
  if (ready.canSign) await followAddresses(platform, { folder });
  return ready.canSign ? ready : equip(platform, folder, ready, progress);
}

/** The demo of this data folder as it was written down, if there is one. */
export function findDemo(folder: string): Mark | undefined {
  const file = fileIn(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Mark) : undefined;
}

async function makeProvince(
  platform: Platform,
  folder: string,
  mark: Mark,
  progress: (line: string) => void,
): Promise<Mark> {
  write(folder, mark);
  const dossiers = Number(process.env['CUASO_DEMO_DOSSIERS'] ?? 2150);
  const signIns = await loadDemo(platform, { password: mark.password, dossiers, progress });
  const made = { ...mark, signIns, isReady: true };
  write(folder, made);
  return made;
}

/** Certificates for the province, a second factor for those who sign. */
async function equip(platform: Platform, folder: string, mark: Mark, progress: (line: string) => void): Promise<Mark> {
  progress('Cấp 1.352 chứng thư số thử nghiệm…');
  await loadSigning(platform, { folder });
  let made = mark;
  for (const { role, login } of mark.signIns.filter((one) => signsDocuments(one.role))) {
    await enrolCode(platform, { login, password: mark.password }, (totpKey) => {
      const signIns = made.signIns.map((one) => (one.role === role ? { ...one, totpKey } : one));
      made = { ...made, signIns };
      write(folder, made);
    });
  }
  made = { ...made, canSign: true };
  write(folder, made);
  return made;
}

async function isEmpty(platform: Platform): Promise<boolean> {
  const found = await sql`select from directory.agency limit 1`.execute(platform.database.db);
  return found.rows.length === 0;
}

/** Written beside and then renamed, readable by the owner alone: a kill leaves the old file or the new one. */
function write(folder: string, mark: Mark): void {
  const file = fileIn(folder);
  writeFileSync(`${file}.new`, JSON.stringify(mark, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function fileIn(folder: string): string {
  return join(folder, 'demo.json');
}

function passwordOf(random: Uint8Array): string {
  return `cuaso-${Buffer.from(random).toString('hex').slice(0, 10)}`;
}
