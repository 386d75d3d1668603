import { isFailure } from '@cuaso/kernel/errors.ts';
import type { Official, Person } from '@cuaso/platform/identity/actor.ts';
import { setSite } from '@cuaso/platform/identity/site.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { makeHandOver } from '@cuaso/systems/post/make-hand-over.ts';
import { requestMyPost } from '@cuaso/systems/post/request-my-post.ts';
import { setTariff } from '@cuaso/systems/post/set-tariff.ts';
import { sql } from 'kysely';
import { accept, fileOnline, resolve } from './online-dossiers.ts';
import { openNotices } from '@cuaso/systems/notices/open-notices.ts';
import { openProvince } from './province.ts';
import type { SmallProvince } from './province.ts';

/** A house in the commune's own district, and who is met there. */
export const home = {
  recipientName: 'Lê Thị Thử',
  phone: '0912345678',
  divisionCode: '28282',
  line: '12 ấp Phong Thuận',
};

/** A small province with a postal tariff, and dossiers whose results wait for the post. */
export type PostWorld = {
  province: SmallProvince;
  mine: Person;
  clerk: Official;
  /** A dossier filed on line and taken in. */
  accepted: () => Promise<string>;
  /** A dossier whose result is ready. */
  ready: () => Promise<string>;
  /** A result that was ordered, and one that the post has. */
  ordered: (dossierId?: string) => Promise<{ dossierId: string; itemId: string; code: string }>;
  given: () => Promise<{ dossierId: string; itemId: string; code: string; handOverId: string }>;
  stateOf: (itemId: string) => Promise<string>;
  dossierState: (dossierId: string) => Promise<string>;
  close: () => Promise<void>;
};

/** Opens the world; call `close` in afterAll. */
export async function openPostWorld(): Promise<PostWorld> {
  const province = await openProvince();
  const { platform, agencies, official } = province;
  setSite(platform.memory, { origin: 'https://dichvucong.mau.vn', name: 'Cửa Số' });
  openNotices(platform, {}, (name) => (name === 'vapid' ? Buffer.alloc(32, 7).toString('base64url') : 'a secret'));
  const mine = province.citizen(1);
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  for (const [kind, zone, feeVnd] of [
    ['delivery', 'near', 20_000],
    ['delivery', 'province', 26_000],
    ['pick_up', 'near', 20_000],
  ] as const)
    await run(platform, setTariff, { kind: 'system', name: 'test' }, { kind, zone, feeVnd, validFrom: '2026-01-01' });
  const text = async (query: ReturnType<typeof sql<{ state: string }>>) =>
    (await query.execute(platform.database.db)).rows[0]?.state ?? '';
  const world: PostWorld = {
    province,
    mine,
    clerk,
    accepted: async () => {
      const { dossierId } = await fileOnline(province, mine);
      await accept(province, dossierId);
      return dossierId;
    },
    ready: async () => {
      const dossierId = await world.accepted();
      await resolve(province, dossierId);
      return dossierId;
    },
    ordered: async (dossierId) => {
      const of = dossierId ?? (await world.ready());
      return run(platform, requestMyPost, mine, { dossierId: of, kind: 'delivery', ...home });
    },
    given: async () => {
      const item = await world.ordered();
      const { handOverId } = await run(platform, makeHandOver, clerk, { itemIds: [item.itemId] });
      return { ...item, handOverId };
    },
    stateOf: (itemId) => text(sql`select state from post.item where id = ${itemId}`),
    dossierState: (dossierId) => text(sql`select state from cases.dossier where id = ${dossierId}`),
    close: province.close,
  };
  return world;
}

/** The code with which work is refused; a sentence that says so where it is not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return isFailure(thrown) ? thrown.code : `not refused: ${String(thrown)}`;
}
