import { limitSchema } from '@cuaso/kernel/deadline.ts';
import { longText, personName, plainDate, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { z } from 'zod';
import { submitterSchema } from './on-behalf.ts';

/** The person or business a dossier is for, as written at filing; `kind` tells which number it is. */
export const applicantSchema = z.strictObject({
  kind: z.enum(['citizen', 'business']),
  name: personName,
  number: z.string().max(20).default(''),
  phone: z.string().max(20).default(''),
  email: z.string().max(200).default(''),
  address: shortText(500).or(z.literal('')).default(''),
  bornOn: plainDate.optional(),
});
/** The applicant of a dossier. */
export type Applicant = z.infer<typeof applicantSchema>;

/** A paper as handed in: how many originals and copies, and the files of it. */
export const paperInSchema = z.strictObject({
  key: z.string().max(60),
  originals: z.int().min(0).max(50).default(0),
  copies: z.int().min(0).max(50).default(0),
  fileIds: z.array(uuid).max(20).default([]),
});
/** A paper as handed in. */
export type PaperIn = z.infer<typeof paperInSchema>;

/** Ways to get a result (decree 61/2018, art. 20). */
export const receiveBySchema = z.enum(['counter', 'online', 'post']);

const signaturePlace = z.strictObject({
  kind: z.literal('signature_block'),
  page: z.int(),
  centreX: z.number(),
  nameTop: z.number(),
});

const contact = { phone: z.string().max(20), email: z.string().max(254), address: z.string().max(500) };
const instant = z.iso.datetime();
const place = { unitId: uuid, officialId: uuid.nullable().default(null) };

/** What can happen to a dossier: a closed list. `data` holds what the fold needs, in words of that day. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('submitted'),
    channel: z.enum(['counter', 'online', 'post']),
    limit: limitSchema,
    afterSupplement: z.enum(['restart', 'resume']),
    unitId: uuid,
    applicant: applicantSchema,
    papers: z.array(paperInSchema),
    answers: z.record(z.string(), z.unknown()),
    feeVnd: z.int().min(0),
    /** Who filed, where it was not the applicant. */
    submitter: submitterSchema.optional(),
    /** How the applicant wishes to get the result. */
    receiveBy: receiveBySchema.optional(),
  }),
  z.strictObject({ kind: z.literal('accepted'), calendarVersion: z.string(), stepKey: z.string(), ...place }),
  z.strictObject({ kind: z.literal('intake_refused'), reason: longText(2000) }),
  z.strictObject({
    kind: z.literal('supplement_requested'),
    reason: longText(2000),
    paperKeys: z.array(z.string()).max(100),
  }),
  z.strictObject({
    kind: z.literal('supplemented'),
    papers: z.array(paperInSchema),
    note: longText(2000).or(z.literal('')).default(''),
  }),
  z.strictObject({ kind: z.literal('taken'), officialId: uuid }),
  z.strictObject({ kind: z.literal('assigned'), ...place, note: z.string().max(2000).default('') }),
  z.strictObject({
    kind: z.literal('handed_on'),
    stepKey: z.string(),
    ...place,
    note: z.string().max(2000).default(''),
  }),
  z.strictObject({ kind: z.literal('sent_back'), stepKey: z.string(), ...place, reason: longText(2000) }),
  z.strictObject({
    kind: z.literal('opinion_given'),
    text: longText(4000),
    fileIds: z.array(uuid).max(20).default([]),
  }),
  z.strictObject({ kind: z.literal('note_added'), text: longText(4000) }),
  z.strictObject({ kind: z.literal('file_attached'), fileIds: z.array(uuid).min(1).max(20) }),
  z.strictObject({
    kind: z.literal('result_drafted'),
    outcome: z.enum(['granted', 'refused']),
    summary: longText(4000),
    fileId: uuid.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('result_signed'),
    signerName: z.string(),
    signerTitle: z.string(),
    /** By hand on paper, or with a certificate: then the signed file and where the signature shows on it. */
    method: z.enum(['paper', 'digital']).default('paper'),
    documentId: uuid.nullable().default(null),
    fileId: uuid.nullable().default(null),
    shownAt: signaturePlace.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('result_ready'),
    number: z.string().max(60),
    stepKey: z.string().nullable(),
    ...place,
  }),
  z.strictObject({
    kind: z.literal('handed_over'),
    way: z.enum(['counter', 'online', 'post']),
    receiver: z.string().max(200),
  }),
  z.strictObject({ kind: z.literal('withdrawn'), reason: longText(2000) }),
  z.strictObject({ kind: z.literal('extended'), to: instant, reason: longText(2000) }),
  z.strictObject({ kind: z.literal('contact_corrected'), ...contact, before: z.strictObject(contact) }),
  z.strictObject({ kind: z.literal('calendar_changed'), calendarVersion: z.string(), reason: longText(2000) }),
]);

/** An event's kind and data. */
export type EventBody = z.infer<typeof eventSchema>;
/** An event as it happened. */
export type DossierEvent = EventBody & { seq: number; at: Date };
