import { devices, standings } from '@cuaso/systems/signing/certificate-rows.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const holderKinds = ['official', 'agency'] as const;
const sorts = ['end', 'holder', 'newest'] as const;

/** What an address asks of the inventory of certificates; what cannot be read in it asks for nothing. */
export function certificateQueryOf({ searchParams }: { searchParams: { get(name: string): string | null } }) {
  const one = <T extends string>(allowed: readonly T[], name: string) =>
    allowed.find((value) => value === searchParams.get(name));
  const holderKind = one(holderKinds, 'loai');
  const device = one(devices, 'thiet-bi');
  const standing = one(standings, 'tinh-trang');
  const agencyId = searchParams.get('co-quan') ?? '';
  return {
    search: searchParams.get('tim')?.slice(0, 200) ?? '',
    sort: one(sorts, 'thu-tu') ?? 'end',
    ...(holderKind && { holderKind }),
    ...(device && { device }),
    ...(standing && { standing }),
    ...(uuid.test(agencyId) && { agencyId }),
  };
}
