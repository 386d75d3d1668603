import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { FormApplicant, Office } from './forms/form-parts.ts';
import { type DossierRow, loadDossierRow } from './load-dossier.ts';

/** What every printed form of a dossier needs. */
export type FormFacts = {
  row: DossierRow;
  definition: Definition;
  office: Office;
  applicant: FormApplicant;
  /** The clerk who prints; empty where the applicant prints. */
  clerkName: string;
};

/** What a command that prints takes and gives: which dossier, and the document in base64. */
export const printed = {
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({
    dossierId: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    base64: z.string(),
  }),
};

/** A printed document as a query answers it. */
export type Printed = z.infer<typeof printed.output>;

/** The facts of a dossier that an officer may view, as the forms name them. */
export async function loadFormFacts(ctx: Context, dossierId: string): Promise<FormFacts> {
  const row = await loadDossierRow(ctx, dossierId);
  requireAccess(ctx.actor, 'onestop.view', row.target, 'onestop.view');
  return formFactsOf(ctx, row);
}

/** The facts of a dossier whose reader was already asked about. */
export async function formFactsOf(ctx: Context, row: DossierRow): Promise<FormFacts> {
  const { name, address, phone, email } = row.folded.applicant;
  return {
    row,
    definition: await getDefinition(ctx, row.definitionId),
    office: await loadOffice(ctx, row.shown.agencyId),
    applicant: { name, address, phone, email },
    clerkName: ctx.actor.kind === 'person' || !('name' in ctx.actor) ? '' : ctx.actor.name,
  };
}

/** A finished document as the answer of a query. */
export function documentOf(row: DossierRow, title: string, bytes: Uint8Array): z.infer<typeof printed.output> {
  const name = `${title}-${row.shown.code}.pdf`;
  return {
    dossierId: row.id,
    name,
    mediaType: 'application/pdf',
    size: bytes.length,
    base64: Buffer.from(bytes).toString('base64'),
  };
}

/** The number of a slip: the dossier's own number with the notation of the form. */
export function slipNumberOf(row: DossierRow, notation: string): string {
  return `${row.shown.code.slice(-4)}/${notation}`;
}

async function loadOffice(ctx: Context, agencyId: string): Promise<Office> {
  const today = dayOf(ctx.now);
  const found = await sql<{ name: string; kind: string; parentName: string | null; division: string | null }>`
    select v.name, a.kind, p.name as "parentName", d.name as division
    from directory.agency a
    join directory.agency_version v on v.agency_id = a.id and v.valid @> ${today}::date
    left join directory.agency_version p on p.agency_id = v.parent_id and p.valid @> ${today}::date
    left join directory.division d on d.code = coalesce(v.division_code, p.division_code) and d.valid @> ${today}::date
    where a.id = ${agencyId}`.execute(ctx.tx);
  const office = found.rows[0];
  return {
    name: office?.name ?? '',
    // A people's committee stands at the head of its own documents (Decree 30/2020).
    parentName: office?.kind === 'department' ? (office.parentName ?? '') : '',
    place: (office?.division ?? '').replace(/^(Tỉnh|Thành phố|Thị xã|Huyện|Phường|Thị trấn|Xã)\s+/u, ''),
  };
}
