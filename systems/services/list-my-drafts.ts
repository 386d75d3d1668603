import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { forgetOnOf, mostDrafts } from './draft.ts';
import { requireFiler } from './filing.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  /** Whom it is for, where it is not for oneself. */
  forName: z.string().nullable(),
  files: z.int(),
  savedAt: z.string(),
  forgetOn: z.string(),
  /** The procedure has a newer version, or is no longer in force. */
  changed: z.boolean(),
});

/** The caller's own drafts that are not sent yet, the last saved first. */
export const listMyDrafts = query({
  name: 'services.list-my-drafts',
  summary: 'Bản nháp hồ sơ của tôi',
  input: z.strictObject({ procedureCode: z.string().max(40).optional() }),
  output: z.strictObject({ rows: z.array(rowSchema) }),
  access: { signedIn: 'person', because: 'the list holds the own drafts only' },
  run: async (ctx, input) => {
    const { accountId } = requireFiler(ctx);
    const today = sql`${dayOf(ctx.now)}::date`;
    const found = await sql<Omit<z.infer<typeof rowSchema>, 'savedAt' | 'forgetOn'> & { savedAt: Date }>`
      select d.id, d.procedure_code as "procedureCode", coalesce(v.name, (select l.name from procedures.version l
          where l.procedure_code = d.procedure_code order by l.number desc limit 1), '') as "procedureName",
        coalesce(a.name, '') as "agencyName", case d.behalf ->> 'for' when 'self' then null else d.behalf ->> 'name' end as "forName",
        (select count(*)::int from services.draft_file f where f.draft_id = d.id) as files, d.saved_at as "savedAt",
        v.definition_id is distinct from d.definition_id as changed
      from services.draft d
      left join procedures.version v on v.procedure_code = d.procedure_code and v.valid @> ${today}
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${today}
      where d.account_id = ${accountId} and d.sent_as is null
        ${input.procedureCode === undefined ? sql`` : sql`and d.procedure_code = ${input.procedureCode}`}
      order by d.saved_at desc, d.id limit ${mostDrafts}`.execute(ctx.tx);
    return {
      rows: found.rows.map(({ savedAt, ...row }) => ({
        ...row,
        savedAt: savedAt.toISOString(),
        forgetOn: forgetOnOf(savedAt),
      })),
    };
  },
});
