// The small province with a mail server, an SMS gateway and whoever else tells people.
import { setSite } from '@cuaso/platform/identity/site.ts';
import { areNoticesOpen } from '@cuaso/platform/notices/services.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openNotices } from '@cuaso/systems/notices/open-notices.ts';
import { sendDue } from '@cuaso/systems/notices/send-due.ts';
import { takeInDossier } from '@cuaso/systems/onestop/take-in-dossier.ts';
import { sql } from 'kysely';
import { openProvince, type SmallProvince } from './province.ts';
import { type SmsSimulator, startSmsSimulator } from './notice-services/sms-simulator.ts';
import { type SmtpSimulator, startSmtpSimulator } from './notice-services/smtp-simulator.ts';

/** The small province, and what its messages went through. */
export type NoticeWorld = SmallProvince & {
  mail: SmtpSimulator;
  sms: SmsSimulator;
  /** Opens the notices with other settings. */
  settings: (env: Record<string, string>) => void;
  send: () => Promise<void>;
  /** Every message by way, state and how often it was tried. */
  deliveries: () => Promise<Delivered[]>;
  takeIn: (applicant: Record<string, string>) => Promise<{ dossierId: string; code: string }>;
};

/** A message as the database has it. */
export type Delivered = {
  id: string;
  kind: string;
  channel: string;
  address: string;
  state: string;
  tries: number;
  problem: string;
};

/** Opens it; the clock stands at a Tuesday morning. */
export async function openNoticeWorld(env: Record<string, string> = {}): Promise<NoticeWorld> {
  const world = await openProvince();
  const mail = await startSmtpSimulator();
  const sms = await startSmsSimulator({ now: () => world.clock.now() });
  const { platform } = world;
  setSite(platform.memory, { origin: 'https://dichvucong.mau.vn', name: 'Cửa Số' });
  const settings = (more: Record<string, string>) =>
    openNotices(platform, { ...usual, ...mailSettings(mail), ...smsSettings(sms), ...env, ...more }, (name) =>
      name === 'vapid' ? vapidSecret : 'a secret of the tests',
    );
  settings({});
  if (!areNoticesOpen(platform.memory)) throw new Error('the notices are closed');
  const close = async () => {
    await Promise.all([mail.close(), sms.close()]);
    await world.close();
  };
  return {
    ...world,
    close,
    mail,
    sms,
    settings,
    send: () => sendDue(platform),
    deliveries: deliveriesOf(world),
    takeIn: takeInOf(world),
  };
}

const usual = { CUASO_SMTP_FROM: 'Cổng dịch vụ công <cong@mau.vn>' };
const vapidSecret = Buffer.alloc(32, 7).toString('base64url');

/** The settings that lead to a simulated mail server. */
export const mailSettings = (mail: SmtpSimulator) => ({ CUASO_SMTP_URL: mail.url, CUASO_SMTP_PLAIN: 'on' });
/** The settings that lead to a simulated gateway. */
export const smsSettings = (sms: SmsSimulator) => ({
  CUASO_SMS_URL: sms.origin,
  CUASO_SMS_KEY: sms.key,
  CUASO_SMS_SECRET: sms.secret,
  CUASO_SMS_SENDER: 'TIENGIANG',
});

function deliveriesOf(world: SmallProvince): NoticeWorld['deliveries'] {
  return async () => {
    const found = await sql<Delivered>`select d.id, n.kind, d.channel, d.address, d.state, d.tries, d.problem
      from notices.delivery d join notices.notice n on n.id = d.notice_id order by n.created_at, n.id, d.channel`.execute(
      world.db,
    );
    return found.rows;
  };
}

let filed = 0;

/** A dossier for certified copies at the commune's counter. */
function takeInOf(world: SmallProvince): NoticeWorld['takeIn'] {
  return async (applicant) => {
    filed += 1;
    const clerk = await world.official(world.agencies.commune, 'one_stop_clerk');
    const papers = await sql<{ key: string }>`select p ->> 'key' as key from procedures.version v
      join cases.definition d on d.id = v.definition_id, jsonb_array_elements(d.content -> 'papers') p
      where v.procedure_code = '2.000815'`.execute(world.db);
    return run(world.platform, takeInDossier, clerk, {
      procedureCode: '2.000815',
      agencyId: world.agencies.commune,
      applicant: {
        kind: 'citizen',
        name: 'Trần Thị Thử',
        number: `0820900${String(filed).padStart(5, '0')}`,
        ...applicant,
      },
      papers: papers.rows.map(({ key }) => ({ key, originals: 1 })),
    });
  };
}
