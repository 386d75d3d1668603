import { applicantSchema } from '@cuaso/platform/cases/events.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';
import * as onestop from '../onestop/public.ts';
import type { OwnDossier } from './owner.ts';

/** A dossier of the person in full: what was said, handed in and done. */
export const dossierPartSchema = z.strictObject({
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  subject: z.string(),
  channel: z.string(),
  state: z.string(),
  submittedAt: z.string(),
  acceptedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  readyAt: z.string().nullable(),
  outcome: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedAs: z.string().nullable(),
  feeVnd: z.number(),
  applicant: applicantSchema,
  answers: z.array(onestop.answerShownSchema),
  papers: z.array(onestop.paperShownSchema),
  events: z.array(z.strictObject({ at: z.string(), title: z.string(), text: z.string(), actorName: z.string() })),
});

/** One dossier as the person may read it; notes and opinions of officials are not part of it. */
export async function loadDossierPart(ctx: Context, { id }: OwnDossier): Promise<z.infer<typeof dossierPartSchema>> {
  const { shown, folded, definitionId } = await onestop.loadDossierRow(ctx, id);
  const definition = await getDefinition(ctx, definitionId);
  const events = (await loadEvents(ctx, id)).map((event) => onestop.eventInWords(event, definition));
  const { code, procedureCode, procedureName, agencyName, subject, channel, state, submittedAt, acceptedAt } = shown;
  const { dueAt, readyAt, outcome, closedAt, closedAs, feeVnd } = shown;
  return {
    code,
    procedureCode,
    procedureName,
    agencyName,
    subject,
    channel,
    state,
    submittedAt,
    acceptedAt,
    dueAt,
    readyAt,
    outcome,
    closedAt,
    closedAs,
    feeVnd,
    applicant: folded.applicant,
    answers: onestop.answersInWords(definition, folded.answers),
    papers: onestop.papersInWords(definition, folded.papers),
    events: events
      .filter((event) => event.isPublic)
      .map(({ at, title, text, actorName }) => ({ at, title, text, actorName })),
  };
}
