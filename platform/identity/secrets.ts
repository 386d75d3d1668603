import { createHash } from 'node:crypto';

/** A new token of 256 random bits, as text for a cookie or a header. */
export function tokenOf(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** What is kept of a token or a code: enough to recognise it, useless to whoever reads the table. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Letters and digits that nobody confuses when reading them aloud (no 0 O, 1 I L, U). */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for people, in groups of four: 12 letters are 58 bits, 16 are 78. */
export function codeOf(random: (bytes: number) => Uint8Array, length: number): string {
  const picked: string[] = [];
  while (picked.length < length) {
    for (const byte of random(length)) {
      // 240 is the last multiple of 30 below 256: every letter is equally likely.
      if (byte < 240 && picked.length < length) picked.push(letters.charAt(byte % letters.length));
    }
  }
  return picked.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it was given out, however it was typed. */
export function tidyCode(typed: string): string {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return bare.replace(/(.{4})(?=.)/g, '$1-');
}
