import { allows, type Target } from '@cuaso/platform/access/access.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { readFile as readStored } from '@cuaso/platform/files/read-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** A file of a dossier that the officer may view; any other file is as good as not there. */
export const readFile = query({
  name: 'onestop.read-file',
  summary: 'Tải tệp của hồ sơ',
  input: z.strictObject({ fileId: uuid }),
  output: z.strictObject({
    dossierId: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    /** The bytes as base64. */
    base64: z.string(),
  }),
  access: { permission: 'onestop.view' },
  sees: (output, input) => [
    { relation: 'cases.dossier', keys: [output.dossierId] },
    { relation: 'files.file', keys: [input.fileId] },
  ],
  run: async (ctx, { fileId }) => {
    const holders = await dossiersWith(ctx, fileId);
    const holder =
      holders.find((one) => allows(ctx.actor, 'onestop.view', one)) ?? fail('not_found', 'access.not_found');
    const { name, mediaType, size, bytes } = await readStored(ctx, fileId);
    return { dossierId: holder.dossierId, name, mediaType, size, base64: bytes.toString('base64') };
  },
});

async function dossiersWith(ctx: Context, fileId: string): Promise<(Target & { dossierId: string })[]> {
  const found = await sql<Target & { dossierId: string }>`
    select d.id as "dossierId", d.agency_id as "agencyId", d.unit_id as "unitId", d.official_id as "officialId", d.confidentiality
    from cases.attachment t join cases.dossier d on d.id = t.dossier_id
    where t.file_id = ${fileId} order by d.id`.execute(ctx.tx);
  return found.rows;
}
