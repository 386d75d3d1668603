import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '../operations/context.ts';

/** As whom a document is signed: a person with authority, or the agency by its seal. */
export type SigningRole = 'person' | 'organisation';

/** Where a signature shows on a PDF page (Decree 30/2020, annex I); coordinates in points from the lower left corner. */
export type ShownAt =
  /** The blue image of the person's signature above his name; the seal is put over its left third. */
  | { kind: 'signature_block'; page: number; centreX: number; nameTop: number }
  /** Text in the top right corner of the first page: attachments, copies and forms. */
  | { kind: 'text_corner'; lines: readonly string[] };

/** A document ready to be signed. */
export type ToSign = {
  title: string;
  /** What the signer reads beside the title: code, applicant. */
  detail: string;
  agencyId: string;
  fileName: string;
  bytes: Buffer;
  reason: string;
  location: string;
  shownAt: ShownAt;
  /** After this signature form fields may still be filled in: number and day of issue. */
  allowsFilling: 'form_filling' | 'nothing';
  /** What `finish` must find unchanged; compared by the purpose itself. */
  params: Record<string, unknown>;
};

/** A document of which one more signature is made and checked. */
export type SignedNow = {
  subjectId: string;
  role: SigningRole;
  documentId: string;
  fileId: string;
  params: Record<string, unknown>;
  signerName: string;
  signerTitle: string;
};

/**
 * What documents are signed for: how one is prepared and what follows once its signature is made, checked and kept. Both run
 * as the signer, in a transaction, and ask access themselves; an agency's forms are sealed by the platform.
 */
export type Purpose = {
  /** `<system>.<noun>`. */
  name: string;
  title: string;
  prepare: (
    ctx: Context,
    subject: { subjectId: string; role: SigningRole; params: Record<string, unknown> },
  ) => Promise<ToSign>;
  finish: (ctx: Context, signed: SignedNow) => Promise<void>;
  /** The same document in a new file: a time stamp or evidence was added. */
  replaced: (ctx: Context, change: { subjectId: string; oldFileId: string; newFileId: string }) => Promise<void>;
};

const place = 'signing.purposes';

/** Says once, at start, what documents are signed for. */
export function setPurposes(memory: Map<string, unknown>, purposes: readonly Purpose[]): void {
  memory.set(place, new Map(purposes.map((one) => [one.name, one])));
}

/** The purpose of this name. */
export function purposeOf(ctx: Pick<Context, 'memory'>, name: string): Purpose {
  const known = ctx.memory.get(place) as ReadonlyMap<string, Purpose> | undefined;
  return known?.get(name) ?? fail('not_found', 'signing.no_such_purpose');
}
