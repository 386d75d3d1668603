import type { Context } from '@cuaso/platform/operations/context.ts';
import { cmsOf } from '@cuaso/platform/signing/cms/build.ts';
import { chainOf } from '@cuaso/platform/signing/pki/chain.ts';
import { checkPdf } from '@cuaso/platform/signing/pdf/check-pdf.ts';
import { sealPdf } from '@cuaso/platform/signing/pdf/seal-pdf.ts';
import type { DocumentReport, SignatureReport } from '@cuaso/platform/signing/report.ts';
import type { Trust } from '@cuaso/platform/signing/trust.ts';
import { withEvidence } from './evidence-of.ts';
import type { AnsweredItem } from './complete-item.ts';
import { loadTrust } from './load-trust.ts';
import type { PreparedParts } from './prepare-document.ts';
import { refuse } from './refusals.ts';
import { parsedCertificate } from './stored-certificate.ts';

/** A signed document, checked. */
export type Assembled = { bytes: Buffer; report: DocumentReport };

/**
 * Puts the signature into its document, with time stamp and evidence where they are at hand, and checks the whole. Refused
 * unless every signature on it holds; only what could not be asked for (revocation) may be left for later.
 */
export async function assemble(ctx: Context, item: AnsweredItem, timeStamp: Buffer): Promise<Assembled> {
  const trust = await loadTrust(ctx);
  const signed = sealed(ctx, item, trust, timeStamp);
  const first = await checkPdf(signed, trust);
  requireSound(first);
  const bytes = await withEvidence(signed, first, trust);
  if (bytes === undefined) return { bytes: signed, report: first };
  const report = await checkPdf(bytes, trust);
  requireSound(report);
  return { bytes, report };
}

function sealed(ctx: Context, item: AnsweredItem, trust: Trust, timeStamp: Buffer): Buffer {
  const certificate = parsedCertificate(ctx, item.certificate);
  const { chain } = chainOf(certificate, [], trust, ctx.now);
  const cms = cmsOf({
    attributes: item.attributes,
    signature: item.signature,
    certificate,
    chain: chain.slice(1),
    ...(timeStamp.length > 0 && { timeStamp }),
  });
  const { digest, ...parts } = item.parts as PreparedParts;
  return sealPdf({ ...parts, digest: Buffer.from(digest, 'base64'), bytes: item.prepared }, cms);
}

/** Nothing is marked signed that would not check: a doubt is let through only where an answer may still come. */
function requireSound(report: DocumentReport): void {
  const sound = report.signatures.length > 0 && report.signatures.every(holdsOrWaits);
  if (!sound) refuse('would_not_check');
}

function holdsOrWaits(one: SignatureReport): boolean {
  if (one.verdict === 'valid') return true;
  return one.verdict === 'in_doubt' && one.findings.every(({ reason }) => reason === 'revocation_unknown');
}
