import { dayOf } from '@cuaso/kernel/clock.ts';
import { remainingOf } from '@cuaso/kernel/timeliness.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { getCalendar } from '@cuaso/platform/cases/calendar.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { inboxTabs, tabCondition } from './inbox-tabs.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  procedureName: z.string(),
  applicantName: z.string(),
  subject: z.string(),
  agencyName: z.string(),
  unitName: z.string(),
  officialName: z.string().nullable(),
  channel: z.string(),
  state: z.string(),
  stepTitle: z.string().nullable(),
  submittedAt: z.string(),
  acceptedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  stepDueAt: z.string().nullable(),
  readyAt: z.string().nullable(),
  timeliness: z.string().nullable(),
  closedAs: z.string().nullable(),
  remainingMinutes: z.number().nullable(),
  seq: z.int(),
});
/** A dossier as a list shows it. */
export type InboxRow = z.infer<typeof rowSchema>;

const countLimit = 10_000;

/** The officer's lists: what is mine, my unit's, due, late, waiting; searched, sorted by what is due first, in pages. */
export const listInbox = query({
  name: 'onestop.list-inbox',
  summary: 'Hộp việc: danh sách hồ sơ theo nhóm',
  input: z.strictObject({
    tab: z.enum(inboxTabs).default('open'),
    search: z.string().max(200).default(''),
    procedureCode: z.string().max(40).optional(),
    sort: z.enum(['due', 'newest', 'oldest']).default('due'),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), totalIsCapped: z.boolean(), rows: z.array(rowSchema) }),
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: output.rows.map((row) => row.id) }],
  run: async (ctx, input) => {
    const columns = {
      agency: 'd.agency_id',
      unit: 'd.unit_id',
      official: 'd.official_id',
      confidentiality: 'd.confidentiality',
    };
    const words = withoutDiacritics(input.search).toLowerCase().trim().split(/\s+/).filter(Boolean);
    const where = sql`${visible(ctx.actor, 'onestop.view', columns)} and ${tabCondition(input.tab, ctx.actor, ctx.now)}
      ${input.procedureCode === undefined ? sql`` : sql`and d.procedure_code = ${input.procedureCode}`}
      ${sql.join(
        words.map((word) => sql`and d.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
        sql` `,
      )}`;
    const counted = await sql<{ total: number }>`select count(*)::int as total
      from (select from cases.dossier d where ${where} limit ${countLimit + 1}) x`.execute(ctx.tx);
    const total = counted.rows[0]?.total ?? 0;
    const found = await sql<StoredRow>`
      select d.id, d.code, d.procedure_name as "procedureName", d.applicant_name as "applicantName", d.subject,
        a.name as "agencyName", u.name as "unitName", o.name as "officialName", d.channel, d.state, d.step_title as "stepTitle",
        d.submitted_at as "submittedAt", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.step_due_at as "stepDueAt",
        d.ready_at as "readyAt", d.timeliness, d.closed_as as "closedAs", d.calendar_version as "calendarVersion", d.seq
      from (select * from cases.dossier d where ${where} order by ${order[input.sort]} limit ${input.limit} offset ${input.offset}) d
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
      left join directory.unit_version u on u.unit_id = d.unit_id and u.valid @> ${dayOf(ctx.now)}::date
      left join directory.official o on o.id = d.official_id
      order by ${order[input.sort]}`.execute(ctx.tx);
    const rows = await Promise.all(found.rows.map((row) => shown(ctx, row)));
    return { total: Math.min(total, countLimit), totalIsCapped: total > countLimit, rows };
  },
});

const order = {
  due: sql`d.due_at nulls last, d.id`,
  newest: sql`d.submitted_at desc, d.id`,
  oldest: sql`d.submitted_at, d.id`,
};

type Instants = 'submittedAt' | 'acceptedAt' | 'dueAt' | 'stepDueAt' | 'readyAt';
type StoredRow = Omit<InboxRow, Instants | 'remainingMinutes' | 'agencyName' | 'unitName'> & {
  agencyName: string | null;
  unitName: string | null;
  submittedAt: Date;
  acceptedAt: Date | null;
  dueAt: Date | null;
  stepDueAt: Date | null;
  readyAt: Date | null;
  calendarVersion: string | null;
};

async function shown(ctx: Context, row: StoredRow): Promise<InboxRow> {
  const { calendarVersion, ...rest } = row;
  const calendar = calendarVersion === null ? null : await getCalendar(ctx, calendarVersion);
  const runs = row.dueAt !== null && row.readyAt === null && calendar !== null;
  return {
    ...rest,
    agencyName: row.agencyName ?? '',
    unitName: row.unitName ?? '',
    submittedAt: row.submittedAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    stepDueAt: row.stepDueAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    remainingMinutes: runs && row.dueAt !== null ? remainingOf(calendar, ctx.now, row.dueAt) : null,
  };
}
