// What bin/demo-code does: shows the code that the authenticator application of a demo sign-in would show now.
import { parseArgs } from 'node:util';
import { findDemo } from '../data/demo/offer-demo.ts';
import { dataFolder } from '../platform/database/data-folder.ts';
import { totpCodeOf } from '../platform/identity/totp.ts';

const usage = `Cách dùng / Usage: bin/demo-code LOGIN [--data FOLDER]
  LOGIN    tên đăng nhập của một người trong tỉnh minh họa / the sign-in name of somebody in the demo province
  --data   thư mục dữ liệu, mặc định $CUASO_DATA hoặc var / data folder, $CUASO_DATA or var unless said
`;
const periodSeconds = 30;

process.exitCode = showCode(process.argv.slice(2));

function showCode(words: string[]): number {
  const asked = askedBy(words);
  if (asked === undefined) return refuse(usage, 2);
  const demo = findDemo(dataFolder(asked.data).path);
  if (demo === undefined) {
    return refuse(
      'Đây không phải tỉnh minh họa: không có demo.json.\nThis is not the demo: there is no demo.json.\n',
      1,
    );
  }
  const found = demo.signIns.find((one) => one.login.toLowerCase() === asked.login.toLowerCase());
  if (found?.totpKey === undefined) {
    const known = demo.signIns.filter((one) => one.totpKey !== undefined);
    const list = known.map(({ login, role, name }) => `  ${login.padEnd(14)} ${role.padEnd(38)} ${name}\n`).join('');
    return refuse(
      `Người này không có mã hai lớp. Những người có mã:\n${list}This sign-in has no code; those above have one.\n`,
      1,
    );
  }
  const now = new Date();
  const left = periodSeconds - (Math.floor(now.getTime() / 1000) % periodSeconds);
  const code = totpCodeOf(found.totpKey, now);
  process.stdout.write(`${code}   còn dùng được ${left} giây / good for ${left} seconds\n`);
  return 0;
}

function askedBy(words: string[]): { login: string; data: string | undefined } | undefined {
  try {
    const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    const [login, ...more] = positionals;
    if (values.help || login === undefined || more.length > 0) return undefined;
    return { login, data: values.data };
  } catch {
    return undefined;
  }
}

function refuse(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
