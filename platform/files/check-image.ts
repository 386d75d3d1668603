import { refuseFile } from './refuse-file.ts';

const maxSide = 20_000;
const maxPixels = 120_000_000;

type Size = { width: number; height: number };

/** Refuses a picture whose header gives no believable size: it would fill the memory of whoever opens it. */
export function checkImage(bytes: Buffer, mediaType: string): void {
  const size = readers[mediaType]?.(bytes);
  if (size === undefined || size.width === 0 || size.height === 0) {
    refuseFile('image_broken', 'Ảnh bị hỏng, không đọc được kích thước. Hãy chụp hoặc quét lại rồi tải lên.');
  }
  if (size.width > maxSide || size.height > maxSide || size.width * size.height > maxPixels) {
    const found = `${size.width} × ${size.height}`;
    refuseFile('image_too_big', `Ảnh quá lớn (${found} điểm ảnh). Hãy quét ở 200–300 dpi rồi tải lại.`);
  }
}

const readers: Readonly<Record<string, (bytes: Buffer) => Size | undefined>> = {
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
};

function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Walks the segments to the start-of-frame; a file without one is no picture. */
function jpegSize(bytes: Buffer): Size | undefined {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === 0xda || marker === 0xd9) return undefined;
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += standsAlone ? 2 : 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return undefined;
}

function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}
