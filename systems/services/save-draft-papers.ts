import { uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { papersAskedBy, checkPapers, readAnswers } from '@cuaso/platform/cases/answers.ts';
import { withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';
import { isFailure } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { pageKeys } from './draft-pages.ts';
import { type Draft, holdOpenDraft, loadDraftFiles, saveDraftPage } from './draft.ts';
import { papersOf } from './filing.ts';
import { takeHeldFile } from './held-papers.ts';
import { relationOf } from './parties.ts';
import { savedPageSchema } from './saved-page.ts';

const mostFiles = 20;

/** Saves which files belong to a draft: uploaded ones, and ones that the province holds already. */
export const saveDraftPapers = command({
  name: 'services.save-draft-papers',
  summary: 'Lưu giấy tờ của bản nháp',
  input: z.strictObject({
    draftId: uuid,
    papers: z
      .array(
        z.strictObject({
          key: z.string().max(60),
          fileIds: z.array(uuid).max(mostFiles).default([]),
          heldFileIds: z.array(uuid).max(mostFiles).default([]),
        }),
      )
      .max(100),
  }),
  output: savedPageSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts and files' },
  run: async (ctx, input) => {
    const draft = await holdOpenDraft(ctx, input.draftId);
    const relation = relationOf(draft.behalf);
    const definition = withAuthorityPaper(draft.definition, relation);
    const { answers } = readAnswers(draft.definition, draft.answers, 'partial');
    const asked = new Set(papersAskedBy(definition, answers).map((paper) => paper.key));
    const papers = input.papers.filter((paper) => asked.has(paper.key));
    await keepOnly(
      ctx,
      draft.id,
      papers.flatMap((paper) => paper.fileIds),
    );
    for (const paper of papers) {
      await addUploaded(ctx, draft, paper.key, paper.fileIds);
      for (const fileId of paper.heldFileIds) await takeHeldFile(ctx, draft.id, paper.key, fileId);
    }
    const mark = await saveDraftPage(ctx, draft, { page: pageKeys.papers });
    const files = await loadDraftFiles(ctx, draft.id);
    const handedIn = [...Map.groupBy(files, (file) => file.paperKey)].map(([key, some]) => ({
      key,
      fileIds: some.map((file) => file.fileId),
    }));
    const problems = problemsOf(() => checkPapers(definition, answers, papersOf(handedIn)));
    for (const { key, fileIds } of handedIn) {
      if (fileIds.length > mostFiles) problems[`papers.${key}`] = `Nhiều nhất ${mostFiles} tệp cho một giấy tờ.`;
    }
    return { problems, savedAt: ctx.now.toISOString(), mark };
  },
});

/** Files that are no longer named leave the draft. */
async function keepOnly(ctx: Context, draftId: string, fileIds: readonly string[]): Promise<void> {
  await sql`delete from services.draft_file where draft_id = ${draftId} and file_id <> all(${fileIds}::uuid[])`.execute(
    ctx.tx,
  );
}

async function addUploaded(ctx: Context, draft: Draft, key: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  // A file belongs to one draft or dossier; one of somebody else is as good as not there.
  const put = await sql`insert into services.draft_file (draft_id, file_id, paper_key, added_at)
    select ${draft.id}, f.id, ${key}, ${ctx.now} from files.file f
    where f.id = any(${fileIds}::uuid[]) and f.uploaded_by = ${actorWordOf(ctx.actor)}
      and not exists (select from cases.attachment a where a.file_id = f.id)
      and not exists (select from services.draft_file o where o.file_id = f.id and o.draft_id <> ${draft.id})
    on conflict (draft_id, file_id) do update set paper_key = excluded.paper_key`.execute(ctx.tx);
  if (Number(put.numAffectedRows ?? 0n) !== new Set(fileIds).size) {
    fail('invalid', 'cases.no_such_file', {
      fields: { [`papers.${key}`]: 'Không thấy tệp đã tải lên. Hãy tải lại tệp.' },
    });
  }
}

function problemsOf(check: () => unknown): Record<string, string> {
  try {
    check();
    return {};
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'invalid') throw thrown;
    return { ...(thrown.details['fields'] as Record<string, string>) };
  }
}
