import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { loadFiles } from './holdings.ts';
import { getOwner, loadOwnDossiers } from './owner.ts';

const readerSchema = z.strictObject({
  id: z.int(),
  at: z.string(),
  /** The operation by its name; its summary says in words what for. */
  operation: z.string(),
  reader: z.enum(['official', 'client', 'self']),
  name: z.string(),
  /** Where the official worked on that day. */
  positionTitle: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  dossier: z.strictObject({ id: z.string(), code: z.string(), withAccount: z.boolean() }).nullable(),
  fileName: z.string().nullable(),
});
/** Somebody who looked at something of the person. */
export type Reader = z.infer<typeof readerSchema>;

/** Who looked at the account, the dossiers and the files of the person who asks, the newest first. */
export const listReaders = query({
  name: 'mydata.list-readers',
  summary: 'Xem ai đã xem dữ liệu của tôi',
  input: z.strictObject({
    beforeId: z.int().min(1).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ accountId: z.string(), rows: z.array(readerSchema), nextBeforeId: z.int().nullable() }),
  access: { signedIn: 'person', because: 'run keeps to what is about the caller' },
  limits: { callsPerMinute: 30 },
  sees: (output, input) =>
    input.beforeId === undefined ? [{ relation: 'identity.account', keys: [output.accountId] }] : [],
  run: async (ctx, { beforeId, limit }) => {
    const owner = await getOwner(ctx);
    const dossiers = await loadOwnDossiers(ctx, owner);
    const files = await loadFiles(ctx, owner, dossiers);
    const things = [
      { relation: 'identity.account', key: owner.accountId },
      ...dossiers.map(({ id }) => ({ relation: 'cases.dossier', key: id })),
      ...files.map(({ id }) => ({ relation: 'files.file', key: id })),
    ];
    const views = await loadViews(ctx, things, beforeId ?? null, limit);
    const names = new Map(files.map(({ id, name, dossierCode }) => [id, { name, dossierCode }]));
    const rows = views.flatMap((view): Reader[] => {
      const reader = readerOf(view, owner);
      if (reader === undefined) return [];
      const file = view.relation === 'files.file' ? names.get(view.key) : undefined;
      const found = dossiers.find((one) => one.id === view.key || one.code === file?.dossierCode);
      const dossier = found === undefined ? null : { id: found.id, code: found.code, withAccount: found.withAccount };
      const { id, operation } = view;
      return [{ id, at: view.at.toISOString(), operation, ...reader, dossier, fileName: file?.name ?? null }];
    });
    return {
      accountId: owner.accountId,
      rows,
      nextBeforeId: views.length < limit ? null : (views.at(-1)?.id ?? null),
    };
  },
});

type View = {
  id: number;
  at: Date;
  relation: string;
  key: string;
  operation: string;
  actor: string;
  officialName: string | null;
  clientName: string | null;
  positionTitle: string | null;
  unitName: string | null;
  agencyName: string | null;
};

/** The views with where each official worked on the day; of several places the one held longest. */
async function loadViews(
  ctx: Context,
  things: readonly { relation: string; key: string }[],
  beforeId: number | null,
  limit: number,
): Promise<View[]> {
  const found = await sql<View>`
    select e.id, e.at, e.relation, e.key, e.operation, e.actor, o.name as "officialName", c.name as "clientName",
      w.title as "positionTitle", w.unit as "unitName", w.agency as "agencyName"
    from audit.views_of_rows(${things.map(({ relation }) => relation)}::text[], ${things.map(({ key }) => key)}::text[],
      ${beforeId}, ${limit}) e
    left join directory.official o on 'official:' || o.id = e.actor
    left join identity.client c on 'client:' || c.id = e.actor
    left join lateral (
      select p.title, u.name as unit, v.name as agency
      from directory.appointment a
      join directory.position p on p.id = a.position_id
      join directory.unit n on n.id = p.unit_id
      left join directory.unit_version u on u.unit_id = n.id and u.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      left join directory.agency_version v on v.agency_id = n.agency_id
        and v.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      where a.official_id = o.id and a.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      order by lower(a.valid), p.id limit 1) w on true
    order by e.id desc`.execute(ctx.tx);
  return found.rows;
}

function readerOf(view: View, owner: { accountId: string; name: string }) {
  const place = {
    positionTitle: view.positionTitle ?? '',
    unitName: view.unitName ?? '',
    agencyName: view.agencyName ?? '',
  };
  if (view.actor === `person:${owner.accountId}`) return { reader: 'self' as const, name: owner.name, ...place };
  if (view.actor.startsWith('official:'))
    return { reader: 'official' as const, name: view.officialName ?? '', ...place };
  if (view.actor.startsWith('client:')) return { reader: 'client' as const, name: view.clientName ?? '', ...place };
  return undefined;
}
