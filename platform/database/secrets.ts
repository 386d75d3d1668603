import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';
import { codeOf, DatabaseProblem, wrongOwner } from './problem.ts';

/** A secret of this installation, made at its first use and kept in secrets.json for the owner alone. */
export function secretOf(folder: DataFolder, name: string): string {
  const secrets = readSecrets(folder);
  const known = secrets[name];
  if (known !== undefined) return known;
  const made = randomBytes(32).toString('base64url');
  writeSecrets(folder, { ...secrets, [name]: made });
  return made;
}

/** All secrets that exist so far. */
export function readSecrets(folder: DataFolder): Record<string, string> {
  if (!existsSync(folder.secrets)) return {};
  try {
    // A file that others can read is closed again rather than refused: it came from a careless copy.
    if ((statSync(folder.secrets).mode & 0o077) !== 0) chmodSync(folder.secrets, 0o600);
    return JSON.parse(readFileSync(folder.secrets, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') throw wrongOwner(folder.secrets, error);
    throw new DatabaseProblem(
      'folder_unusable',
      `Không đọc được tệp bí mật ${folder.secrets}: hãy lấy lại tệp này từ bản sao lưu.`,
      `The secrets file ${folder.secrets} cannot be read: bring it back from a backup.`,
      error,
    );
  }
}

/** Replaces the secrets in one step, so that a crash leaves the old file or the new one. */
function writeSecrets(folder: DataFolder, secrets: Record<string, string>): void {
  const fresh = `${folder.secrets}.new`;
  writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(fresh, folder.secrets);
}
