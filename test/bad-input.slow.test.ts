import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer } from '../platform/api/http-server.ts';
import { jsonSchemaOf } from '../platform/api/json-schema.ts';
import { silentLog } from '../platform/api/log.ts';
import { createMetrics } from '../platform/api/metrics.ts';
import { pathOf } from '../platform/api/operation-routes.ts';
import { refuseSample, sampleRegistry } from '../platform/api/sample-registry.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { AnyOperation } from '../platform/operations/operation.ts';
import { createRegistry, erased } from '../platform/operations/registry.ts';
import { run } from '../platform/operations/run.ts';
import { installed } from '../systems/index.ts';
import { takeInDossier } from '../systems/onestop/take-in-dossier.ts';
import { hostileInputs, hostileVariants } from './attacks.ts';
import { known, openProvince, type SmallProvince } from './province.ts';
import { allScopes, almighty } from './roles.ts';

const operations = [...createRegistry(installed).operations.values()].filter(({ access }) => !('system' in access));
const refusals = new Set([400, 401, 403, 404, 409, 413, 422, 429, 503]);

let province: SmallProvince;
let server: FastifyInstance;
let actors: Record<string, Actor>;
const bugs: string[] = [];
let calls = 0;

beforeAll(async () => {
  province = await openProvince();
  actors = { official: await almighty(province), citizen: province.citizen(), client: allScopes(province) };
  server = await createHttpServer(
    {
      platform: {
        ...province.platform,
        report: (error) => bugs.push(error instanceof Error ? String(error.stack) : String(error)),
      },
      registry: {
        ...province.registry,
        operations: new Map([...province.registry.operations, ...sampleRegistry.operations]),
      },
      version: '0',
      identify: { sessionOf: async () => undefined, clientOf: async (token) => actors[token] },
      log: silentLog,
      metrics: createMetrics(),
      notReady: async () => undefined,
      originOf: () => 'http://localhost',
    },
    { requestsPerMinute: 0 },
  );
}, 120_000);
afterAll(async () => {
  await server.close();
  await province.close();
});

/** What went wrong with one call, in words; nothing when it was refused in good order or was harmless. */
async function send(
  operation: AnyOperation,
  who: string,
  input: unknown,
  refused: string[],
): Promise<string | undefined> {
  const requestId = `bad-input-${(calls += 1)}`;
  const before = bugs.length;
  const answer = await server.inject({
    method: 'POST',
    url: pathOf(operation),
    headers: {
      'content-type': 'application/json',
      'x-request-id': requestId,
      ...(who !== 'anonymous' && { authorization: `Bearer ${who}` }),
    },
    payload: JSON.stringify(input),
  });
  if (answer.statusCode >= 400) refused.push(requestId);
  if (answer.statusCode === 200 || refusals.has(answer.statusCode)) return undefined;
  const shown = JSON.stringify(input);
  return `${answer.statusCode} ${operation.name} as ${who}: ${shown.slice(0, 400)}\n${bugs[before] ?? answer.body}`;
}

/** Who may come through the door: the attacks on single fields are for them. */
function insiderOf({ access }: AnyOperation): string {
  if ('everyone' in access) return 'anonymous';
  return 'signedIn' in access && access.signedIn !== 'official' && access.signedIn !== 'anyone'
    ? 'citizen'
    : 'official';
}

/** Ids and codes of things that exist; the number of events is left out, so that nothing is refused as out of date. */
async function realValues(): Promise<Record<string, unknown>> {
  const { platform, agencies, official } = province;
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const papers = await papersOf(known.birth);
  const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử', number: '082090000123', phone: '0900000123' };
  const input = { procedureCode: known.birth, agencyId: agencies.commune, applicant, papers };
  const { dossierId, code } = await run(platform, takeInDossier, clerk, input);
  const [position] = clerk.positions;
  return {
    dossierId,
    dossierIds: [dossierId],
    code,
    applicant,
    papers,
    seq: undefined,
    agencyId: agencies.commune,
    procedureCode: known.birth,
    officialId: clerk.officialId,
    unitId: position?.unitId,
    positionId: position?.positionId,
    fromOn: '2026-03-11',
  };
}

async function papersOf(procedureCode: string): Promise<{ key: string; originals: number }[]> {
  const found = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${procedureCode}`.execute(province.db);
  return (found.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
}

describe.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  test('refuses what it cannot take, and then nothing is written', async () => {
    const refused: string[] = [];
    const wrong: (string | undefined)[] = [];
    const taken: string[] = [];
    for (const who of ['anonymous', ...Object.keys(actors)]) {
      for (const input of hostileInputs) {
        const count = refused.length;
        wrong.push(await send(operation, who, input, refused));
        if (refused.length === count) taken.push(`${who} ${JSON.stringify(input)}`);
      }
    }
    const insider = insiderOf(operation);
    const schema = jsonSchemaOf(operation.input, 'input');
    const plain = hostileVariants(schema);
    for (const input of [...plain, ...hostileVariants(schema, await realValues())]) {
      wrong.push(await send(operation, insider, input, refused));
    }
    expect(wrong.filter((one) => one !== undefined).slice(0, 3)).toEqual([]);
    expect(taken).toEqual([]);
    const written = await sql`select operation, relation, request from audit.entry
      where kind <> 'view' and request = any(${refused}::text[])`.execute(province.ownerDb);
    expect(written.rows).toEqual([]);
  }, 120_000);
});

test('a bug would be seen', async () => {
  const seen = await send(erased(refuseSample), 'anonymous', { kind: 'bug' }, []);
  expect(seen).toMatch(/^500 sample.refuse as anonymous/);
});
