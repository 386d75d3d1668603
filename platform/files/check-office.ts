import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { refuseFile } from './refuse-file.ts';

const maxEntries = 3000;
const maxUnpacked = 256 * 1024 * 1024;
const maxRatio = 200;
const smallEntry = 1024 * 1024;
const maxDepth = 1;

/**
 * Refuses a Word, Excel or ODT file that unpacks to too much, names files outside of itself, is locked, or carries
 * macros. Sizes are counted while unpacking: what an archive says of itself is not believed.
 */
export async function checkOffice(bytes: Buffer): Promise<void> {
  await checkArchive(bytes, 0, { left: maxUnpacked });
}

async function checkArchive(bytes: Buffer, depth: number, room: { left: number }): Promise<void> {
  const options = { autoClose: false, validateEntrySizes: true, strictFileNames: true };
  const zip = await fromBufferPromise(bytes, options).catch(refuseBroken);
  if (zip.entryCount > maxEntries) refuseBomb();
  const entries = await entriesOf(zip).catch(refuseBroken);
  for (const entry of entries) requireHarmless(entry);
  for (const entry of entries) {
    const isNested = /\.(?:docx|xlsx|pptx|zip|jar|odt|ods|7z|rar)$/i.test(entry.fileName);
    if (isNested && (depth >= maxDepth || !/(?:^|\/)embeddings\/[^/]+\.(?:docx|xlsx|pptx)$/i.test(entry.fileName))) {
      refuseFile('office_nested', 'Tệp có tệp nén lồng bên trong. Hãy tải riêng từng tệp lên.');
    }
    const content = await unpacked(zip, entry, room, isNested || entry.fileName === '[Content_Types].xml');
    if (isNested) await checkArchive(content, depth + 1, room);
    else if (/macroEnabled/i.test(content.toString('latin1'))) refuseMacros();
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function requireHarmless(entry: Entry): void {
  if (entry.isEncrypted()) {
    refuseFile('office_locked', 'Tệp đang khoá bằng mật khẩu. Hãy bỏ mật khẩu rồi tải lên.');
  }
  if (/vbaProject\.bin$|vbaData\.xml$|macrosheets\/|^(?:Basic|Scripts)\/./i.test(entry.fileName)) refuseMacros();
  if (/\.(?:exe|dll|com|bat|cmd|js|vbs|ps1|scr|hta|html?|svg)$/i.test(entry.fileName)) {
    refuseFile(
      'office_program',
      'Tệp có chương trình hoặc trang web bên trong nên không được nhận. Hãy lưu thành PDF.',
    );
  }
  const swells = entry.uncompressedSize > smallEntry && entry.uncompressedSize > entry.compressedSize * maxRatio;
  if (swells) refuseBomb();
}

/** Unpacks one entry piece by piece, keeping it only if somebody will look inside. */
async function unpacked(zip: ZipFile, entry: Entry, room: { left: number }, kept: boolean): Promise<Buffer> {
  const most = Math.max(smallEntry, entry.compressedSize * maxRatio);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      size += piece.length;
      room.left -= piece.length;
      if (room.left < 0 || size > most) break;
      if (kept) pieces.push(piece);
    }
  } catch {
    refuseBroken();
  }
  if (room.left < 0 || size > most) refuseBomb();
  return Buffer.concat(pieces);
}

function refuseBroken(): never {
  refuseFile('office_broken', 'Tệp bị hỏng, không mở được. Hãy mở thử trên máy, lưu lại rồi tải lên.');
}

function refuseBomb(): never {
  refuseFile('office_bomb', 'Tệp giải nén ra quá lớn nên không được nhận. Hãy lưu thành PDF rồi tải lên.');
}

function refuseMacros(): never {
  refuseFile('office_macros', 'Tệp có macro nên không được nhận. Hãy lưu thành .docx, .xlsx không macro hoặc PDF.');
}
