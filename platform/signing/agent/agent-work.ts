import { createHash } from 'node:crypto';
import { z } from 'zod';

const mostItems = 100;
/** Characters that no title needs and that could make one look like another: controls and changes of direction. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu;

/** Text of the server as it may stand on the page: one line, nothing invisible, of bounded length. */
export function shownText(text: string, most = 300): string {
  const plain = text.replace(unprintable, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}

const shown = z.string().transform((text) => shownText(text));
const id = z.string().regex(/^[\w-]{1,64}$/);
const digest = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .transform((text) => Buffer.from(text, 'base64'));

const itemSchema = z.object({ itemId: id, title: shown, detail: shown, digest });

/** The answer to `signing.take-work`: at the most a hundred digests of 32 bytes, all for one certificate. */
export const workAnswer = z.object({
  session: z
    .object({
      id,
      signerName: shown,
      certificateFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      confirmUntil: z.iso.datetime(),
      items: z.array(itemSchema).max(mostItems),
    })
    .nullable(),
});

/** What waits for the signer: the documents that are still to be signed in one session. */
export type Work = NonNullable<z.infer<typeof workAnswer>['session']>;

/** One document: what its signer reads, and the digest that the key signs. */
export type WorkItem = Work['items'][number];

/** Hexadecimal digits in groups of four, as a person compares them. */
export function digestGroups(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ');
}

/** A mark of exactly this work, so that what is signed is what was on the page. */
export function markOf(work: Work): string {
  const all = work.items.map(({ itemId, title, detail, digest: bytes }) => [
    itemId,
    title,
    detail,
    bytes.toString('hex'),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([work.id, work.certificateFingerprint, all]))
    .digest('hex');
}
