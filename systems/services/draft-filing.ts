import { fail } from '@cuaso/kernel/errors.ts';
import { papersAskedBy, readAnswers } from '@cuaso/platform/cases/answers.ts';
import type { PaperIn } from '@cuaso/platform/cases/events.ts';
import { withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { getProcedureInForce, levelOfExecution, type ProcedureInForce } from '../procedures/public.ts';
import { type Draft, type DraftFile, loadDraftFiles } from './draft.ts';
import { papersOf, requireFiler } from './filing.ts';
import { type Parties, readParties, relationOf } from './parties.ts';
import { type Review, reviewOf } from './review-filing.ts';

/** A draft as it would be filed today. */
export type DraftFiling = {
  procedure: ProcedureInForce;
  parties?: Parties;
  answers: Record<string, unknown>;
  papers: PaperIn[];
  files: DraftFile[];
  review?: Review;
  problems: Record<string, string>;
};

/** Reads a draft as it would be filed today; a draft of an older version has to be moved first. */
export async function filingOfDraft(ctx: Context, draft: Draft): Promise<DraftFiling> {
  const { accountId: _, ...filer } = requireFiler(ctx);
  const procedure = await getProcedureInForce(ctx, draft.procedureCode);
  if (procedure.definitionId !== draft.definitionId) fail('conflict', 'services.draft_of_older_version');
  await levelOfExecution(ctx, procedure, draft.agencyId);
  const { parties, problems: wrongParties } = readParties(filer, draft);
  const answers = applicableAnswers(draft);
  const { papers, files } = await papersOfDraft(ctx, draft);
  // Without right parties the rest is looked at all the same, so that everything wrong is told at once.
  const applicant = parties?.applicant ?? { ...filer, phone: '', email: '', address: '' };
  const looked = await reviewOf(ctx, {
    procedure,
    applicant,
    ...(parties?.submitter && { submitter: parties.submitter }),
    ...(parties && { receiveBy: parties.receiveBy }),
    ...(parties?.postTo && { postTo: { agencyId: draft.agencyId, ...parties.postTo } }),
    answers,
    papers,
  });
  const problems = { ...wrongParties, ...looked.problems };
  const complete = parties !== undefined && looked.review !== undefined && Object.keys(problems).length === 0;
  return {
    procedure,
    answers,
    papers,
    files,
    problems,
    ...(parties && { parties }),
    ...(complete && { review: looked.review }),
  };
}

/** What was typed for questions that apply; what was typed before a condition changed is not sent. */
function applicableAnswers(draft: Draft): Record<string, unknown> {
  const { applicable } = readAnswers(draft.definition, draft.answers, 'partial');
  return Object.fromEntries(Object.entries(draft.answers).filter(([key]) => applicable.has(key)));
}

async function papersOfDraft(ctx: Context, draft: Draft): Promise<{ papers: PaperIn[]; files: DraftFile[] }> {
  const definition = withAuthorityPaper(draft.definition, relationOf(draft.behalf));
  const { answers } = readAnswers(draft.definition, draft.answers, 'partial');
  const asked = new Set(papersAskedBy(definition, answers).map((paper) => paper.key));
  const files = (await loadDraftFiles(ctx, draft.id)).filter((file) => asked.has(file.paperKey));
  const byPaper = Map.groupBy(files, (file) => file.paperKey);
  const papers = papersOf([...byPaper].map(([key, some]) => ({ key, fileIds: some.map((file) => file.fileId) })));
  return { papers, files };
}
