// Run as a process of its own: sends what is due from a test's database, as the job does, until it is killed.
import { systemClock } from '@cuaso/kernel/clock.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { Connection } from '../../platform/database/connection.ts';
import { setNoticeKinds } from '../../platform/notices/kind.ts';
import { noticeKinds } from '../../systems/notice-kinds.ts';
import { openNotices } from '../../systems/notices/open-notices.ts';
import { sendDue } from '../../systems/notices/send-due.ts';
import { testPlatform } from '../platform.ts';

const connection = JSON.parse(process.argv[2] ?? '{}') as Connection;
const database = openDatabase(connection, { connections: 8, name: 'cuaso sender' });
const platform = testPlatform(database, { clock: systemClock });
setNoticeKinds(platform.memory, noticeKinds);
openNotices(platform, process.env, (name) =>
  name === 'vapid' ? Buffer.alloc(32, 7).toString('base64url') : 'a secret of the tests',
);
process.stdout.write('ready\n');
for (;;) {
  await sendDue(platform, { batch: 40, lanes: 8 });
  await new Promise((done) => setTimeout(done, 50));
}
