import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import { actorWordOf } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';

/**
 * Ties uploaded files to a dossier. Only the one who uploaded a file may attach it, and once: a file of somebody
 * else is as good as not there.
 */
export async function attachFiles(
  ctx: Context,
  dossier: { id: string; seq: number },
  role: 'paper' | 'supplement' | 'opinion' | 'draft' | 'result',
  papers: readonly { key?: string; fileIds: readonly string[] }[],
): Promise<void> {
  for (const paper of papers) {
    if (paper.fileIds.length === 0) continue;
    const attached = await sql<{ file_id: string }>`
      insert into cases.attachment (dossier_id, file_id, role, paper_key, seq)
      select ${dossier.id}, f.id, ${role}, ${paper.key ?? null}, ${dossier.seq} from files.file f
      where f.id = any(${paper.fileIds}::uuid[]) and f.uploaded_by = ${actorWordOf(ctx.actor)}
        and not exists (select from cases.attachment a where a.file_id = f.id)
      returning file_id`.execute(ctx.tx);
    if (attached.rows.length !== new Set(paper.fileIds).size) {
      const path = paper.key === undefined ? 'fileIds' : `papers.${paper.key}`;
      fail('invalid', 'cases.no_such_file', { fields: { [path]: 'Không thấy tệp đã tải lên. Hãy tải lại tệp.' } });
    }
  }
}
