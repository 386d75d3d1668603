import type { Context } from '@cuaso/platform/operations/context.ts';
import { indexDocuments, removeDocument } from '@cuaso/platform/search/index-documents.ts';
import type { Draft } from './draft-schema.ts';

const corpus = 'procedures';

type Entry = Pick<Draft, 'name' | 'fieldCode' | 'audience' | 'definition'> & { code: string };

/** Makes a procedure findable by its code, name and results. */
export async function indexProcedure(ctx: Context, code: string, draft: Draft): Promise<void> {
  await indexProcedures(ctx, [{ ...draft, code }]);
}

/** Makes many procedures findable. */
export async function indexProcedures(ctx: Context, entries: readonly Entry[]): Promise<void> {
  const documents = entries.map(({ code, name, audience, definition }) => ({
    ref: code,
    title: name,
    body: [audience, ...definition.results.map((result) => result.name)].join(' '),
  }));
  await indexDocuments(ctx, corpus, documents);
}

/** Makes procedures findable that are only listed. */
export async function indexListed(
  ctx: Context,
  entries: readonly { code: string; name: string; agencyText: string }[],
): Promise<void> {
  const documents = entries.map(({ code, name, agencyText }) => ({ ref: code, title: name, body: agencyText }));
  await indexDocuments(ctx, corpus, documents);
}

/** A repealed procedure is not found any more. */
export async function unindexProcedure(ctx: Context, code: string): Promise<void> {
  await removeDocument(ctx, corpus, code);
}
