import { fail } from '@cuaso/kernel/errors.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { copyFile } from '@cuaso/platform/files/copy-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { requireFiler } from './filing.ts';

/** A paper that the province holds of a person: a result it has issued, or one that a desk has accepted. */
export const heldPaperSchema = z.strictObject({
  fileId: z.string(),
  /** What the paper is called: the result of the procedure, or the paper as it was asked for. */
  name: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  kind: z.enum(['result', 'paper']),
  heldSince: z.string(),
  dossierId: z.string(),
  dossierCode: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
});
/** A paper that the province holds. */
export type HeldPaper = z.infer<typeof heldPaperSchema>;

type Row = Omit<HeldPaper, 'name' | 'heldSince'> & { definitionId: string; paperKey: string | null; heldSince: Date };

/** How many held papers are looked at: the newest. */
export const mostHeldPapers = 200;

/**
 * The papers of the caller's own dossiers that the province holds, newest first: results that were granted and handed out,
 * papers of dossiers that were accepted after a desk had looked at them. What was filed for another is not his.
 */
export async function loadHeldPapers(ctx: Context): Promise<HeldPaper[]> {
  const { accountId, number } = requireFiler(ctx);
  const found = await sql<Row>`
    select f.id as "fileId", f.name as "fileName", f.media_type as "mediaType", f.size,
      case t.role when 'result' then 'result' else 'paper' end as kind, t.paper_key as "paperKey",
      case t.role when 'result' then d.ready_at else d.accepted_at end as "heldSince", d.id as "dossierId",
      d.code as "dossierCode", d.procedure_name as "procedureName", d.definition_id as "definitionId",
      coalesce(v.name, '') as "agencyName"
    from cases.dossier d
    join cases.attachment t on t.dossier_id = d.id
    join files.file f on f.id = t.file_id
    left join directory.agency_version v on v.agency_id = d.agency_id and v.valid @> (d.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
    where d.account_id = ${accountId} and d.applicant_number = ${number} and d.confidentiality <> 'restricted'
      and ((t.role = 'result' and d.ready_at is not null and d.outcome = 'granted')
        or (t.role in ('paper', 'supplement') and d.accepted_at is not null and t.paper_key is not null))
    order by "heldSince" desc, f.id limit ${mostHeldPapers}`.execute(ctx.tx);
  const held: HeldPaper[] = [];
  for (const { definitionId, paperKey, heldSince, ...row } of found.rows) {
    const definition = await getDefinition(ctx, definitionId);
    const name =
      row.kind === 'result'
        ? (definition.results[0]?.name ?? row.procedureName)
        : definition.papers.find((one) => one.key === paperKey)?.name;
    if (name !== undefined) held.push({ ...row, name, heldSince: heldSince.toISOString() });
  }
  return held;
}

/** The held papers that may stand for an asked one: of the same name, or a result that the asked name begins with. */
export function offersFor(name: string, held: readonly HeldPaper[]): HeldPaper[] {
  const asked = plain(name);
  return held
    .filter((one) => {
      const known = plain(one.name);
      if (known === asked) return true;
      return one.kind === 'result' && known.length >= 12 && asked.startsWith(known);
    })
    .slice(0, 5);
}

/** Puts a copy of a held paper into a draft, with where it comes from; one that is not held for the caller is not there. */
export async function takeHeldFile(ctx: Context, draftId: string, paperKey: string, fileId: string): Promise<void> {
  const held = (await loadHeldPapers(ctx)).find((one) => one.fileId === fileId);
  if (held === undefined) {
    fail('invalid', 'services.no_such_held_paper', {
      fields: { [`papers.${paperKey}`]: 'Giấy tờ này không còn trong kho của ông/bà. Hãy tải tệp lên.' },
    });
  }
  const copy = await copyFile(ctx, fileId, 'draft');
  await sql`insert into services.draft_file (draft_id, file_id, paper_key, held_dossier_id, added_at)
    values (${draftId}, ${copy}, ${paperKey}, ${held.dossierId}, ${ctx.now})`.execute(ctx.tx);
}

/** Names are compared without what varies from form to form: case, marks, what stands in brackets. */
function plain(name: string): string {
  return withoutDiacritics(name)
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^\s*ban (sao|chup)\s+/, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
