import { sql, type Transaction } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { AuditProblem } from './problem.ts';

/** The head of the chain as somebody kept it: outside the database, so that whoever owns that cannot change it. */
export type KeptHead = { number: number; hash: string };

type Batch = { number: number; follows: boolean; chained: boolean; rooted: boolean; hashed: boolean };

/** Batches that do not hang on the one before, or whose root or hash is not that of what they hold. */
export async function verifyBatches(tx: Transaction<DB>, keptHeads: readonly KeptHead[]): Promise<AuditProblem[]> {
  const broken = await sql<Batch>`
    select * from (
      select number,
        number = coalesce(lag(number) over chain, 0) + 1 and until_xid >= coalesce(lag(until_xid) over chain, '0'::xid8)
          and sealed = coalesce(lag(sealed) over chain, 0) + cardinality(ids) as follows,
        previous = coalesce(lag(hash) over chain, ''::bytea) as chained,
        cardinality(ids) = cardinality(leaves) and root = audit.root_of(leaves) as rooted,
        hash = audit.hash_of(number, previous, root, ids) as hashed
      from audit.batch window chain as (order by number)
    ) x where not (follows and chained and rooted and hashed) order by number limit 50`.execute(tx);
  return [...broken.rows.map(problemOf), ...(await sealedTwice(tx)), ...(await verifyHeads(tx, keptHeads))];
}

function problemOf({ number, follows, chained, rooted }: Batch): AuditProblem {
  const what = !follows
    ? 'không nối tiếp lô liền trước (thiếu lô hoặc sai thứ tự)'
    : !chained
      ? 'không mang mã băm của lô liền trước'
      : !rooted
        ? 'có gốc Merkle không khớp với các mục'
        : 'có mã băm không khớp nội dung';
  return { kind: 'batch_broken', batch: number, text: `Lô niêm phong ${number} ${what}.` };
}

async function sealedTwice(tx: Transaction<DB>): Promise<AuditProblem[]> {
  const found = await sql<{ id: number; number: number }>`
    select id, max(number) as number from audit.batch, unnest(ids) id group by id having count(*) > 1 order by id limit 50`.execute(
    tx,
  );
  return found.rows.map(({ id, number }) => ({
    kind: 'batch_broken',
    batch: number,
    entryId: id,
    text: `Mục nhật ký ${id} nằm trong hơn một lô niêm phong, sau cùng là lô ${number}.`,
  }));
}

async function verifyHeads(tx: Transaction<DB>, keptHeads: readonly KeptHead[]): Promise<AuditProblem[]> {
  if (keptHeads.length === 0) return [];
  const found = await sql<{ number: number }>`
    select k.number from jsonb_to_recordset(${JSON.stringify(keptHeads)}::jsonb) as k(number bigint, hash text)
    where not exists (select from audit.batch b where b.number = k.number and encode(b.hash, 'hex') = lower(k.hash))
    order by k.number limit 50`.execute(tx);
  return found.rows.map(({ number }) => ({
    kind: 'batch_broken',
    batch: number,
    text: `Lô niêm phong ${number} không còn mã băm đã công bố.`,
  }));
}
