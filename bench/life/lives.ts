import { Client } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { nextCode } from '../../test/next-code.ts';
import { demoOf } from '../../test/server-process.ts';
import { send } from '../http-client.ts';
import { timed, type Times } from '../timing.ts';

/** Who lives the lives: sessions by role, the place and the procedure. */
export type Cast = {
  address: string;
  agencyId: string;
  procedureCode: string;
  cookies: { citizen: string; clerk: string; handler: string; leader: string; records: string };
};

/** Signs in one person per role of the demo's commune. */
export async function castOf(data: string, address: string, clients: number): Promise<Cast> {
  const demo = demoOf(data);
  const ask = async (verb: string, input: unknown) => {
    const body = JSON.stringify(input);
    const answer = await send(`${address}/api/identity/${verb}`, { method: 'POST', headers: headersOf(address), body });
    return JSON.parse(answer.text) as { outcome: string; token: string };
  };
  const cookie = async (role: string) => {
    const first = await ask('sign-in', { login: demo.loginOf(role), password: demo.password });
    if (first.outcome !== 'second_factor') return `cuaso_session=${first.token}`;
    const second = await ask('verify-totp', { token: first.token, code: await nextCode(demo, role) });
    return `cuaso_session=${second.token}`;
  };
  const database = new Client(embeddedConnection(dataFolder(data), 'superuser'));
  await database.connect();
  const found = await database.query<{ agencyId: string; procedureCode: string }>(
    `select a.agency_id as "agencyId", v.procedure_code as "procedureCode"
     from directory.agency_version a, procedures.version v join cases.definition d on d.id = v.definition_id
     where a.name like '%xã Tân Mỹ Chánh%' and v.field_code = 'G15-HT' and 'commune' = any(v.levels)
       and jsonb_path_exists(d.content, '$.channels[*] ? (@.channel == "online")')
       and not jsonb_path_exists(d.content, '$.papers[*] ? (@.required == true && !exists(@.group))')
       and jsonb_path_exists(d.content, '$.sections[*].fields[*] ? (@.key == "content")')
     order by 2 limit 1`,
  );
  await database.end();
  const place = found.rows[0];
  if (place === undefined) throw new Error(`no procedure to live with ${clients} clients`);
  const [citizen, clerk, handler, leader, records] = [
    await cookie('Người dân'),
    await cookie('Tiếp nhận (xã'),
    await cookie('Tư pháp'),
    await cookie('Lãnh đạo ký'),
    await cookie('Văn thư (xã'),
  ];
  return { address, ...place, cookies: { citizen, clerk, handler, leader, records } };
}

/** File, accept, take, draft, hand on, sign, issue, hand over: eight commands by five people. */
export async function liveOnce(cast: Cast, client: number, times: Times): Promise<void> {
  const { cookies, agencyId, procedureCode } = cast;
  const call = (name: string, cookie: string, input: unknown) =>
    timed(times, name, () => command(cast.address, name, cookie, input));
  const answers = { content: `Đề nghị giải quyết việc hộ tịch của gia đình, hồ sơ thứ ${client}.` };
  const { dossierId } = await call('services.file-dossier', cookies.citizen, {
    procedureCode,
    agencyId,
    applicant: {},
    answers,
  });
  await call('onestop.accept-dossier', cookies.clerk, { dossierId });
  await call('onestop.take-dossier', cookies.handler, { dossierId });
  await call('onestop.draft-result', cookies.handler, {
    dossierId,
    outcome: 'granted',
    summary: 'Đủ điều kiện giải quyết.',
  });
  await call('onestop.hand-on-dossier', cookies.handler, { dossierId });
  await call('onestop.sign-result', cookies.leader, { dossierId });
  await call('onestop.issue-result', cookies.records, { dossierId, number: '12/UBND' });
  await call('onestop.hand-over-result', cookies.clerk, { dossierId, receiver: 'Người nộp' });
}

async function command(address: string, name: string, cookie: string, input: unknown): Promise<{ dossierId: string }> {
  const url = `${address}/api/${name.replace('.', '/')}`;
  const answer = await send(url, {
    method: 'POST',
    headers: { ...headersOf(address), cookie },
    body: JSON.stringify(input),
  });
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 500)}`);
  return JSON.parse(answer.text) as { dossierId: string };
}

function headersOf(address: string): Record<string, string> {
  return { 'content-type': 'application/json', origin: address };
}
