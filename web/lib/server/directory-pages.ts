import { getAgency } from '@cuaso/systems/directory/get-agency.ts';
import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { listOfficials } from '@cuaso/systems/directory/list-officials.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { pageOf } from '../ui/links.ts';

type Asked = Pick<RequestEvent, 'locals' | 'url'>;

const perPage = 50;
const levels = ['province', 'district', 'commune'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list of agencies that an address asks for. */
export async function agenciesPage({ locals, url }: Asked) {
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const level = levels.find((one) => one === url.searchParams.get('cap'));
  const page = Math.min(pageOf(url), 1000);
  const part = { limit: perPage, offset: (page - 1) * perPage };
  const found = await locals.run(listAgencies, { search, ...(level && { level }), ...part });
  return { ...found, search, level, page, perPage };
}

/** One agency with the first of its officials. */
export async function agencyPage({ locals }: Pick<RequestEvent, 'locals'>, agencyId: string) {
  const agency = await locals.run(getAgency, { agency: agencyId });
  return { agency, officials: await locals.run(listOfficials, { agencyId: agency.id, limit: perPage }) };
}

/** The officials that an address asks for: by name or code, of an agency. */
export async function officialsPage({ locals, url }: Asked) {
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const wanted = url.searchParams.get('co-quan') ?? '';
  const agencyId = uuid.test(wanted) ? wanted : undefined;
  const page = Math.min(pageOf(url), 1000);
  const part = { limit: perPage, offset: (page - 1) * perPage };
  const found = await locals.run(listOfficials, { search, ...(agencyId && { agencyId }), ...part });
  return { ...found, search, agencyId, page, perPage };
}
