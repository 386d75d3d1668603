import { requireAccess } from '@cuaso/platform/access/access.ts';
import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemKinds, itemStates } from './item-state.ts';
import { refuse } from './refusals.ts';

/** A list of what was given to the post, line by line. */
export const handOverSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  madeAt: z.string(),
  agencyName: z.string(),
  parentName: z.string(),
  place: z.string(),
  giverName: z.string(),
  takerName: z.string(),
  lines: z.array(
    z.strictObject({
      itemId: z.string(),
      line: z.int(),
      code: z.string(),
      kind: z.enum(itemKinds),
      state: z.enum(itemStates),
      dossierCode: z.string(),
      recipientName: z.string(),
      phone: z.string(),
      address: z.string(),
      feeVnd: z.number().nullable(),
      tracking: z.string().nullable(),
      struckReason: z.string().nullable(),
    }),
  ),
});
/** A list of what was given to the post. */
export type HandOver = z.infer<typeof handOverSchema>;

type Line = HandOver['lines'][number] & { confidentiality: Confidentiality };
type Head = Omit<HandOver, 'lines' | 'madeAt' | 'place'> & { madeAt: Date; agencyId: string; division: string };

/** A list with its lines, to who may see everything on it. */
export async function loadHandOver(ctx: Context, id: string): Promise<HandOver> {
  const day = sql`(h.made_at at time zone 'Asia/Ho_Chi_Minh')::date`;
  const found = await sql<Head>`select h.id, h.number || '/' || h.year as number, h.made_at as "madeAt",
      h.giver_name as "giverName", h.taker_name as "takerName", h.agency_id as "agencyId", coalesce(v.name, '') as "agencyName",
      case when a.kind = 'department' then coalesce(p.name, '') else '' end as "parentName", coalesce(z.name, '') as division
    from post.hand_over h join directory.agency a on a.id = h.agency_id
    left join directory.agency_version v on v.agency_id = a.id and v.valid @> ${day}
    left join directory.agency_version p on p.agency_id = v.parent_id and p.valid @> ${day}
    left join directory.division z on z.code = coalesce(v.division_code, p.division_code) and z.valid @> ${day}
    where h.id = ${id}`.execute(ctx.tx);
  const { agencyId, division, madeAt, ...head } = found.rows[0] ?? refuse('hand_over_not_found');
  const lines = await sql<Line>`select b.item_id as "itemId", b.line, i.code, i.kind, i.state, d.code as "dossierCode",
      i.recipient_name as "recipientName", i.phone, i.address, i.fee_vnd as "feeVnd", i.tracking,
      b.struck_reason as "struckReason", d.confidentiality
    from post.hand_over_line b join post.item i on i.id = b.item_id join cases.dossier d on d.id = i.dossier_id
    where b.hand_over_id = ${id} order by b.line`.execute(ctx.tx);
  for (const { confidentiality } of lines.rows)
    requireAccess(ctx.actor, 'post.view', { agencyId, confidentiality }, 'post.view');
  return {
    ...head,
    madeAt: madeAt.toISOString(),
    place: division.replace(/^(Tỉnh|Thành phố|Thị xã|Huyện|Phường|Thị trấn|Xã)\s+/u, ''),
    lines: lines.rows.map(({ confidentiality: _, ...line }) => line),
  };
}
