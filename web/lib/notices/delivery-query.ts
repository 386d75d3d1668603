import { channels } from '@cuaso/platform/notices/channel.ts';
import { views } from '@cuaso/systems/notices/delivery-rows.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an address asks of the log of notices; what cannot be read in it asks for nothing. */
export function deliveryQueryOf({ searchParams }: { searchParams: { get(name: string): string | null } }) {
  const one = <T extends string>(allowed: readonly T[], name: string) =>
    allowed.find((value) => value === searchParams.get(name));
  const channel = one(channels, 'kenh');
  const kind = searchParams.get('loai')?.slice(0, 80);
  const subjectId = searchParams.get('ho-so') ?? '';
  return {
    search: searchParams.get('tim')?.slice(0, 200) ?? '',
    view: one(views, 'xem') ?? ('all' as const),
    sort: one(['newest', 'oldest'] as const, 'thu-tu') ?? ('newest' as const),
    ...(channel && { channel }),
    ...(kind && { kind }),
    ...(uuid.test(subjectId) && { subjectId }),
  };
}
