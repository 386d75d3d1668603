import { addDays, dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { requireFiler } from './filing.ts';
import { markOf } from './page-mark.ts';

/** How long a draft is kept after it was last saved. */
export const draftDays = 90;

/** How many drafts one account may have at once. */
export const mostDrafts = 50;

/** A draft as it lies in the database, with the form it was begun with. */
export type Draft = {
  id: string;
  procedureCode: string;
  definitionId: string;
  agencyId: string;
  behalf: Record<string, unknown>;
  answers: Record<string, unknown>;
  contact: Record<string, unknown>;
  leftBehind: { label: string; value: string }[];
  visited: string[];
  lastPage: string;
  savedAt: Date;
  sentAs: string | null;
  definition: Definition;
};

/** A file that waits with a draft. */
export type DraftFile = {
  fileId: string;
  paperKey: string;
  name: string;
  mediaType: string;
  size: number;
  heldDossierId: string | null;
  heldDossierCode: string | null;
};

/** An own draft; one of somebody else is as good as not there. `hold` locks it until the transaction ends. */
export async function getOwnDraft(ctx: Context, id: string, how: 'look' | 'hold'): Promise<Draft> {
  const { accountId } = requireFiler(ctx);
  const found = await sql<Omit<Draft, 'definition'>>`
    select id, procedure_code as "procedureCode", definition_id as "definitionId", agency_id as "agencyId", behalf, answers,
      contact, left_behind as "leftBehind", visited, last_page as "lastPage", saved_at as "savedAt", sent_as as "sentAs"
    from services.draft where id = ${id} and account_id = ${accountId} ${how === 'hold' ? sql`for update` : sql``}`.execute(
    ctx.tx,
  );
  const row = found.rows[0] ?? fail('not_found', 'services.no_such_draft');
  return { ...row, definition: await getDefinition(ctx, row.definitionId) };
}

/** An own draft to be changed: held, and not sent yet. */
export async function holdOpenDraft(ctx: Context, id: string): Promise<Draft> {
  const draft = await getOwnDraft(ctx, id, 'hold');
  if (draft.sentAs !== null) fail('conflict', 'services.draft_sent', { dossierId: draft.sentAs });
  return draft;
}

/** The files that wait with a draft, in the order they came. */
export async function loadDraftFiles(ctx: Context, draftId: string): Promise<DraftFile[]> {
  const found = await sql<DraftFile>`
    select t.file_id as "fileId", t.paper_key as "paperKey", f.name, f.media_type as "mediaType", f.size,
      t.held_dossier_id as "heldDossierId", d.code as "heldDossierCode"
    from services.draft_file t join files.file f on f.id = t.file_id left join cases.dossier d on d.id = t.held_dossier_id
    where t.draft_id = ${draftId} order by t.added_at, t.file_id`.execute(ctx.tx);
  return found.rows;
}

/** The first day on which a draft saved at this instant is no longer there. */
export function forgetOnOf(savedAt: Date): string {
  return addDays(dayOf(savedAt), draftDays + 1);
}

/** What of a draft a saved page changes; a page that was saved counts as visited. */
export type DraftChange = { page: string; since?: string | undefined } & Partial<
  Pick<Draft, 'answers' | 'contact' | 'behalf'>
>;

/** Writes one page of a held draft and gives its new mark; what was typed before another device saved is not written. */
export async function saveDraftPage(ctx: Context, draft: Draft, change: DraftChange): Promise<string> {
  const { since, page, ...parts } = change;
  const changed = { ...draft, ...parts };
  const { answers, contact, behalf } = changed;
  const [mark, markNow] = [markOf(changed, page), markOf(draft, page)];
  // Sent twice, because the answer to the first time was lost, it is no conflict.
  if (since !== undefined && markNow !== since && markNow !== mark) fail('conflict', 'services.page_saved_elsewhere');
  const visited = [...new Set([...draft.visited, page])];
  const written = [answers, contact, behalf].map((part) => JSON.stringify(part));
  if (written.some((text) => text.length > mostLetters)) {
    fail('invalid', 'services.draft_too_long', {
      fields: { '': 'Nội dung quá dài. Hãy viết gọn hơn hoặc gửi thành tệp.' },
    });
  }
  await sql`update services.draft set answers = ${written[0]}::jsonb, contact = ${written[1]}::jsonb,
      behalf = ${written[2]}::jsonb, visited = ${visited}::text[], last_page = ${page}, saved_at = ${ctx.now}
    where id = ${draft.id}`.execute(ctx.tx);
  return mark;
}

// In UTF-8 a Vietnamese letter takes up to three bytes; the table takes 300,000.
const mostLetters = 90_000;
