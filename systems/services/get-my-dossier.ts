import { uuid } from '@cuaso/kernel/fields.ts';
import { actionsOf } from '@cuaso/platform/cases/actions.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { findSignedDocument } from '@cuaso/platform/signing/signed-document.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import * as onestop from '../onestop/public.ts';
import { requireMine } from './my-dossier.ts';
import { loadWhereabouts, whereaboutsSchema } from './whereabouts.ts';

/** An own dossier: where it stands, who has it until when, what was handed in, the result to download. */
export const getMyDossier = query({
  name: 'services.get-my-dossier',
  summary: 'Xem hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({
    ...onestop.dossierFacts,
    secret: z.string(),
    ...onestop.partiesShown,
    answers: z.array(onestop.answerShownSchema),
    papers: z.array(onestop.paperShownSchema),
    asked: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    ...whereaboutsSchema.shape,
    attachments: z.array(onestop.attachmentShownSchema),
    events: z.array(onestop.eventShownSchema),
    actions: z.array(z.enum(['supplement', 'withdraw'])),
    /** Once the result is ready: its signatures as they were checked last; nothing for a result signed by hand. */
    resultSignatures: onestop.signedDocumentSchema.nullable(),
  }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, input) => {
    const row = await onestop.loadDossierRow(ctx, input.dossierId);
    requireMine(ctx, row.accountId);
    const state = row.folded;
    const definition = await getDefinition(ctx, row.definitionId);
    const [placed] = await loadWhereabouts(ctx, sql`d.id = ${row.id}`);
    const { steps = [], holder = null, nextTitle = null } = placed?.whereabouts ?? {};
    const events = await loadEvents(ctx, row.id);
    const attachments = await onestop.loadAttachments(ctx, row.id);
    const open = actionsOf(state, definition);
    const isSigned = state.readyAt !== null && state.signed?.method === 'digital';
    const signed = isSigned ? await findSignedDocument(ctx, 'onestop.result', row.id) : undefined;
    return {
      ...row.shown,
      secret: row.secret,
      ...onestop.partiesOf(state),
      answers: onestop.answersInWords(definition, state.answers),
      papers: onestop.papersInWords(definition, state.papers),
      asked: definition.papers
        .filter((paper) => state.askedPaperKeys.includes(paper.key))
        .map(({ key, name }) => ({ key, name })),
      steps,
      holder,
      nextTitle,
      attachments: attachments.filter(
        (one) => ownRoles.has(one.role) || (one.role === 'result' && state.readyAt !== null),
      ),
      events: events.map((event) => onestop.eventInWords(event, definition)).filter((event) => event.isPublic),
      actions: (['supplement', 'withdraw'] as const).filter((action) => open.includes(action)),
      resultSignatures: onestop.signedDocumentShown(signed),
    };
  },
});

const ownRoles = new Set(['paper', 'supplement']);
