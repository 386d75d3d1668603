import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

/** A PNG on transparent ground with what `isDrawn` says in one colour; for trying appearances. */
export function drawnPng(
  size: { width: number; height: number },
  colour: Colour,
  isDrawn: (x: number, y: number) => unknown,
): Buffer {
  const { width, height } = size;
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (isDrawn(x / width, y / height)) rows.set([...colour, 255], y * (width * 4 + 1) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const mark = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A round red seal that fills its square. */
export function sampleSeal(): Buffer {
  return drawnPng({ width: 360, height: 360 }, [208, 0, 0], (x, y) => {
    const distance = Math.hypot(x - 0.5, y - 0.5);
    return (distance < 0.5 && distance > 0.46) || distance < 0.15;
  });
}

/** A blue wave from edge to edge, as wide as twice its height. */
export function sampleSignature(): Buffer {
  return drawnPng(
    { width: 400, height: 200 },
    [16, 56, 200],
    (x, y) => Math.abs(y - 0.5 - 0.44 * Math.sin(x * 14)) < 0.05,
  );
}
