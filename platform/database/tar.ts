/** One file or folder inside an archive; the content of a file must be read before the next entry is asked for. */
export type TarEntry = {
  name: string;
  kind: 'file' | 'folder' | 'other';
  bytes: number;
  content: AsyncIterable<Buffer>;
};

/** Archives are written in blocks of this size; two empty ones end it. */
export const blockBytes = 512;

/** The two empty blocks at the end of an archive. */
export const tarEnd = Buffer.alloc(2 * blockBytes);

/** The block that stands before the content of a file. */
export function tarHeader(name: string, bytes: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  const { prefix, rest } = splitName(name);
  header.write(rest, 0, 100, 'utf8');
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`${'0'.repeat(11)}\0`, 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345, 155, 'utf8');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** What fills the last block of a content up. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
}

/** Reads an archive entry by entry without holding more than a piece of it. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const reader = new BlockReader(source);
  for (;;) {
    const header = await reader.take(blockBytes);
    if (header.every((byte) => byte === 0)) return;
    requireSum(header);
    const bytes = Number.parseInt(textAt(header, 124, 12), 8);
    const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
    const name = prefix ? `${prefix}/${textAt(header, 0, 100)}` : textAt(header, 0, 100);
    const type = String.fromCharCode(header[156] ?? 0);
    const kind = type === '0' || type === '\0' ? 'file' : type === '5' ? 'folder' : 'other';
    let left = bytes;
    const content = (async function* () {
      while (left > 0) {
        const piece = await reader.takeSome(left);
        left -= piece.length;
        yield piece;
      }
    })();
    yield { name, kind, bytes, content };
    while (left > 0) left -= (await reader.takeSome(left)).length;
    await reader.take(tarPadding(bytes).length);
  }
}

class BlockReader {
  readonly #source: AsyncIterator<Buffer>;
  #kept: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most so many. */
  async takeSome(most: number): Promise<Buffer> {
    while (this.#kept.length === 0) {
      const next = await this.#source.next();
      if (next.done) throw new RangeError('the archive ends too early');
      this.#kept = next.value;
    }
    const piece = this.#kept.subarray(0, most);
    this.#kept = this.#kept.subarray(piece.length);
    return piece;
  }

  async take(bytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let left = bytes; left > 0;) {
      const piece = await this.takeSome(left);
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }
}

function splitName(name: string): { prefix: string; rest: string } {
  if (Buffer.byteLength(name) <= 100) return { prefix: '', rest: name };
  for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
    const [prefix, rest] = [name.slice(0, slash), name.slice(slash + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return { prefix, rest };
  }
  throw new RangeError(`the name ${name} is too long for an archive`);
}

function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}

function requireSum(header: Buffer): void {
  const written = Number.parseInt(textAt(header, 148, 8), 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum !== written) throw new RangeError('a header of the archive is damaged');
}
