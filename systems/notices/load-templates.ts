import type { Template } from '@cuaso/platform/notices/kind.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** A wording as it is kept; no version while it is a draft. */
export type StoredTemplate = Template & {
  id: string;
  version: number | null;
  madeAt: string;
  madeBy: string;
  publishedAt: string | null;
  publishedBy: string;
};

/** The wordings of a kind: the draft first, then the newest version. */
export async function loadTemplates(ctx: Context, kind: string): Promise<StoredTemplate[]> {
  const found = await sql<Omit<StoredTemplate, 'madeAt' | 'publishedAt'> & { madeAt: Date; publishedAt: Date | null }>`
    select id, version, title, body, sms, made_at as "madeAt", made_by as "madeBy", published_at as "publishedAt",
      published_by as "publishedBy"
    from notices.template where kind = ${kind} order by version desc nulls first`.execute(ctx.tx);
  return found.rows.map((row) => ({
    ...row,
    madeAt: row.madeAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
  }));
}
