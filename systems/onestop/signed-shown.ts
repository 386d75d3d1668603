import { levels } from '@cuaso/platform/signing/report.ts';
import type { SignedDocument } from '@cuaso/platform/signing/signed-document.ts';
import { z } from 'zod';
import { findingSentences, levelTitles } from '../signing/public.ts';

const verdict = z.enum(['valid', 'invalid', 'in_doubt']);

/** The signatures of a result, as they were checked last. */
export const signedDocumentSchema = z.strictObject({
  documentId: z.string(),
  fileId: z.string(),
  verdict,
  level: z.enum(levels),
  levelTitle: z.string(),
  checkedAt: z.string(),
  signatures: z.array(
    z.strictObject({
      role: z.enum(['person', 'organisation']),
      signerName: z.string(),
      signerTitle: z.string(),
      claimedAt: z.string(),
      provenAt: z.string().nullable(),
      verdict,
      level: z.enum(levels),
      sentences: z.array(z.string()),
    }),
  ),
});

/** The signatures of a result, in words. */
export type ShownDocument = z.infer<typeof signedDocumentSchema>;

/** A signed document in words; nothing where there is none. */
export function signedDocumentShown(signed: SignedDocument | undefined): ShownDocument | null {
  if (signed === undefined) return null;
  return {
    ...signed,
    levelTitle: levelTitles[signed.level],
    checkedAt: signed.checkedAt.toISOString(),
    signatures: signed.signatures.map(({ findings, ...one }) => ({
      ...one,
      claimedAt: new Date(one.claimedAt).toISOString(),
      provenAt: one.provenAt === null ? null : new Date(one.provenAt).toISOString(),
      sentences: findings.map(({ reason }) => findingSentences[reason]),
    })),
  };
}
