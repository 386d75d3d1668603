import { setTimeout as sleep } from 'node:timers/promises';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { totpCodeOf } from '@cuaso/platform/identity/totp.ts';
import { startJobs } from '@cuaso/platform/jobs/start-jobs.ts';
import type { JobObservation } from '@cuaso/platform/jobs/start-jobs.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sealingKeyOf } from '@cuaso/platform/signing/sealing-key.ts';
import { setSigningServices, type SigningServices } from '@cuaso/platform/signing/services.ts';
import { confirmTotp } from '@cuaso/systems/identity/confirm-totp.ts';
import { enrolTotp } from '@cuaso/systems/identity/enrol-totp.ts';
import { openOfficialAccount } from '@cuaso/systems/identity/open-official-account.ts';
import { resolveSession } from '@cuaso/systems/identity/resolve-actor.ts';
import { signIn } from '@cuaso/systems/identity/sign-in.ts';
import { requireAccepted } from '@cuaso/systems/identity/sign-in-result.ts';
import { jobs } from '@cuaso/systems/jobs.ts';
import { sql } from 'kysely';
import { openProvince, type SmallProvince } from './province.ts';

/** A person who signs: the actor of a session, and the codes of the authenticator application. */
export type SigningPerson = { actor: Official; nextCode: () => string };

/** A small province at the real hour, in which people can sign and jobs are worked off. */
export type SigningWorld = SmallProvince & {
  person: (official: Official) => Promise<SigningPerson>;
  /** Works all waiting jobs off, those of later too, as long as this condition does not hold. */
  workUntil: (condition: () => Promise<boolean>, limitMs?: number) => Promise<void>;
  observed: JobObservation[];
};

const password = 'Sông Tiền chảy mãi';
const codeMs = 30_000;

/** Opens the world; certificates of openssl are good from the real now on, so its clock stands there. */
export async function openSigningWorld(services: Omit<SigningServices, 'sealingKey'>): Promise<SigningWorld> {
  const province = await openProvince(new Date().toISOString());
  const { platform } = province;
  setSigningServices(platform.memory, { sealingKey: sealingKeyOf('test'), ...services });
  const observed: JobObservation[] = [];
  const worker = await startJobs({
    platform,
    connection: province.connectionOf('app'),
    jobs: jobs.filter(({ schedule }) => schedule === undefined),
    tools: { dataFolder: '/nowhere', log: () => undefined },
    pollMs: 50,
    observe: (one) => observed.push(one),
  });
  return {
    ...province,
    observed,
    person: (official) => personOf(province, official),
    workUntil: (condition, limitMs = 20_000) => workUntil(province, condition, limitMs),
    close: async () => {
      await worker.stop();
      await province.close();
    },
  };
}

/** Opens an account with an authenticator application and signs in, all through the operations. */
async function personOf({ platform, clock }: SmallProvince, official: Official): Promise<SigningPerson> {
  const tester = { kind: 'system', name: 'test' } as const;
  await run(platform, openOfficialAccount, tester, { officialId: official.officialId, password });
  const found = await sql<{ login: string }>`select login from identity.account
    where official_id = ${official.officialId}`.execute(platform.database.db);
  const login = found.rows[0]?.login ?? '';
  const opened = requireAccepted(
    await run(platform, signIn, { kind: 'anonymous' }, { login, password, userAgent: '' }),
  );
  const first = await resolveSession(platform, opened.token);
  if (first === undefined) throw new Error(`${login} has no session`);
  const { key } = await run(platform, enrolTotp, first.actor, {});
  const enrolled = requireAccepted(
    await run(platform, confirmTotp, first.actor, { code: totpCodeOf(key, clock.now()) }),
  );
  const session = await resolveSession(platform, (enrolled as { token: string }).token);
  if (session?.actor.kind !== 'official') throw new Error(`${login} is no official`);
  const nextCode = () => {
    // Each code is taken once; the world's clock goes on to the next.
    clock.moveTo(new Date(clock.now().getTime() + codeMs));
    return totpCodeOf(key, clock.now());
  };
  return { actor: session.actor, nextCode };
}

async function workUntil(
  { ownerDb }: SmallProvince,
  condition: () => Promise<boolean>,
  limitMs: number,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('what was waited for did not come');
    // The world's clock may be ahead of the machine's, by which jobs of later are due.
    await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`.execute(ownerDb);
    await sleep(30);
  }
}
