import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { listMyPapers } from '@cuaso/systems/services/list-my-papers.ts';
import type { PageServerLoad } from './$types.js';

/** The person's store, narrowed by words and kind as the address says. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { rows } = await locals.run(listMyPapers, {});
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const kind = (['result', 'paper'] as const).find((one) => one === url.searchParams.get('loai'));
  const words = withoutDiacritics(q).toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: (typeof rows)[number]) => {
    const text = withoutDiacritics(`${row.name} ${row.fileName} ${row.procedureName} ${row.dossierCode}`).toLowerCase();
    return (kind === undefined || row.kind === kind) && words.every((word) => text.includes(word));
  };
  return { rows: rows.filter(fits), isEmpty: rows.length === 0, q, kind };
};
