import { explainDeadline } from '@cuaso/kernel/explain-deadline.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { remainingOf } from '@cuaso/kernel/timeliness.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { actionsOf } from '@cuaso/platform/cases/actions.ts';
import { getCalendar } from '@cuaso/platform/cases/calendar.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { deadlineInputOf, deadlineOfState } from '@cuaso/platform/cases/projection.ts';
import type { DossierState } from '@cuaso/platform/cases/state.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { findSessionOf, findSignedDocument } from '@cuaso/platform/signing/signed-document.ts';
import { z } from 'zod';
import { actionsFor } from './actions-for.ts';
import { dossierSchema } from './dossier-schema.ts';
import { answersInWords, papersInWords, partiesOf, stepsInWords } from './in-words.ts';
import { type DossierRow, loadAttachmentsAndOfficials, loadDossierRow } from './load-dossier.ts';
import { eventInWords } from './event-in-words.ts';
import { resultPurpose } from './sign-purpose.ts';
import { signedDocumentShown } from './signed-shown.ts';

/** The dossier page: where it stands, what was asked and handed in, its time line, and what this officer may do now. */
export const getDossier = query({
  name: 'onestop.get-dossier',
  summary: 'Xem hồ sơ với quá trình giải quyết',
  input: z.strictObject({ dossierId: uuid }),
  output: dossierSchema,
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.id] }],
  run: async (ctx, input) => {
    const row = await loadDossierRow(ctx, input.dossierId);
    requireAccess(ctx.actor, 'onestop.view', row.target, 'onestop.view');
    const state = row.folded;
    const definition = await getDefinition(ctx, row.definitionId);
    const calendar = state.calendarVersion === null ? null : await getCalendar(ctx, state.calendarVersion);
    const deadline = calendar === null ? null : deadlineOfState(state, calendar);
    const events = await loadEvents(ctx, row.id);
    const open = actionsFor(ctx.actor, row, actionsOf(state, definition));
    const unitId = open.includes('assign') ? row.unitId : null;
    const { attachments, officials } = await loadAttachmentsAndOfficials(ctx, row.id, unitId);
    const { signatures, session } = await loadSigning(ctx, row);
    return {
      ...row.shown,
      ...partiesOf(state),
      answers: answersInWords(definition, state.answers),
      papers: papersInWords(definition, state.papers),
      procedurePapers: definition.papers.map(({ key, name, originals, copies }) => ({ key, name, originals, copies })),
      askedPaperKeys: state.askedPaperKeys,
      steps: stepsInWords(definition, state),
      attachments,
      events: events.map((event) => eventInWords(event, definition)),
      draft: state.draft,
      signed: signedOf(state),
      resultSignatures: signatures,
      signingSession: session,
      resultNumber: state.resultNumber,
      remainingMinutes:
        calendar !== null && deadline?.dueAt != null && state.readyAt === null
          ? remainingOf(calendar, ctx.now, deadline.dueAt)
          : null,
      deadlineInWords:
        calendar === null || deadline === null ? null : explainDeadline(calendar, deadlineInputOf(state), deadline),
      actions: [...open],
      candidates: officials,
    };
  },
});

function signedOf({ signed }: DossierState) {
  if (signed === null) return null;
  const { signerName, signerTitle, at, method = 'paper' } = signed;
  return { signerName, signerTitle, at, method };
}

/** The signatures of the result, once it is signed, and the session in which it is being signed. */
async function loadSigning(ctx: Context, { id, stepKind, folded: { signed } }: DossierRow) {
  const document = signed?.method === 'digital' ? await findSignedDocument(ctx, resultPurpose.name, id) : undefined;
  const open =
    stepKind === 'sign' || stepKind === 'issue' ? await findSessionOf(ctx, resultPurpose.name, id) : undefined;
  const mine = ctx.actor.kind === 'official' && open?.officialId === ctx.actor.officialId;
  return {
    signatures: signedDocumentShown(document),
    session: open === undefined ? null : { sessionId: open.sessionId, mine },
  };
}
