import { actions } from '@cuaso/platform/cases/actions.ts';
import { applicantSchema, receiveBySchema } from '@cuaso/platform/cases/events.ts';
import { submitterSchema } from '@cuaso/platform/cases/on-behalf.ts';
import { z } from 'zod';
import { signedDocumentSchema } from './signed-shown.ts';

/** A step on the way, for the progress line: done, now or to come. */
export const stepShownSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  progress: z.enum(['done', 'now', 'to_come']),
  budgetMinutes: z.int(),
});

/** One line of the time line, in words. */
export const eventShownSchema = z.strictObject({
  seq: z.int(),
  kind: z.string(),
  at: z.string(),
  actorName: z.string(),
  title: z.string(),
  text: z.string(),
  isPublic: z.boolean(),
});

/** A file of the dossier. */
export const attachmentShownSchema = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  role: z.string(),
  paperKey: z.string().nullable(),
});

/** A question with its answer, as the applicant read it. */
export const answerShownSchema = z.strictObject({ section: z.string(), label: z.string(), value: z.string() });

/** A paper with what was handed in of it. */
export const paperShownSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  originals: z.int(),
  copies: z.int(),
  files: z.int(),
});

/** The facts of a dossier that every page about it shows. */
export const dossierFacts = {
  id: z.string(),
  code: z.string(),
  seq: z.int(),
  procedureCode: z.string(),
  procedureName: z.string(),
  fieldName: z.string(),
  subject: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  unitName: z.string(),
  officialName: z.string().nullable(),
  channel: z.string(),
  state: z.string(),
  stepTitle: z.string().nullable(),
  submittedAt: z.string(),
  acceptedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  stepDueAt: z.string().nullable(),
  readyAt: z.string().nullable(),
  outcome: z.string().nullable(),
  timeliness: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedAs: z.string().nullable(),
  feeVnd: z.number(),
};

/** Whose dossier it is, who filed it where that is somebody else, and how the result is wished for. */
export const partiesShown = {
  applicant: applicantSchema,
  submitter: submitterSchema.nullable(),
  receiveBy: receiveBySchema.nullable(),
};

/** A dossier in full, for an officer. */
export const dossierSchema = z.strictObject({
  ...dossierFacts,
  ...partiesShown,
  answers: z.array(answerShownSchema),
  papers: z.array(paperShownSchema),
  /** All papers of the procedure's version: what can be asked for. */
  procedurePapers: z.array(z.strictObject({ key: z.string(), name: z.string(), originals: z.int(), copies: z.int() })),
  askedPaperKeys: z.array(z.string()),
  steps: z.array(stepShownSchema),
  attachments: z.array(attachmentShownSchema),
  events: z.array(eventShownSchema),
  draft: z.strictObject({ outcome: z.string(), summary: z.string(), fileId: z.string().nullable() }).nullable(),
  signed: z
    .strictObject({
      signerName: z.string(),
      signerTitle: z.string(),
      at: z.string(),
      method: z.enum(['paper', 'digital']),
    })
    .nullable(),
  resultSignatures: signedDocumentSchema.nullable(),
  /** The session in which the result is being signed right now. */
  signingSession: z.strictObject({ sessionId: z.string(), mine: z.boolean() }).nullable(),
  resultNumber: z.string().nullable(),
  remainingMinutes: z.number().nullable(),
  deadlineInWords: z.string().nullable(),
  actions: z.array(z.enum(actions)),
  candidates: z.array(z.strictObject({ officialId: z.string(), name: z.string(), title: z.string() })),
});
