/** A database cannot be used, and what the person at the keyboard should read about it. */
export type ProblemKind = keyof typeof exitCodes;

/** The exit code of the process for each kind of problem; scripts may rely on them. */
export const exitCodes = {
  already_running: 10,
  disk_full: 11,
  wrong_owner: 12,
  server_too_old: 13,
  other_major_version: 14,
  not_reachable: 15,
  platform_missing: 16,
  root_refused: 17,
  server_failed: 18,
  not_set_up: 19,
  migration_changed: 20,
  migration_missing: 21,
  migration_failed: 22,
  folder_not_empty: 23,
  backup_damaged: 24,
  folder_unusable: 25,
  dump_differs: 26,
  audit_broken: 27,
} as const;

/** Stops a start or a command of bin/db with one sentence in Vietnamese, the same in English, and an exit code. */
export class DatabaseProblem extends Error {
  readonly kind: ProblemKind;
  readonly exitCode: number;

  constructor(kind: ProblemKind, vietnamese: string, english: string, cause?: unknown) {
    super(`${vietnamese}\n${english}`, { cause });
    this.name = 'DatabaseProblem';
    this.kind = kind;
    this.exitCode = exitCodes[kind];
  }
}

/** Prints a problem as its two sentences, anything else as the bug that it is, and returns the exit code. */
export function reportProblem(error: unknown): number {
  if (error instanceof DatabaseProblem) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

/** The code of a system or PostgreSQL error (ENOENT, 42P01), or nothing. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The sentence for a disk that has no room left. */
export function diskFull(folder: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem(
    'disk_full',
    `Ổ đĩa chứa ${folder} đã đầy: hãy giải phóng chỗ trống rồi chạy lại.`,
    `The disk that holds ${folder} is full: free some space and run this again.`,
    cause,
  );
}

/** The sentence for a folder that belongs to somebody else. */
export function wrongOwner(folder: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem(
    'wrong_owner',
    `Thư mục ${folder} thuộc về người dùng khác: hãy chạy bằng người dùng sở hữu thư mục này.`,
    `The folder ${folder} belongs to another user: run this as the user who owns it.`,
    cause,
  );
}
