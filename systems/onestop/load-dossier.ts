import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import type { Target } from '@cuaso/platform/access/access.ts';
import type { DossierState } from '@cuaso/platform/cases/state.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { attachmentShownSchema, dossierFacts } from './dossier-schema.ts';

type Facts = z.infer<z.ZodObject<typeof dossierFacts>>;

/** The current row of a dossier with the names of today, and where it lies for access. */
export type DossierRow = {
  id: string;
  definitionId: string;
  accountId: string | null;
  unitId: string;
  stepKind: string | null;
  acceptedAt: Date | null;
  folded: DossierState;
  secret: string;
  target: Target;
  shown: Facts;
};

type Stored = Record<string, unknown> & { folded: DossierState; acceptedAt: Date | null };

/** The current row of a dossier by its id or its code. */
export async function loadDossierRow(ctx: Context, by: string | { code: string }): Promise<DossierRow> {
  const where = typeof by === 'string' ? sql`d.id = ${by}` : sql`d.code = ${by.code}`;
  const today = dayOf(ctx.now);
  const found = await sql<Stored>`
    select d.id, d.code, d.seq, d.procedure_code as "procedureCode", d.procedure_name as "procedureName",
      coalesce(f.name, d.field_code) as "fieldName", d.subject, d.agency_id as "agencyId", coalesce(a.name, '') as "agencyName",
      coalesce(u.name, '') as "unitName", o.name as "officialName", d.channel, d.state, d.step_title as "stepTitle",
      d.submitted_at as "submittedAt", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.step_due_at as "stepDueAt",
      d.ready_at as "readyAt", d.outcome, d.timeliness, d.closed_at as "closedAt", d.closed_as as "closedAs",
      d.fee_vnd as "feeVnd", d.definition_id as "definitionId", d.account_id as "accountId", d.unit_id as "unitId",
      d.official_id as "officialId", d.step_kind as "stepKind", d.folded, d.code_secret as secret, d.confidentiality
    from cases.dossier d
    left join procedures.field f on f.code = d.field_code
    left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${today}::date
    left join directory.unit_version u on u.unit_id = d.unit_id and u.valid @> ${today}::date
    left join directory.official o on o.id = d.official_id
    where ${where}`.execute(ctx.tx);
  const row = found.rows[0] ?? fail('not_found', 'cases.no_such_dossier');
  const { definitionId, accountId, unitId, officialId, stepKind, folded, secret, confidentiality, ...facts } = row;
  const shown = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  ) as Facts;
  return {
    id: shown.id,
    definitionId: definitionId as string,
    accountId: accountId as string | null,
    unitId: unitId as string,
    stepKind: stepKind as string | null,
    acceptedAt: row.acceptedAt,
    folded,
    secret: secret as string,
    target: {
      agencyId: shown.agencyId,
      unitId: unitId as string,
      officialId: officialId as string | null,
      confidentiality: confidentiality as NonNullable<Target['confidentiality']>,
    },
    shown,
  };
}

/** The files of a dossier. */
export async function loadAttachments(
  ctx: Context,
  dossierId: string,
): Promise<z.infer<typeof attachmentShownSchema>[]> {
  return (await loadAttachmentsAndOfficials(ctx, dossierId, null)).attachments;
}

type Candidate = { officialId: string; name: string; title: string };
type Beside = { attachments: z.infer<typeof attachmentShownSchema>[]; officials: Candidate[] };

/** The files of a dossier and who works in the unit that has it today, in one statement; without a unit, nobody. */
export async function loadAttachmentsAndOfficials(
  ctx: Context,
  dossierId: string,
  unitId: string | null,
): Promise<Beside> {
  const today = dayOf(ctx.now);
  const found = await sql<Beside>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
          'role', t.role, 'paperKey', t.paper_key) order by t.seq, f.name), '[]')
        from cases.attachment t join files.file f on f.id = t.file_id where t.dossier_id = ${dossierId}) as attachments,
      (select coalesce(jsonb_agg(jsonb_build_object('officialId', x.id, 'name', x.name, 'title', x.title) order by x.name, x.id), '[]')
        from (select o.id, o.name, min(p.title) as title
          from directory.position p join directory.appointment a on a.position_id = p.id and a.valid @> ${today}::date
          join directory.official o on o.id = a.official_id
          where p.unit_id = ${unitId}::uuid group by o.id, o.name) x) as officials`.execute(ctx.tx);
  return found.rows[0] ?? { attachments: [], officials: [] };
}
