/** What the server is used for: real work, or tests that may lose everything in a crash. */
export type Durability = 'safe' | 'throwaway';

const common = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  wal_level: 'replica',
  max_wal_senders: '4',
  jit: 'off',
  timezone: 'Asia/Ho_Chi_Minh',
  log_timezone: 'Asia/Ho_Chi_Minh',
  log_line_prefix: '%m [%p] %q%u@%d ',
  log_checkpoints: 'off',
  log_lock_waits: 'on',
  password_encryption: 'scram-sha-256',
  // copy_file_range: the kernel copies, and a file system that can shares the blocks.
  file_copy_method: 'clone',
};

const byDurability: Record<Durability, Record<string, string>> = {
  safe: {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    log_min_duration_statement: '1000',
  },
  throwaway: {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    autovacuum: 'off',
    io_method: 'sync',
  },
};

/** The server's settings as command line arguments, so that they always are those of the installed version. */
export function serverArguments(cluster: string, sockets: string, durability: Durability): string[] {
  const settings = { ...common, ...byDurability[durability], unix_socket_directories: sockets };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
