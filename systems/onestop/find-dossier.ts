import { dossierCode } from '@cuaso/kernel/ids.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadDossierRow } from './load-dossier.ts';

/** Finds one dossier by the code on its receipt, typed or scanned. */
export const findDossier = query({
  name: 'onestop.find-dossier',
  summary: 'Tìm hồ sơ theo mã',
  input: z.strictObject({ code: dossierCode }),
  output: z.strictObject({ id: z.string(), code: z.string(), state: z.string() }),
  access: { permission: 'onestop.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: [output.id] }],
  run: async (ctx, { code }) => {
    const row = await loadDossierRow(ctx, { code });
    requireAccess(ctx.actor, 'onestop.view', row.target, 'onestop.view');
    return { id: row.id, code: row.shown.code, state: row.shown.state };
  },
});
