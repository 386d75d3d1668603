import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  itemColumns,
  itemFilter,
  itemOrder,
  type ItemRow,
  itemRowSchema,
  itemsFrom,
  shows,
  tabOf,
} from './item-rows.ts';
import { itemStates } from './item-state.ts';

/** What waits for the post, is with it or has come to an end: searched, filtered, sorted, with the count of each tab. */
export const listItems = query({
  name: 'post.list-items',
  summary: 'Danh sách bưu phẩm',
  input: z.strictObject({
    ...itemFilter,
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    waiting: z.int(),
    losses: z.int(),
    counts: z.array(z.strictObject({ state: z.enum(itemStates), count: z.int() })),
    rows: z.array(itemRowSchema),
  }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.rows.map((row) => row.id) }],
  run: async (ctx, input) => {
    const { show, sort, limit, offset } = input;
    const from = itemsFrom(ctx, input);
    type Counted = { state: ItemRow['state']; count: number; waiting: number; losses: number; shown: number };
    const all = await sql<Counted>`select i.state, count(*)::int as count,
        (count(*) filter (where ${shows.waiting}))::int as waiting, (count(*) filter (where ${shows.losses}))::int as losses,
        (count(*) filter (where ${tabOf(show)}))::int as shown ${from} group by i.state`.execute(ctx.tx);
    const found = await sql<ItemRow>`select ${itemColumns} ${from} and ${tabOf(show)}
      order by ${itemOrder[sort]} limit ${limit} offset ${offset}`.execute(ctx.tx);
    const sum = (of: (row: Counted) => number) => all.rows.reduce((total, row) => total + of(row), 0);
    return {
      total: sum((row) => row.shown),
      waiting: sum((row) => row.waiting),
      losses: sum((row) => row.losses),
      counts: all.rows.map(({ state, count }) => ({ state, count })),
      rows: found.rows,
    };
  },
});
