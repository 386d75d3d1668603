import type { Digest } from '../signer.ts';

/**
 * The four digits that page and telephone show for the same digest: the signer compares them before giving the PIN, so that
 * nobody can slip in a request of his own at the same moment.
 */
export function checkCodeOf(digest: Digest): string {
  return String(Buffer.from(digest).readUInt32BE(0) % 10_000).padStart(4, '0');
}

/** A SIM shows no more than some hundred characters once they are not ASCII. */
const [maxTitle, maxText] = [80, 120];

/**
 * What the telephone shows: what is signed, cut to the size of its screen, and the check code. A text that ends with the code
 * already, and is not too long, is shown as it is.
 */
export function displayedText(text: string, digest: Digest): string {
  const code = checkCodeOf(digest);
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  const whole = letters.join('');
  if (whole.endsWith(` ${code}`) && letters.length <= maxText) return whole;
  const title = letters.length > maxTitle ? `${letters.slice(0, maxTitle - 1).join('')}…` : whole;
  return `${title}\nMã kiểm tra: ${code}`;
}
