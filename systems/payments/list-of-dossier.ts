import { allows, visible } from '@cuaso/platform/access/access.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { feeLinesOf } from '@cuaso/platform/cases/fee-lines.ts';
import type { DossierState } from '@cuaso/platform/cases/state.ts';
import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { dossierOrders, loadDossierOrders } from './dossier-orders.ts';

/** What a dossier owes or has paid, for the officer's page of the dossier, and whether he may ask for fees on notice now. */
export const listOfDossier = query({
  name: 'payments.list-of-dossier',
  summary: 'Các khoản phí, lệ phí của một hồ sơ',
  input: dossierOrders.input,
  output: dossierOrders.output.extend({ mayNotify: z.boolean() }),
  access: { permission: 'payments.view' },
  run: async (ctx, { dossierId }) => {
    const columns = { agency: 'o.agency_id', confidentiality: 'd.confidentiality' };
    const { rows } = await loadDossierOrders(ctx, dossierId, sql`${visible(ctx.actor, 'payments.view', columns)}`);
    const isAsked = rows.some((row) => row.due === 'on_notice' && row.state !== 'cancelled');
    return { rows, mayNotify: !isAsked && (await mayNotify(ctx, dossierId)) };
  },
});

type Row = {
  agencyId: string;
  confidentiality: Confidentiality;
  definitionId: string;
  state: DossierState;
};

async function mayNotify(ctx: Context, dossierId: string): Promise<boolean> {
  const found =
    await sql<Row>`select agency_id as "agencyId", confidentiality, definition_id as "definitionId", folded as state
    from cases.dossier where id = ${dossierId}`.execute(ctx.tx);
  const row = found.rows[0];
  if (row === undefined || row.state.state === 'closed' || !allows(ctx.actor, 'payments.collect', row)) return false;
  const definition = await getDefinition(ctx, row.definitionId);
  const lines = feeLinesOf(definition, row.state.channel, row.state.answers);
  return lines.some((line) => line.due === 'on_notice' && line.amountVnd > 0);
}
