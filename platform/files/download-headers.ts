import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';

/**
 * How a file goes out: always to be saved, never shown as a page of ours, and never guessed at. The Vietnamese name
 * travels as RFC 6266 says, with a plain one beside it for old programs.
 */
export function downloadHeadersOf(file: { name: string; mediaType: string; size: number }): Record<string, string> {
  const plain = withoutDiacritics(file.name).replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(file.name.toWellFormed()).replace(/['()*]/g, hex);
  return {
    'content-type': file.mediaType,
    'content-length': String(file.size),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  };
}

function hex(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
