import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { sql } from 'kysely';

/** An agency with the officials that a dossier needs on its way. */
export type Office = {
  agencyId: string;
  code: string;
  name: string;
  level: 'province' | 'district' | 'commune';
  /** Officials by unit and duty: `unitId/duty`. */
  officials: ReadonlyMap<string, readonly string[]>;
  /** Officials by duty. */
  byDuty: ReadonlyMap<string, readonly string[]>;
};

type Row = {
  agencyId: string;
  code: string;
  name: string;
  level: Office['level'];
  unitId: string;
  duty: string;
  officials: string[];
};

/** Who works where: read once, for the lives of the demo's dossiers. */
export async function loadOffices(platform: Platform, on: string): Promise<Office[]> {
  const found = await sql<Row>`
    select u.agency_id as "agencyId", a.code, v.name, a.level, u.id as "unitId", p.duty, array_agg(ap.official_id order by ap.official_id) as officials
    from directory.position p
    join directory.appointment ap on ap.position_id = p.id and ap.valid @> ${on}::date
    join directory.unit u on u.id = p.unit_id
    join directory.agency a on a.id = u.agency_id
    join directory.agency_version v on v.agency_id = a.id and v.valid @> ${on}::date
    group by 1, 2, 3, 4, 5, 6 order by a.code, u.id, p.duty`.execute(platform.database.db);
  return [...Map.groupBy(found.rows, (row) => row.agencyId).values()].flatMap((rows) => {
    const first = rows[0];
    if (first === undefined) return [];
    const { agencyId, code, name, level } = first;
    const officials = new Map(rows.map((row) => [`${row.unitId}/${row.duty}`, row.officials]));
    const byDuty = new Map(
      [...Map.groupBy(rows, (row) => row.duty)].map(([duty, all]) => [duty, all.flatMap((row) => row.officials)]),
    );
    return [{ agencyId, code, name, level, officials, byDuty }];
  });
}

/** Actors of officials, each loaded once: their positions do not change while the demo is made. */
export function castOf(platform: Platform): (officialId: string, at: Date) => Promise<Official> {
  const known = new Map<string, Promise<Official>>();
  return (officialId, at) => {
    const actor = known.get(officialId) ?? loadOfficial(platform.database.db, officialId, officialId, at);
    known.set(officialId, actor);
    return actor;
  };
}
