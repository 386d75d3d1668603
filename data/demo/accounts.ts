import type { Person, System } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { openOfficialAccount } from '@cuaso/systems/identity/open-official-account.ts';
import { signUp } from '@cuaso/systems/identity/sign-up.ts';
import { sql } from 'kysely';
import { businessesOf, citizensOf } from '../people/applicants.ts';

/** A sign-in that is printed at the start: who, in which role, with which name. The password is one for all. */
export type DemoSignIn = {
  role: string;
  login: string;
  name: string;
  /** The key of the authenticator application, for those who sign documents; `bin/demo-code` shows its codes. */
  totpKey?: string;
};

const opener: System = { kind: 'system', name: 'demo' };
const commune = 'Ủy ban nhân dân xã Tân Mỹ Chánh, thành phố Mỹ Tho';

/** The offices whose people can sign in: their lists are full of fresh work. */
export const featuredOffices: readonly string[] = [commune, 'Sở Tư pháp'];

/** One official per role: the agency by its name, the duty, and for divisions a field that they handle. */
const roles: readonly { role: string; agency: string; duty: string; field: string }[] = [
  { role: 'Tiếp nhận (xã Tân Mỹ Chánh)', agency: commune, duty: 'one_stop_clerk', field: '' },
  { role: 'Tư pháp - hộ tịch (xã Tân Mỹ Chánh)', agency: commune, duty: 'handler', field: 'G15-HT' },
  { role: 'Lãnh đạo ký (xã Tân Mỹ Chánh)', agency: commune, duty: 'leader', field: '' },
  { role: 'Văn thư (xã Tân Mỹ Chánh)', agency: commune, duty: 'records_clerk', field: '' },
  { role: 'Tiếp nhận (Sở Tư pháp)', agency: 'Sở Tư pháp', duty: 'one_stop_clerk', field: '' },
  { role: 'Thụ lý (Sở Tư pháp)', agency: 'Sở Tư pháp', duty: 'handler', field: 'G15-LLTP' },
  { role: 'Trưởng phòng (Sở Tư pháp)', agency: 'Sở Tư pháp', duty: 'division_head', field: 'G15-LLTP' },
  { role: 'Giám đốc ký (Sở Tư pháp)', agency: 'Sở Tư pháp', duty: 'leader', field: '' },
  { role: 'Văn thư (Sở Tư pháp)', agency: 'Sở Tư pháp', duty: 'records_clerk', field: '' },
  { role: 'Kiểm soát thủ tục hành chính', agency: '', duty: 'procedure_controller', field: '' },
  { role: 'Quản trị hệ thống', agency: '', duty: 'administrator', field: '' },
];

/** Whether somebody in this role signs or seals documents, and is therefore asked for a second factor. */
export function signsDocuments(role: string): boolean {
  const found = roles.find((one) => one.role === role);
  return found !== undefined && featuredOffices.includes(found.agency) && /^(leader|records_clerk)$/.test(found.duty);
}

/** Opens one account per role, a few citizens and a business; all with the same password, which the start prints. */
export async function openDemoAccounts(
  platform: Platform,
  password: string,
): Promise<{ signIns: DemoSignIn[]; people: Person[] }> {
  const people: Person[] = [];
  for (const citizen of citizensOf('demo-accounts', 6)) {
    const { fullName: name, personalNumber: number, phone, email } = citizen;
    const form = { kind: 'citizen' as const, number, name, phone, email, password };
    const accountId = (await findAccount(platform, number)) ?? (await run(platform, signUp, opener, form)).accountId;
    people.push({ kind: 'person', accountId, name, number, audience: 'citizen' });
  }
  for (const { name, taxNumber: number, phone, email } of businessesOf('demo-accounts', 1)) {
    const form = { kind: 'business' as const, number, name, phone, email, password };
    const accountId = (await findAccount(platform, number)) ?? (await run(platform, signUp, opener, form)).accountId;
    people.push({ kind: 'person', accountId, name, number, audience: 'business' });
  }
  const shown = [people[0], people.at(-1)].filter((one) => one !== undefined);
  const signIns: DemoSignIn[] = shown.map(({ audience, number, name }) => ({
    role: audience === 'citizen' ? 'Người dân' : 'Doanh nghiệp',
    login: number,
    name,
  }));
  for (const wanted of roles) {
    const found = await sql<{ id: string; code: string; name: string }>`
      select o.id, o.code, o.name from directory.position p join directory.unit u on u.id = p.unit_id
      join directory.agency_version v on v.agency_id = u.agency_id and upper(v.valid) is null
      join directory.appointment a on a.position_id = p.id and upper(a.valid) is null
      join directory.official o on o.id = a.official_id
      left join directory.unit_field f on f.unit_id = u.id and f.field_code = ${wanted.field}
      where p.duty = ${wanted.duty} and (${wanted.agency} = '' or v.name = ${wanted.agency})
      order by (f.field_code is not null) desc, o.code limit 1`.execute(platform.database.db);
    const official = found.rows[0];
    if (official === undefined) throw new Error(`the demo has nobody for ${wanted.role}`);
    if ((await findAccount(platform, official.code)) === undefined) {
      await run(platform, openOfficialAccount, opener, { officialId: official.id, password });
    }
    signIns.push({ role: wanted.role, login: official.code, name: official.name });
  }
  return { signIns, people };
}

async function findAccount(platform: Platform, login: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from identity.account where login = ${login}`.execute(
    platform.database.db,
  );
  return found.rows[0]?.id;
}
