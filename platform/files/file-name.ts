import { nfc } from '@cuaso/kernel/vietnamese.ts';

const maxLength = 150;

/** The name as typed, made safe to store and show: NFC, no path, no control or direction characters, not too long. */
export function plainFileName(name: string): string {
  const last = nfc(name.toWellFormed()).split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*\uFFFD]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  return clean === '' ? 'tep' : clean;
}

/** The extension in lower case, without the dot; empty if there is none. */
export function extensionOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The name with this extension in place of its own, cut in front of it if it is too long. */
export function withExtension(name: string, extension: string): string {
  const own = extensionOf(name);
  const stem = own === '' ? name : name.slice(0, -(own.length + 1));
  const room = maxLength - extension.length - 1;
  let short = '';
  // By whole letters: a cut inside a composed letter would leave half of it.
  for (const { segment } of new Intl.Segmenter('vi').segment(stem)) {
    if (short.length + segment.length > room) break;
    short += segment;
  }
  return `${short.replace(/[\s.]+$/u, '')}.${extension}`;
}
