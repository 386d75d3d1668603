import { entryOrders } from '@cuaso/systems/procedures/catalogue-entries.ts';

const levels = ['province', 'district', 'commune'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The orders of the catalogue as people read them. */
export const orderTitles: Readonly<Record<(typeof entryOrders)[number], string>> = {
  fit: 'Phù hợp nhất',
  name: 'Tên, từ A đến Z',
  online: 'Làm được qua mạng trước',
  code: 'Mã thủ tục',
};

/** What the address asks of the catalogue: words, field, level, agency, online level, order. */
export function catalogueQueryOf(params: URLSearchParams) {
  const asked = (name: string) => params.get(name)?.trim() || undefined;
  const agencyId = asked('co-quan');
  const given = {
    fieldCode: asked('linh-vuc')?.slice(0, 60),
    level: levels.find((level) => level === asked('cap')),
    agencyId: agencyId !== undefined && uuid.test(agencyId) ? agencyId : undefined,
    onlineLevel: [1, 2, 3, 4].find((level) => String(level) === asked('muc-do')),
    fileable: asked('nop-duoc') === '1' ? true : undefined,
  };
  return {
    q: asked('q')?.slice(0, 200) ?? '',
    order: entryOrders.find((order) => order === asked('xep')) ?? ('fit' as const),
    ...(given.fieldCode !== undefined && { fieldCode: given.fieldCode }),
    ...(given.level !== undefined && { level: given.level }),
    ...(given.agencyId !== undefined && { agencyId: given.agencyId }),
    ...(given.onlineLevel !== undefined && { onlineLevel: given.onlineLevel }),
    ...(given.fileable !== undefined && { fileable: given.fileable }),
  };
}
