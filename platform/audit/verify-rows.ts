import { sql, type Transaction } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { AuditProblem } from './problem.ts';

type Audited = { schema: string; name: string; keys: string[]; hidden: string[]; triggers: number };
type Row = {
  key: string;
  kind: 'row_changed' | 'row_removed' | 'row_added';
  entry: number | null;
  columns: string[] | null;
};

/** Rows that are not what the record of their changes says, in every audited table. */
export async function verifyRows(tx: Transaction<DB>): Promise<AuditProblem[]> {
  const problems: AuditProblem[] = [];
  for (const table of await auditedTables(tx)) {
    const relation = `${table.schema}.${table.name}`;
    if (table.triggers < 3) problems.push(missingTrigger(relation));
    if (table.triggers > 0) problems.push(...(await verifyTable(tx, relation, table)));
  }
  return problems;
}

/** The tables that must carry the three triggers; how a row is keyed and hidden stands in the triggers' arguments. */
async function auditedTables(tx: Transaction<DB>): Promise<Audited[]> {
  const found = await sql<Audited>`
    select n.nspname::text as schema, c.relname::text as name, count(t.oid) filter (where t.tgenabled in ('O', 'A'))::int as triggers,
      coalesce((split_part(max(encode(t.tgargs, 'escape')), '\\000', 1))::text[], '{}') as keys,
      coalesce((split_part(max(encode(t.tgargs, 'escape')), '\\000', 2))::text[], '{}') as hidden
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'audit.record()'::regprocedure
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and n.nspname !~ '^pg_'
      and n.nspname not in ('audit', 'database', 'operations', 'search', 'graphile_worker', 'information_schema')
    group by 1, 2 order by 1, 2`.execute(tx);
  return found.rows;
}

async function verifyTable(tx: Transaction<DB>, relation: string, { keys, hidden }: Audited): Promise<AuditProblem[]> {
  const found = await sql<Row>`
    with history as (
      select key, id, kind, after, max(id) filter (where kind = 'delete') over (partition by key) as deleted
      from audit.entry where relation = ${relation} and kind <> 'view'
    ), recorded as (
      select key, audit.fold(after order by id) as image, max(id) as entry, (array_agg(kind order by id))[1] = 'insert' as born
      from history where id > coalesce(deleted, 0) group by key
    ), actual as (
      select audit.key_of(j, ${keys}::text[]) as key, audit.image(j, ${hidden}::text[]) as image
      from (select to_jsonb(t) as j from ${sql.table(relation)} t) x
    )
    select coalesce(r.key, a.key) as key, r.entry,
      case when a.key is null then 'row_removed' when r.key is null or not r.born then 'row_added' else 'row_changed' end as kind,
      (select array_agg(c.key order by c.key) from jsonb_each(r.image) c
        where a.image ? c.key and a.image -> c.key is distinct from c.value) as columns
    from recorded r full join actual a on a.key = r.key
    where a.key is null or r.key is null or not r.born or not audit.agrees(r.image, a.image)
    order by 1 limit 50`.execute(tx);
  return found.rows.map((row) => problemOf(relation, row));
}

function problemOf(relation: string, { key, kind, entry, columns }: Row): AuditProblem {
  const problem: AuditProblem = {
    kind,
    relation,
    key,
    text: `Dòng ${relation} ${key} ${wordsOf(kind, columns ?? [])}.`,
  };
  return entry === null ? problem : { ...problem, entryId: entry };
}

function wordsOf(kind: Row['kind'], columns: string[]): string {
  if (kind === 'row_removed') return 'đã bị xóa mà nhật ký không ghi';
  if (kind === 'row_added') return 'được thêm vào mà nhật ký không ghi';
  return `khác với nhật ký ở cột ${columns.join(', ')}`;
}

function missingTrigger(relation: string): AuditProblem {
  return {
    kind: 'trigger_missing',
    relation,
    text: `Bảng ${relation} không còn đủ trigger ghi nhật ký hoặc trigger đã bị tắt.`,
  };
}
