import { addWorkingMinutes, type WorkCalendar } from '@cuaso/kernel/calendar.ts';
import type { MovingClock } from '@cuaso/kernel/clock.ts';
import { papersAskedBy } from '@cuaso/platform/cases/answers.ts';
import type { Definition, Step } from '@cuaso/platform/cases/definition.ts';
import type { Actor, Official, Person as PersonActor } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import type { Person } from '../people/persons.ts';
import type { Random } from '../people/random.ts';
import { acceptDossier } from '@cuaso/systems/onestop/accept-dossier.ts';
import type { Acted } from '@cuaso/systems/onestop/act.ts';
import { draftResult } from '@cuaso/systems/onestop/draft-result.ts';
import { handOnDossier } from '@cuaso/systems/onestop/hand-on-dossier.ts';
import { handOverResult } from '@cuaso/systems/onestop/hand-over-result.ts';
import { issueResult } from '@cuaso/systems/onestop/issue-result.ts';
import { receiveSupplement } from '@cuaso/systems/onestop/receive-supplement.ts';
import { refuseDossier } from '@cuaso/systems/onestop/refuse-dossier.ts';
import { requestSupplement } from '@cuaso/systems/onestop/request-supplement.ts';
import { signResult } from '@cuaso/systems/onestop/sign-result.ts';
import { takeDossier } from '@cuaso/systems/onestop/take-dossier.ts';
import { takeInDossier } from '@cuaso/systems/onestop/take-in-dossier.ts';
import { withdrawDossier } from '@cuaso/systems/onestop/withdraw-dossier.ts';
import { collectPayment } from '@cuaso/systems/payments/collect-payment.ts';
import { listOfDossier } from '@cuaso/systems/payments/list-of-dossier.ts';
import { uploadFile } from '@cuaso/systems/files/upload-file.ts';
import { fileDossier } from '@cuaso/systems/services/file-dossier.ts';
import { answersOf } from './answers.ts';
import type { Office } from './cast.ts';
import { sampleScan } from './sample-scan.ts';

/** What a life is lived with: a platform with its own clock, who acts, and when the story ends. */
export type Stage = {
  platform: Platform;
  clock: MovingClock;
  calendar: WorkCalendar;
  actorOf: (officialId: string, at: Date) => Promise<Official>;
  until: Date;
};

/** One dossier to be lived: what, where, by whom, from when. */
export type Plot = {
  office: Office;
  procedureCode: string;
  definition: Definition;
  applicant: Person;
  /** The account that files on line; nobody's for the counter. */
  account: PersonActor | null;
  startAt: Date;
  random: Random;
};

/** Lives one dossier through the operations, as far as its story goes until the stage's end. */
export async function live(stage: Stage, plot: Plot): Promise<void> {
  const life = { ...stage, plot, pace: paceOf(plot.random) };
  stage.clock.moveTo(plot.startAt);
  const begun = await begin(life);
  if (begun === null || begun.state !== 'processing') return;
  const trouble = plot.random.below(100);
  let dossier: Acted | null = begun;
  if (trouble < 7) dossier = await supplement(life, begun);
  else if (trouble < 9) dossier = await withdraw(life, begun);
  while (dossier !== null && dossier.closedAs === null) dossier = await nextStep(life, dossier);
}

type Life = Stage & { plot: Plot; pace: number };

/** How much of its budget each step takes: most early, some on the day, a few late. */
function paceOf(random: Random): number {
  return random.weighted([
    [0.35, 40],
    [0.6, 30],
    [0.85, 18],
    [0.99, 6],
    [1.25, 5],
    [1.8, 1],
  ]);
}

async function begin(life: Life): Promise<Acted | null> {
  const { plot, platform } = life;
  const { office, applicant, definition, random } = plot;
  const answers = answersOf(definition, applicant, random);
  const clerk = await actorWith(life, 'one_stop_clerk');
  const common = { procedureCode: plot.procedureCode, agencyId: office.agencyId, answers };
  const contact = { phone: applicant.phone, email: applicant.email, address: applicant.address };
  if (plot.account === null) {
    const papers = papersAskedBy(definition, answers)
      .filter((paper) => paper.required)
      .map(({ key, originals, copies }) => ({ key, originals: Math.max(originals, copies === 0 ? 1 : 0), copies }));
    const person = { kind: 'citizen' as const, name: applicant.fullName, number: applicant.personalNumber, ...contact };
    const taken = await run(platform, takeInDossier, clerk, { ...common, applicant: person, papers });
    if (taken.paymentId !== null) await run(platform, collectPayment, clerk, { orderId: taken.paymentId });
    return taken;
  }
  const papers = await scans(life, plot.account, answers);
  const filed = await run(platform, fileDossier, plot.account, { ...common, applicant: contact, papers });
  if (!(await waited(life, 60 + random.below(300)))) return null;
  const { dossierId } = filed;
  if (random.below(12) === 0) {
    return run(platform, refuseDossier, clerk, {
      dossierId,
      reason: 'Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan.',
    });
  }
  return run(platform, acceptDossier, clerk, { dossierId });
}

/** Uploads a scan of each paper that is asked for. */
async function scans(life: Life, account: PersonActor, answers: Record<string, unknown>) {
  const asked = papersAskedBy(life.plot.definition, answers).filter(
    (paper) => paper.required && paper.group === undefined,
  );
  const base64 = Buffer.from(sampleScan()).toString('base64');
  const papers = [];
  for (const { key } of asked) {
    const { id } = await run(life.platform, uploadFile, account, { name: `${key}.pdf`, base64 });
    papers.push({ key, fileIds: [id] });
  }
  return papers;
}

async function supplement(life: Life, dossier: Acted): Promise<Acted | null> {
  const { dossierId } = dossier;
  if (!(await waited(life, 120 + life.plot.random.below(480)))) return null;
  const handler = await takenBy(life, dossierId);
  const reason = 'Giấy tờ nộp kèm chưa rõ thông tin; đề nghị bổ sung bản rõ hơn và ký tên từng trang.';
  const paperKeys = life.plot.definition.papers.slice(0, 1).map((paper) => paper.key);
  await run(life.platform, requestSupplement, handler, { dossierId, reason, paperKeys });
  if (!(await waited(life, 480 + life.plot.random.below(2400)))) return null;
  const clerk = await actorWith(life, 'one_stop_clerk');
  return run(life.platform, receiveSupplement, clerk, {
    dossierId,
    papers: paperKeys.map((key) => ({ key, originals: 1 })),
  });
}

async function withdraw(life: Life, { dossierId }: Acted): Promise<Acted | null> {
  if (!(await waited(life, 240 + life.plot.random.below(960)))) return null;
  const clerk = await actorWith(life, 'one_stop_clerk');
  return run(life.platform, withdrawDossier, clerk, {
    dossierId,
    reason: 'Người nộp đề nghị rút hồ sơ để chuẩn bị lại.',
  });
}

async function nextStep(life: Life, { dossierId, stepKey, state }: Acted): Promise<Acted | null> {
  const step = life.plot.definition.steps.find((one) => one.key === stepKey);
  if (step === undefined) return null;
  const minutes = state === 'result_ready' ? 60 + life.plot.random.below(2000) : step.budgetMinutes * life.pace;
  if (!(await waited(life, Math.max(5, Math.round(minutes))))) {
    if (step.kind === 'handle' && life.plot.random.below(3) > 0) await takenBy(life, dossierId, life.plot.startAt);
    return null;
  }
  return work(life, dossierId, step);
}

async function work(life: Life, dossierId: string, step: Step): Promise<Acted> {
  const { platform, plot } = life;
  switch (step.kind) {
    case 'handle': {
      const handler = await takenBy(life, dossierId);
      if (plot.definition.steps.find((one) => one.kind === 'handle')?.key === step.key)
        await draft(life, handler, dossierId);
      return run(platform, handOnDossier, handler, { dossierId, note: '' });
    }
    case 'review':
      return run(platform, handOnDossier, await actorInUnit(life, dossierId, ['division_head']), {
        dossierId,
        note: 'Đồng ý.',
      });
    case 'sign':
      return run(platform, signResult, await actorWith(life, 'leader'), { dossierId });
    case 'issue': {
      const number = `${100 + plot.random.below(5000)}/${plot.office.level === 'province' ? 'GP' : 'UBND'}`;
      return run(platform, issueResult, await actorWith(life, 'records_clerk'), { dossierId, number });
    }
    case 'hand_over': {
      const clerk = await actorWith(life, 'one_stop_clerk');
      if (plot.account !== null) await collectWhatIsDue(life, clerk, dossierId);
      return run(platform, handOverResult, clerk, { dossierId, receiver: plot.applicant.fullName });
    }
  }
}

/** Who filed on line and did not pay yet pays when the result is fetched. */
async function collectWhatIsDue({ platform }: Life, clerk: Official, dossierId: string): Promise<void> {
  const { rows } = await run(platform, listOfDossier, clerk, { dossierId });
  for (const { id, state } of rows) if (state === 'due') await run(platform, collectPayment, clerk, { orderId: id });
}

async function draft(life: Life, handler: Actor, dossierId: string): Promise<void> {
  const refused = life.plot.random.below(30) === 0;
  const summary = refused
    ? 'Không đủ điều kiện giải quyết theo quy định; có văn bản trả lời kèm theo.'
    : 'Hồ sơ đủ điều kiện, thông tin khớp với giấy tờ; đề nghị cấp kết quả.';
  await run(life.platform, draftResult, handler, { dossierId, outcome: refused ? 'refused' : 'granted', summary });
}

/** Moves the clock on by working minutes; false when the story ends before. */
function waited(life: Life, minutes: number): Promise<boolean> {
  const next = addWorkingMinutes(life.calendar, life.clock.now(), minutes);
  if (next > life.until) return Promise.resolve(false);
  life.clock.moveTo(next);
  return Promise.resolve(true);
}

async function takenBy(life: Life, dossierId: string, at?: Date): Promise<Official> {
  if (at !== undefined) life.clock.moveTo(new Date(Math.max(at.getTime(), life.clock.now().getTime())));
  const found = await sql<{ officialId: string | null }>`select official_id as "officialId" from cases.dossier
    where id = ${dossierId}`.execute(life.platform.database.db);
  const holder = found.rows[0]?.officialId ?? null;
  if (holder !== null) return life.actorOf(holder, life.clock.now());
  const handler = await actorInUnit(life, dossierId, ['handler', 'division_head']);
  await run(life.platform, takeDossier, handler, { dossierId });
  return handler;
}

async function actorInUnit(life: Life, dossierId: string, duties: readonly string[]): Promise<Official> {
  const found = await sql<{
    unitId: string;
  }>`select unit_id as "unitId" from cases.dossier where id = ${dossierId}`.execute(life.platform.database.db);
  const unitId = found.rows[0]?.unitId ?? '';
  for (const duty of duties) {
    const officials = life.plot.office.officials.get(`${unitId}/${duty}`);
    if (officials !== undefined) return life.actorOf(life.plot.random.pick(officials), life.clock.now());
  }
  throw new Error(`nobody in unit ${unitId} of ${life.plot.office.name} with duty ${duties.join(' or ')}`);
}

async function actorWith(life: Life, duty: string): Promise<Official> {
  const officials = life.plot.office.byDuty.get(duty) ?? [];
  if (officials.length === 0) throw new Error(`nobody at ${life.plot.office.name} with duty ${duty}`);
  return life.actorOf(life.plot.random.pick(officials), life.clock.now());
}
