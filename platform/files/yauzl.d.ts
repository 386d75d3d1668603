// What we use of yauzl 3, which brings no types of its own.
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export type Entry = {
    fileName: string;
    compressedSize: number;
    uncompressedSize: number;
    isEncrypted(): boolean;
  };
  export type ZipFile = {
    entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  };
  export function fromBufferPromise(
    bytes: Buffer,
    options: { autoClose: boolean; validateEntrySizes: boolean; strictFileNames: boolean },
  ): Promise<ZipFile>;
}
