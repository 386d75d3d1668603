/** A UUID version 7 (RFC 9562) of this instant and these ten random bytes. */
export function uuidv7Of(at: Date, random: Uint8Array): string {
  const time = at.getTime().toString(16).padStart(12, '0').slice(-12);
  const tail = Array.from(random.subarray(0, 10));
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70;
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80;
  const hex = time + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
