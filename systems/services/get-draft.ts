import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { papersAskedBy, readAnswers } from '@cuaso/platform/cases/answers.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { pagesOf } from './draft-pages.ts';
import { type Draft, type DraftFile, forgetOnOf, getOwnDraft, loadDraftFiles } from './draft.ts';
import { draftSchema } from './draft-schema.ts';
import { loadHeldPapers, offersFor } from './held-papers.ts';
import { loadKnown } from './known-answers.ts';
import { movedAnswers } from './move-answers.ts';
import { markOf } from './page-mark.ts';
import { relationOf } from './parties.ts';

/** An own draft: what was typed, what is known, which pages it leads through, what waits with it. */
export const getDraft = query({
  name: 'services.get-draft',
  summary: 'Mở bản nháp hồ sơ của tôi',
  input: z.strictObject({ draftId: uuid }),
  output: draftSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await getOwnDraft(ctx, input.draftId, 'look');
    const { id, procedureCode, agencyId, lastPage, sentAs, definition, behalf, answers, contact, leftBehind } = draft;
    const places = await namesOf(ctx, draft);
    const relation = relationOf(behalf);
    const visited = new Set(draft.visited);
    const known = await loadKnown(ctx, definition, behalf);
    const now = places.definitionNow === null ? undefined : await getDefinition(ctx, places.definitionNow);
    const moved =
      now && places.definitionNow !== draft.definitionId ? movedAnswers(definition, now, answers) : undefined;
    return {
      id,
      procedureCode,
      procedureName: places.procedureName,
      agencyId,
      agencyName: places.agencyName,
      savedAt: draft.savedAt.toISOString(),
      forgetOn: forgetOnOf(draft.savedAt),
      lastPage,
      sentAs,
      fileable: now?.channels.some((one) => one.channel === 'online') === true && places.agencyName !== '',
      move: moved ? { carried: moved.carried, left: moved.left } : null,
      definition,
      behalf,
      answers,
      contact,
      known: Object.fromEntries(Object.entries(known).filter(([path]) => !wasVisited(draft, visited, path))),
      leftBehind,
      pages: pagesOf(definition, answers, relation).map((page) => ({
        ...page,
        visited: visited.has(page.key),
        mark: markOf(draft, page.key),
      })),
      papers: await papersOf(ctx, draft, await loadDraftFiles(ctx, id)),
    };
  },
});

/** What was cleared on purpose on a page that was saved is not filled in again. */
function wasVisited(draft: Draft, visited: ReadonlySet<string>, path: string): boolean {
  const [part, key] = path.split('.');
  if (part === 'contact') return visited.has('lien-he');
  const section = draft.definition.sections.find((one) => one.fields.some((field) => field.key === key));
  return section !== undefined && visited.has(section.key);
}

async function papersOf(
  ctx: Context,
  draft: Draft,
  files: readonly DraftFile[],
): Promise<z.input<typeof draftSchema>['papers']> {
  const { answers } = readAnswers(draft.definition, draft.answers, 'partial');
  const asked = papersAskedBy(withAuthorityPaper(draft.definition, relationOf(draft.behalf)), answers);
  const held = asked.length > 0 && draft.behalf['for'] === 'self' ? await loadHeldPapers(ctx) : [];
  return asked.map(({ key, name, originals, copies, required, group = null }) => {
    const own = files.filter((file) => file.paperKey === key);
    const waiting = own.map(({ fileId, name: fileName, mediaType, size, heldDossierCode }) => ({
      fileId,
      name: fileName,
      mediaType,
      size,
      heldDossierCode,
    }));
    const taken = new Set(own.map((file) => `${file.heldDossierCode} ${file.name}`));
    const offers = offersFor(name, held).filter((offer) => !taken.has(`${offer.dossierCode} ${offer.fileName}`));
    return { key, name, originals, copies, required, group, files: waiting, offers };
  });
}

type Names = { procedureName: string; agencyName: string; definitionNow: string | null };

/** The names of today; a repealed procedure keeps its last name, an agency that is gone has none. */
async function namesOf(ctx: Context, draft: Draft): Promise<Names> {
  const today = sql`${dayOf(ctx.now)}::date`;
  const found = await sql<Names>`
    select coalesce(n.name, (select l.name from procedures.version l where l.procedure_code = ${draft.procedureCode}
        order by l.number desc limit 1), '') as "procedureName",
      coalesce(a.name, '') as "agencyName", n.definition_id as "definitionNow"
    from (select 1) one
    left join procedures.version n on n.procedure_code = ${draft.procedureCode} and n.valid @> ${today}
    left join directory.agency_version a on a.agency_id = ${draft.agencyId} and a.valid @> ${today}`.execute(ctx.tx);
  return found.rows[0] ?? { procedureName: '', agencyName: '', definitionNow: null };
}
