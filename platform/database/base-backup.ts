import { Client } from 'pg';
import type { Connection as WireConnection, Submittable } from 'pg';
import type { Connection } from './connection.ts';
import { tarEnd } from './tar.ts';

/** Takes what arrives; the promise it returns holds the server back. */
export type Sink = (piece: Buffer) => Promise<void>;

type Notice = { message: string; code?: string };

/**
 * Copies the whole cluster while it runs, over PostgreSQL's replication protocol: an archive in the form of tar without
 * its end, with all WAL that it needs, and the manifest with a SHA-256 of each file.
 */
export async function takeBaseBackup(superuser: Connection, sink: Sink): Promise<{ manifest: Buffer }> {
  // The types know nothing of this start parameter.
  const client = new Client({ ...superuser, application_name: 'cuaso backup', replication: 'true' } as object);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await new Promise((resolve, reject) => client.query(new BaseBackup(sink, resolve, reject)));
  } finally {
    await client.end();
  }
}

/** One BASE_BACKUP command as the driver wants it: it is told of each message of the server. */
class BaseBackup implements Submittable {
  readonly #sink: Sink;
  readonly #resolve: (result: { manifest: Buffer }) => void;
  readonly #reject: (error: unknown) => void;
  readonly #manifest: Buffer[] = [];
  #inManifest = false;
  readonly #waiting: Buffer[] = [];
  #kept: Buffer = Buffer.alloc(0);
  #isPumping = false;
  #isOver = false;
  #failure: unknown;

  constructor(sink: Sink, resolve: (result: { manifest: Buffer }) => void, reject: (error: unknown) => void) {
    this.#sink = sink;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: WireConnection): void {
    connection.query(
      `BASE_BACKUP (LABEL 'cuaso', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`,
    );
  }

  handleCopyData(message: { chunk: Buffer }, connection: WireConnection): void {
    const kind = String.fromCharCode(message.chunk[0] ?? 0);
    if (kind === 'm') this.#inManifest = true;
    if (kind !== 'd') return;
    // The driver reuses its buffer for the next message, so the bytes are copied before anybody waits.
    const piece = Buffer.from(message.chunk.subarray(1));
    if (this.#inManifest) this.#manifest.push(piece);
    else this.#waiting.push(piece);
    if (this.#waiting.length > 16) connection.stream.pause();
    void this.#pump(connection);
  }

  handleError(error: Notice, connection: WireConnection): void {
    // After an error the driver forgets this query, so nothing else will arrive.
    this.#failure ??= error;
    this.handleReadyForQuery(connection);
  }

  handleReadyForQuery(connection: WireConnection): void {
    this.#isOver = true;
    void this.#pump(connection);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}

  async #pump(connection: WireConnection): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    for (let piece = this.#waiting.shift(); piece; piece = this.#waiting.shift()) {
      await this.#pass(piece);
      if (this.#waiting.length <= 4) connection.stream.resume();
    }
    this.#isPumping = false;
    if (this.#isOver) this.#finish();
  }

  async #pass(piece: Buffer): Promise<void> {
    const all = Buffer.concat([this.#kept, piece]);
    const ready = Math.max(0, all.length - tarEnd.length);
    this.#kept = all.subarray(ready);
    if (ready === 0 || this.#failure !== undefined) return;
    try {
      await this.#sink(all.subarray(0, ready));
    } catch (error) {
      this.#failure = error;
    }
  }

  #finish(): void {
    if (this.#failure) return this.#reject(this.#failure);
    // Another file follows in the same archive, so the end that the server wrote is left away.
    if (!this.#kept.equals(tarEnd)) return this.#reject(new Error('the archive of the server has no end'));
    this.#resolve({ manifest: Buffer.concat(this.#manifest) });
  }
}
