const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
]);

/** Whether the database did not answer: it restarts, is full of connections, or is out of reach. Nobody's mistake here. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code === 'ENOENT') return syscall === 'connect';
  if (code !== undefined) return lost.has(code);
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);
}
