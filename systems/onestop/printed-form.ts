import { readFile } from '@cuaso/platform/files/read-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { findSignedDocument } from '@cuaso/platform/signing/signed-document.ts';
import { type FormFacts, loadFormFacts, type Printed } from './form-facts.ts';
import type { DossierRow } from './load-dossier.ts';

/** A form of a dossier that the officer may view: as it was sealed, if it was, otherwise as the facts are now. */
export async function printedForm(
  ctx: Context,
  dossierId: string,
  purpose: string,
  make: (ctx: Context, facts: FormFacts) => Promise<Printed>,
): Promise<Printed> {
  const facts = await loadFormFacts(ctx, dossierId);
  return (await findSealedForm(ctx, facts.row, purpose)) ?? make(ctx, facts);
}

/** The form with the agency's seal, the same bytes each time it is printed. */
export async function findSealedForm(ctx: Context, row: DossierRow, purpose: string): Promise<Printed | undefined> {
  const sealed = await findSignedDocument(ctx, purpose, row.id);
  if (sealed === undefined) return undefined;
  const { bytes, mediaType, size } = await readFile(ctx, sealed.fileId);
  const name = `${purpose.replace('onestop.', '')}-${row.shown.code}.pdf`;
  return { dossierId: row.id, name, mediaType, size, base64: bytes.toString('base64') };
}
