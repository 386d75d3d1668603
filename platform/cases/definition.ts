import { limitSchema } from '@cuaso/kernel/deadline.ts';
import { expressionSchema } from '@cuaso/kernel/expressions.ts';
import { longText, shortText } from '@cuaso/kernel/fields.ts';
import { z } from 'zod';

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'Mã gồm chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ.');

/** Where an answer may be known from: the applicant himself, or his last answer to a question of the same key. */
export const knownSources = [
  'applicant_name',
  'applicant_number',
  'applicant_born_on',
  'applicant_address',
  'applicant_phone',
  'applicant_email',
  'earlier_answer',
] as const;

/** One question of the interactive form (circular 32/2017, art. 8). */
export const formFieldSchema = z.strictObject({
  key,
  label: shortText(300),
  help: longText(1000).optional(),
  type: z.enum([
    'text',
    'long_text',
    'number',
    'money',
    'date',
    'choice',
    'choices',
    'yes_no',
    'person_name',
    'personal_number',
    'tax_number',
    'phone',
    'email',
    'division',
    'address',
  ]),
  required: z.boolean().default(false),
  options: z
    .array(z.strictObject({ value: key, label: shortText(300) }))
    .max(200)
    .optional(),
  showWhen: expressionSchema.optional(),
  maxLength: z.int().min(1).max(10_000).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** What the province knows already and fills in for the applicant to look at. */
  knownFrom: z.enum(knownSources).optional(),
});

/** A titled group of questions, shown as one page of the form; with `repeat` it is asked once for each item. */
export const formSectionSchema = z.strictObject({
  key,
  title: shortText(300),
  repeat: z
    .strictObject({ item: shortText(100), min: z.int().min(0).max(30), max: z.int().min(1).max(30) })
    .refine(({ min, max }) => min <= max, { error: 'Số lần ít nhất không được lớn hơn số lần nhiều nhất.' })
    .optional(),
  fields: z.array(formFieldSchema).min(1).max(60),
});

/** One component of the dossier (thành phần hồ sơ) with the numbers of originals and copies. */
export const paperSchema = z.strictObject({
  key,
  name: longText(2000),
  originals: z.int().min(0).max(50),
  copies: z.int().min(0).max(50),
  required: z.boolean().default(true),
  group: shortText(500).optional(),
  showWhen: expressionSchema.optional(),
});

/**
 * A fee (lệ phí) or charge (phí) with its amount in đồng and, where it depends, its condition; whom the law exempts and
 * why (Law on fees and charges 2015, art. 10); and when it is paid, at filing where nothing is said.
 */
export const feeSchema = z.strictObject({
  key,
  name: shortText(300),
  kind: z.enum(['fee', 'charge']),
  amountVnd: z.int().min(0).max(10_000_000_000),
  appliesWhen: expressionSchema.optional(),
  exemption: z.strictObject({ when: expressionSchema, reason: shortText(300) }).optional(),
  due: z.enum(['at_filing', 'on_notice']).optional(),
});

/** A way to file, with the time limit it promises. */
export const channelSchema = z.strictObject({
  channel: z.enum(['counter', 'online', 'post']),
  limit: limitSchema,
  fees: z.array(feeSchema).max(20).default([]),
});

/** The closed vocabulary of step kinds; code, not data, says what each allows. */
export const stepKinds = ['handle', 'review', 'sign', 'issue', 'hand_over'] as const;

/** Where a step is done, relative to the executing agency: the kind of unit. */
export const stepPlaces = ['one_stop', 'division', 'leadership', 'records_office'] as const;

/** One step of the internal electronic procedure (quy trình nội bộ) with its own budget in working minutes. */
export const stepSchema = z.strictObject({
  key,
  title: shortText(300),
  kind: z.enum(stepKinds),
  place: z.enum(stepPlaces),
  budgetMinutes: z.int().min(0).max(10_000_000),
});

/**
 * What an officer writes about a procedure: the form, the papers, the channels, the steps and what comes out.
 * A published definition never changes; a dossier pins the one it began with.
 */
export const definitionSchema = z.strictObject({
  sections: z.array(formSectionSchema).max(30),
  papers: z.array(paperSchema).max(100),
  channels: z.array(channelSchema).min(1).max(3),
  steps: z.array(stepSchema).min(2).max(30),
  results: z.array(z.strictObject({ name: longText(1000), code: shortText(60).optional() })).max(30),
  afterSupplement: z.enum(['restart', 'resume']).default('restart'),
});

/** What an officer writes about a procedure, parsed. */
export type Definition = z.infer<typeof definitionSchema>;
/** One step, parsed. */
export type Step = Definition['steps'][number];
/** A group of questions, parsed. */
export type FormSection = z.infer<typeof formSectionSchema>;
/** One question, parsed. */
export type FormField = z.infer<typeof formFieldSchema>;
/** One paper, parsed. */
export type Paper = z.infer<typeof paperSchema>;
/** One fee or charge, parsed. */
export type Fee = z.infer<typeof feeSchema>;
/** One way to file, parsed. */
export type Channel = z.infer<typeof channelSchema>;
