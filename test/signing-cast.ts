import { run } from '@cuaso/platform/operations/run.ts';
import { draftResult } from '@cuaso/systems/onestop/draft-result.ts';
import { handOnDossier } from '@cuaso/systems/onestop/hand-on-dossier.ts';
import type { Acted } from '@cuaso/systems/onestop/act.ts';
import { takeDossier } from '@cuaso/systems/onestop/take-dossier.ts';
import { takeInDossier } from '@cuaso/systems/onestop/take-in-dossier.ts';
import { loadMeans } from '@cuaso/systems/signing/load-means.ts';
import { createPrivateKey } from 'node:crypto';
import { sql } from 'kysely';
import { known } from './province.ts';
import type { HolderName, Pki } from './pki/make-pki.ts';
import type { PkiServer } from './pki/pki-server.ts';
import type { SigningWorld } from './signing-world.ts';

const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử', number: '082090000123' };
const tester = { kind: 'system', name: 'test' } as const;

/** Makes the tests' authorities trusted in a world. */
export async function trustPki({ platform }: SigningWorld, pki: Pki, server: PkiServer): Promise<void> {
  const reason = 'Kiểm thử';
  await run(platform, loadMeans, tester, {
    authorities: [
      { pem: pemOf(pki.root.der), isAnchor: true, crlUrl: server.rootCrlUrl, reason },
      { pem: pemOf(pki.authority.der), isAnchor: false, crlUrl: server.crlUrl, ocspUrl: server.ocspUrl, reason },
    ],
    certificates: [],
  });
}

/** What a test gives an official or an agency to sign with. */
export type Means = {
  pki: Pki;
  name: HolderName;
  holderKind: 'official' | 'agency';
  holderId: string;
  device?: 'usb_token' | 'sim' | 'remote' | 'hsm' | 'test';
  keyName?: string;
};

/** Gives somebody a certificate; a `test` device has its key too. Answers the certificate's id. */
export async function giveMeans({ platform, db }: SigningWorld, means: Means): Promise<string> {
  const { certificatePem, keyPem, certificate } = means.pki.holders[means.name];
  const device = means.device ?? 'test';
  const pkcs8 = createPrivateKey(keyPem).export({ format: 'der', type: 'pkcs8' }).toString('base64');
  await run(platform, loadMeans, tester, {
    authorities: [],
    certificates: [
      {
        pem: certificatePem,
        holderKind: means.holderKind,
        holder: means.holderId,
        device,
        keyName: means.keyName ?? '',
        ...(device === 'test' && { testKey: pkcs8 }),
      },
    ],
  });
  const found = await sql<{ id: string }>`select id from signing.certificate
    where fingerprint = ${certificate.fingerprint}`.execute(db);
  return found.rows[0]?.id ?? '';
}

/** A dossier of the commune that waits for the leader to sign. */
export async function readyToSign({ platform, official }: SigningWorld, agencyId: string): Promise<Acted> {
  const found = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${known.birth}`.execute(platform.database.db);
  const papers = (found.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const clerk = await official(agencyId, 'one_stop_clerk');
  const filing = { procedureCode: known.birth, agencyId, applicant, papers };
  const { dossierId } = await run(platform, takeInDossier, clerk, filing);
  const handler = await official(agencyId, 'handler', 'G15-HT');
  await run(platform, takeDossier, handler, { dossierId });
  await run(platform, draftResult, handler, { dossierId, outcome: 'granted', summary: 'Đủ điều kiện, đồng ý cấp.' });
  return run(platform, handOnDossier, handler, { dossierId });
}

/** A certificate as PEM text. */
export function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
