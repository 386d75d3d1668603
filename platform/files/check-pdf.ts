import { inflateSync } from 'node:zlib';
import { refuseFile } from './refuse-file.ts';

const maxInflated = 64 * 1024 * 1024;

/** Refuses a PDF that is cut off, locked, or does something when it is opened. */
export function checkPdf(bytes: Buffer): void {
  const start = bytes.subarray(0, 1024).indexOf('%PDF-');
  const end = bytes.subarray(-2048).lastIndexOf('%%EOF');
  if (start < 0 || end < 0) {
    refuseFile('pdf_broken', 'Tệp PDF bị hỏng hoặc chưa tải đủ. Hãy mở thử trên máy, lưu lại rồi tải lên.');
  }
  const text = bytes.toString('latin1');
  if (encrypted.test(text)) {
    refuseFile('pdf_locked', 'Tệp PDF đang khoá bằng mật khẩu. Hãy bỏ mật khẩu (in ra PDF mới) rồi tải lên.');
  }
  requireQuiet(text);
  for (const inner of objectStreams(bytes, text)) requireQuiet(inner.toString('latin1'));
}

const encrypted = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/;
// A name may be written with escapes: /J#61vaScript is /JavaScript.
const active = new RegExp(`/(?:${escapable('JavaScript')}|${escapable('Launch')})(?![A-Za-z0-9])`);

function escapable(name: string): string {
  return [...name].map((letter) => `(?:${letter}|#${hexPattern(letter)})`).join('');
}

function hexPattern(letter: string): string {
  const hex = letter.charCodeAt(0).toString(16);
  return [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
}

function requireQuiet(text: string): void {
  if (active.test(text)) {
    refuseFile(
      'pdf_active',
      'Tệp PDF có mã lệnh (JavaScript) hoặc lệnh mở chương trình nên không được nhận. Hãy in ra PDF mới rồi tải lên.',
    );
  }
}

/** Objects may lie compressed in streams; a search of the bytes alone would not see them. */
function* objectStreams(bytes: Buffer, text: string): Generator<Buffer> {
  let room = maxInflated;
  const marker = /\/ObjStm\b/g;
  for (let found = marker.exec(text); found !== null; found = marker.exec(text)) {
    const keyword = /stream\r?\n/g;
    keyword.lastIndex = found.index;
    if (keyword.exec(text) === null) return;
    const dictionary = text.slice(text.lastIndexOf(' obj', found.index), keyword.lastIndex);
    if (!/\/Filter/.test(dictionary)) continue;
    const inner = inflated(bytes.subarray(keyword.lastIndex), dictionary, room);
    room -= inner.length;
    yield inner;
  }
}

function inflated(bytes: Buffer, dictionary: string, room: number): Buffer {
  try {
    if (!/\/Filter\s*\[?\s*\/FlateDecode\s*[\]/>]/.test(dictionary) || room <= 0) throw new RangeError('not readable');
    return inflateSync(bytes, { maxOutputLength: room });
  } catch {
    refuseFile('pdf_unreadable', 'Không kiểm tra được nội dung tệp PDF. Hãy in ra PDF mới rồi tải lên.');
  }
}
