// Seals, checks and a batch through the agent against the bare RSA signature of the same key. node bench/sign/run.ts [seconds]
import { createHash, sign } from 'node:crypto';
import { cmsOf, digestOfAttributes, signedAttributesOf } from '../../platform/signing/cms/build.ts';
import { checkPdf } from '../../platform/signing/pdf/check-pdf.ts';
import { preparePdf } from '../../platform/signing/pdf/prepare-pdf.ts';
import { sealPdf } from '../../platform/signing/pdf/seal-pdf.ts';
import type { Signer } from '../../platform/signing/signer.ts';
import { openModule } from '../../platform/signing/token/token-module.ts';
import { openTokenSigner } from '../../platform/signing/token/token-signer.ts';
import { receiptForm } from '../../systems/onestop/forms/receipt-form.ts';
import { sampleReceipt } from '../../systems/onestop/forms/sample-forms.ts';
import { makePki } from '../../test/pki/make-pki.ts';
import { makeSoftToken } from '../../test/soft-token.ts';
import { shown } from '../timing.ts';

const seconds = Number(process.argv[2] ?? 5);
const pki = await makePki();
const { leader, agency } = pki.holders;
const token = await makeSoftToken([{ label: 'co-quan', ...agency }]);
const pdf = Buffer.from(await receiptForm(sampleReceipt));
const trust = { now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()] };

/** How often something is done in a second, one after the other. */
async function perSecond(work: (index: number) => unknown): Promise<number> {
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < seconds * 1000; done += 1) await work(done);
  return done / ((performance.now() - started) / 1000);
}

/** A receipt under the agency's seal: prepared, signed, put together. */
async function sealed(signer: Signer | 'key', index: number): Promise<Buffer> {
  const wish = { now: new Date(1_790_000_000_000 + index * 1000), signerName: 'UBND xã', reason: '', location: '' };
  const prepared = preparePdf(pdf, { ...wish, appearance: { kind: 'text_corner', lines: [`UBND xã; ${index}`] } });
  const attributes = signedAttributesOf({ messageDigest: prepared.digest, certificate: agency.certificate });
  const signature =
    signer === 'key'
      ? sign('sha256', attributes, agency.keyPem)
      : (await signer.sign([digestOfAttributes(attributes)]))[0];
  return sealPdf(
    prepared,
    cmsOf({
      attributes,
      signature: signature ?? Buffer.alloc(0),
      certificate: agency.certificate,
      chain: [pki.authority],
    }),
  );
}

try {
  const module = await openTokenSigner({
    module: openModule(token.module),
    tokenLabel: token.label,
    pin: token.pin,
    certificateDer: agency.certificate.der,
  });
  const content = createHash('sha256').update(pdf).digest();
  const result = await sealed('key', 0);
  const rows: [string, number][] = [
    ['bare RSA-2048 signature (floor)', await perSecond(() => sign('sha256', content, leader.keyPem))],
    ['bare signature in the module (SoftHSM2)', await perSecond(() => module.sign([content]))],
    ['seals with the server key in memory', await perSecond((i) => sealed('key', i))],
    ['seals with the server key in the module', await perSecond((i) => sealed(module, i))],
    ['checks of a sealed receipt', await perSecond(() => checkPdf(result, trust))],
  ];
  const floor = rows[0]?.[1] ?? Number.NaN;
  for (const [name, rate] of rows)
    console.log(`${name.padEnd(44)} ${shown(rate).padStart(9)}/s  ratio to the floor ${(rate / floor).toFixed(3)}`);
  console.log(`size of the receipt ${pdf.length} bytes, a seal adds ${result.length - pdf.length}`);
  module.close();
} finally {
  token.remove();
  pki.remove();
}
