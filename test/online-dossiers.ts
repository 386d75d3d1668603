import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import { anonymous, type Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { uploadFile } from '@cuaso/systems/files/upload-file.ts';
import { acceptDossier } from '@cuaso/systems/onestop/accept-dossier.ts';
import { draftResult } from '@cuaso/systems/onestop/draft-result.ts';
import { handOnDossier } from '@cuaso/systems/onestop/hand-on-dossier.ts';
import { issueResult } from '@cuaso/systems/onestop/issue-result.ts';
import { signResult } from '@cuaso/systems/onestop/sign-result.ts';
import { takeDossier } from '@cuaso/systems/onestop/take-dossier.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { fileDossier } from '@cuaso/systems/services/file-dossier.ts';
import { sql } from 'kysely';
import { known, type SmallProvince } from './province.ts';

/** The field of the procedures that the small province files: civil status. */
const field = 'G15-HT';

/** A birth registration that a citizen filed on line with the commune. */
export async function fileOnline(province: SmallProvince, as: Person) {
  const { platform, agencies } = province;
  const { definition } = await run(platform, getProcedure, anonymous, { code: known.birth });
  const questions = definition.sections.flatMap((section) => section.fields).filter((one) => one.required);
  const answers = Object.fromEntries(questions.map((one) => [one.key, answerTo(one)]));
  const papers = [];
  for (const paper of definition.papers.filter((one) => one.required && !one.group && !one.showWhen)) {
    const base64 = samplePdf().toString('base64');
    const { id } = await run(platform, uploadFile, as, { name: 'giay-chung-sinh.pdf', base64 });
    papers.push({ key: paper.key, fileIds: [id] });
  }
  const input = { procedureCode: known.birth, agencyId: agencies.commune, applicant: { phone: '0912345678' } };
  return run(platform, fileDossier, as, { ...input, papers, answers });
}

/** Takes a filed dossier in: from now it has a promised day. */
export async function accept(province: SmallProvince, dossierId: string): Promise<void> {
  const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
  await run(province.platform, acceptDossier, clerk, { dossierId });
}

/** Works on a dossier that was taken in until its result is ready. */
export async function resolve(province: SmallProvince, dossierId: string): Promise<void> {
  const { platform, agencies, official } = province;
  const handler = await official(agencies.commune, 'handler', field);
  await run(platform, takeDossier, handler, { dossierId });
  await run(platform, draftResult, handler, { dossierId, outcome: 'granted', summary: 'Đủ điều kiện.' });
  let { state } = await run(platform, handOnDossier, handler, { dossierId });
  while (state === 'processing') {
    const found = await sql<{
      kind: string;
    }>`select step_kind as kind from cases.dossier where id = ${dossierId}`.execute(province.db);
    const kind = found.rows[0]?.kind;
    if (kind === 'review') {
      const head = await official(agencies.commune, 'division_head', field);
      ({ state } = await run(platform, handOnDossier, head, { dossierId }));
    } else if (kind === 'sign') {
      ({ state } = await run(platform, signResult, await official(agencies.commune, 'leader'), { dossierId }));
    } else {
      const clerk = await official(agencies.commune, 'records_clerk');
      ({ state } = await run(platform, issueResult, clerk, { dossierId, number: '12/UBND' }));
    }
  }
}

/** A dossier of a citizen whose result is ready. */
export async function resolvedOnline(province: SmallProvince, as: Person) {
  const filed = await fileOnline(province, as);
  await accept(province, filed.dossierId);
  await resolve(province, filed.dossierId);
  return filed;
}

function answerTo({ type, options }: { type: string; options?: readonly { value: string }[] | undefined }): unknown {
  if (type === 'yes_no') return 'false';
  if (type === 'date') return '05/03/2026';
  if (type === 'choice') return options?.[0]?.value;
  if (type === 'choices') return options?.slice(0, 1).map((option) => option.value);
  if (type === 'number' || type === 'money') return '1';
  if (type === 'personal_number') return '082090001234';
  if (type === 'phone') return '0912345678';
  return type === 'division' ? '815' : 'Đỗ Ánh Thử';
}
