import { definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { z } from 'zod';
import { heldPaperSchema } from './held-papers.ts';
import { knownSchema } from './known-answers.ts';

/** A page of the draft for the progress line; `wrong` says how much is missing or wrong there. */
export const draftPageSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['behalf', 'questions', 'papers', 'contact', 'summary']),
  visited: z.boolean(),
  /** Changes when the page is saved with other content; empty for pages that have none of their own. */
  mark: z.string(),
});

/** A paper as the draft asks for it, with the files that wait and what the province holds already. */
export const draftPaperSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  originals: z.int(),
  copies: z.int(),
  required: z.boolean(),
  group: z.string().nullable(),
  files: z.array(
    z.strictObject({
      fileId: z.string(),
      name: z.string(),
      mediaType: z.string(),
      size: z.int(),
      heldDossierCode: z.string().nullable(),
    }),
  ),
  offers: z.array(heldPaperSchema),
});

/** How an older draft stands to the form of today. */
export const moveSchema = z.strictObject({
  /** Questions whose answers fit the new form. */
  carried: z.array(z.string()),
  /** Answers for which the new form has no place, in words. */
  left: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});

/** An own draft with all that its pages draw. */
export const draftSchema = z.strictObject({
  id: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  savedAt: z.string(),
  forgetOn: z.string(),
  lastPage: z.string(),
  sentAs: z.string().nullable(),
  /** Whether the procedure can still be filed here on line. */
  fileable: z.boolean(),
  /** Set when the procedure has a newer version than the draft. */
  move: moveSchema.nullable(),
  definition: definitionSchema,
  behalf: z.record(z.string(), z.unknown()),
  answers: z.record(z.string(), z.unknown()),
  contact: z.record(z.string(), z.unknown()),
  known: z.record(z.string(), knownSchema),
  leftBehind: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  pages: z.array(draftPageSchema),
  papers: z.array(draftPaperSchema),
});
