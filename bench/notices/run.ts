// Notices by SMS through a gateway that fails 5 %, against the bare calls. node bench/notices/run.ts [notices]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { openPlatformDatabase } from '../../platform/database/platform-server.ts';
import { setNoticeKinds } from '../../platform/notices/kind.ts';
import { run } from '../../platform/operations/run.ts';
import { noticeKinds } from '../../systems/notice-kinds.ts';
import { openNotices } from '../../systems/notices/open-notices.ts';
import { self } from '../../systems/notices/platform-actor.ts';
import { sendDue } from '../../systems/notices/send-due.ts';
import { failing } from '../../test/notice-services/mood.ts';
import { startSmsSimulator } from '../../test/notice-services/sms-simulator.ts';
import { smsSettings } from '../../test/notice-world.ts';
import { testPlatform } from '../../test/platform.ts';
import { hurryUp, tellMany } from '../../test/tell-many.ts';
import { shown } from '../timing.ts';
import { bareCalls } from './floor.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const lanes = 16;
const chunk = 500;
const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const { database, server } = await openPlatformDatabase({
  folder: dataFolder(data),
  onLost: (error) => console.error(error),
});
const sms = await startSmsSimulator();
try {
  const platform = testPlatform(database, { clock: systemClock });
  setNoticeKinds(platform.memory, noticeKinds);
  const secretOf = (name: string) => (name === 'vapid' ? Buffer.alloc(32, 7).toString('base64url') : 'bench');
  openNotices(platform, smsSettings(sms), secretOf);

  const before = await floorNow();

  const writing = performance.now();
  for (let from = 0; from < wanted; from += chunk) {
    const count = Math.min(chunk, wanted - from);
    await run(platform, tellMany, self, { batch: 'bench', from, count, ways: 'sms' });
  }
  console.log(`written: ${shown(wanted / ((performance.now() - writing) / 1000))} notices/s in commands of ${chunk}`);

  sms.behave(failing(0.05, 7));
  const sending = performance.now();
  for (let open = wanted; open > 0; open = await openCount()) {
    await sendDue(platform, { batch: 200, lanes });
    await run(platform, hurryUp, self, {});
  }
  const perSecond = wanted / ((performance.now() - sending) / 1000);
  const times = new Map<string, number>();
  for (const { key } of sms.got) times.set(key, (times.get(key) ?? 0) + 1);
  const twice = [...times.values()].filter((count) => count > 1).length;
  const sent = await sql<{
    count: number;
  }>`select count(*)::int as count from notices.delivery where state = 'sent'`.execute(database.db);
  // The machine warms up and has neighbours: the better of two floors counts.
  const floor = Math.max(before, await floorNow());
  console.log(`floor: ${shown(floor)} messages/s by bare calls that keep nothing`);
  console.log(`sent: ${shown(perSecond)} notices/s, ratio to the floor ${(perSecond / floor).toFixed(2)}`);
  console.log(
    `arrived ${times.size} of ${wanted}, lost ${wanted - times.size}, twice ${twice}, recorded as sent ${sent.rows[0]?.count}`,
  );
  process.exitCode = times.size === wanted && twice === 0 && sent.rows[0]?.count === wanted ? 0 : 1;
} finally {
  await sms.close();
  await database.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

/** The bare calls; what they sent is forgotten. */
async function floorNow(): Promise<number> {
  sms.behave(failing(0.05, 11));
  const perSecond = await bareCalls(sms, Math.min(wanted, 20_000), lanes);
  sms.got.length = 0;
  return perSecond;
}

async function openCount(): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from notices.delivery
    where state in ('waiting', 'sending')`.execute(database.db);
  return found.rows[0]?.count ?? 0;
}
