import { sql, type Transaction } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { AuditProblem } from './problem.ts';

type Sealed = { batch: number; id: number; gone: boolean; relation: string | null; key: string | null };
type Entry = { id: number; relation: string; key: string };

/** Sealed entries that were changed or are gone, and entries that came in behind the seal. */
export async function verifyEntries(tx: Transaction<DB>): Promise<AuditProblem[]> {
  const sealed = await sql<Sealed>`
    select s.number as batch, s.id, e.id is null as gone, e.relation, e.key
    from (select number, id, leaf from audit.batch, unnest(ids, leaves) as x(id, leaf)) s
    left join audit.entry e on e.id = s.id
    where e.id is null or audit.leaf(e) is distinct from s.leaf order by s.id limit 50`.execute(tx);
  const added = await sql<Entry>`
    select e.id, e.relation, e.key from audit.entry e
    where (e.xid < (select max(until_xid) from audit.batch)
        and not exists (select from (select unnest(ids) as id from audit.batch) s where s.id = e.id))
      or e.xid >= pg_snapshot_xmax(pg_current_snapshot())
    order by e.id limit 50`.execute(tx);
  return [...sealed.rows.map(sealedProblemOf), ...added.rows.map(addedProblemOf)];
}

function sealedProblemOf({ batch, id, gone, relation, key }: Sealed): AuditProblem {
  const at = { batch, entryId: id };
  if (gone) return { kind: 'entry_removed', ...at, text: `Mục nhật ký ${id} (lô ${batch}) đã bị xóa.` };
  const row = { relation: relation ?? '', key: key ?? '' };
  const text = `Mục nhật ký ${id} (lô ${batch}, ${row.relation} ${row.key}) đã bị sửa sau khi niêm phong.`;
  return { kind: 'entry_changed', ...at, ...row, text };
}

function addedProblemOf({ id, relation, key }: Entry): AuditProblem {
  const text = `Mục nhật ký ${id} (${relation} ${key}) được thêm vào sau khi giai đoạn của nó đã niêm phong.`;
  return { kind: 'entry_added', entryId: id, relation, key, text };
}
