import type { Readable } from 'node:stream';
import { type Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { DataStore, Server, Upload } from '@tus/server';
import { statusOfKind, textOf } from '../api/failure-texts.ts';
import { maxFileBytes } from './file-kinds.ts';

/** What stands behind the protocol: the operations that take a file piece by piece, as the person of the request. */
export type UploadDoor = {
  begin: (name: string, size: number) => Promise<string>;
  append: (id: string, offset: number, bytes: Buffer) => Promise<number>;
  get: (id: string) => Promise<{ name: string; size: number; received: number }>;
  drop: (id: string) => Promise<unknown>;
};

/** What is written at once: what a broken line loses at most. */
const pieceBytes = 256 * 1024;
const dayMs = 24 * 3_600_000;

/** Answers one request of the resumable upload protocol (tus 1.0) that came to an address below `path`. */
export async function answerTus(request: Request, path: string, door: UploadDoor): Promise<Response> {
  const server = new Server({
    path,
    maxSize: maxFileBytes,
    datastore: new DoorStore(door),
    namingFunction: (asked, metadata) => {
      const size = Number.parseInt(asked.headers.get('upload-length') ?? '', 10);
      return door.begin(metadata?.['filename'] ?? '', Number.isSafeInteger(size) ? size : 0);
    },
    // Without a name of the site: a proxy in front may call it differently.
    generateUrl: (_, { id }) => `${path}/${id}`,
    onResponseError: (_, error) =>
      isFailure(error) ? { status_code: statusOfKind[error.kind], body: sentenceOf(error) } : undefined,
  });
  const answer = await server.handleWeb(request);
  // Only our own pages upload; other sites are told nothing.
  for (const name of [...answer.headers.keys()].filter(isForOthers)) answer.headers.delete(name);
  return answer;
}

/** The sentence of a refusal, as it stands beside the file. */
export function sentenceOf(failure: Failure): string {
  const fields = failure.details['fields'] as Record<string, string> | undefined;
  return fields?.['file'] ?? textOf(failure);
}

class DoorStore extends DataStore {
  readonly #door: UploadDoor;

  constructor(door: UploadDoor) {
    super();
    this.#door = door;
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override create(upload: Upload): Promise<Upload> {
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<Upload> {
    const { name, size, received } = await this.#door.get(id);
    return new Upload({ id, size, offset: received, metadata: { filename: name } });
  }

  override async remove(id: string): Promise<void> {
    await this.#door.drop(id);
  }

  override getExpiration(): number {
    return dayMs;
  }

  /** Writes in pieces, each kept at once; what came before the line broke is kept too. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let at = offset;
    let waiting: Buffer[] = [];
    const keep = async () => {
      const bytes = Buffer.concat(waiting);
      waiting = [];
      if (bytes.length > 0) at = await this.#door.append(id, at, bytes);
    };
    try {
      let size = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        for (let from = 0; from < chunk.length; from += pieceBytes) {
          const piece = chunk.subarray(from, from + pieceBytes);
          waiting.push(piece);
          size += piece.length;
          if (size < pieceBytes) continue;
          await keep();
          size = 0;
        }
      }
    } finally {
      await keep();
    }
    return at;
  }
}

function isForOthers(name: string): boolean {
  return name.toLowerCase().startsWith('access-control-');
}
