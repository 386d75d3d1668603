import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { Certificate } from '@cuaso/platform/signing/pki/certificate.ts';
import { sql } from 'kysely';
import { refuse } from './refusals.ts';

/** A certificate to be written, with its holder by id or code. */
export type NewCertificate = {
  certificate: Certificate;
  holderKind: 'official' | 'agency';
  holder: string;
  positionTitle: string;
  device: string;
  keyName: string;
};

type Held = { id: string; code: string; officialId: string | null; agencyId: string; name: string; title: string };

/**
 * Writes the rows of many certificates and the first line of their histories in a few statements. Gives the new ids by
 * fingerprint; those known are left as they are.
 */
export async function insertCertificates(
  ctx: Context,
  all: readonly NewCertificate[],
): Promise<ReadonlyMap<string, string>> {
  const holders = { agency: await findHolders(ctx, 'agency', all), official: await findHolders(ctx, 'official', all) };
  const rows = all.map(({ certificate, holderKind, holder, positionTitle, device, keyName }) => {
    const held = holders[holderKind].get(holder.toUpperCase()) ?? refuse('holder_not_found', 'holder');
    return {
      id: ctx.newId(),
      custodyId: ctx.newId(),
      holderKind,
      device,
      keyName,
      officialId: held.officialId,
      agencyId: held.agencyId,
      holderName: held.name,
      positionTitle: positionTitle === '' ? held.title : positionTitle,
      der: certificate.der.toString('base64'),
      fingerprint: certificate.fingerprint,
      serial: certificate.serial,
      subject: certificate.subject,
      issuer: certificate.issuer,
      from: certificate.notBefore,
      until: certificate.notAfter,
    };
  });
  const inserted = await sql<{ fingerprint: string; id: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "custodyId" uuid, "holderKind" text,
        "officialId" uuid, "agencyId" uuid, "holderName" text, "positionTitle" text, device text, "keyName" text, der text,
        fingerprint text, serial text, subject text, issuer text, "from" timestamptz, "until" timestamptz)
    ), added as (
      insert into signing.certificate (id, holder_kind, official_id, agency_id, holder_name, position_title, der, fingerprint,
        serial, subject, issuer, authority_id, valid_from, valid_until, device, key_name, recorded_at)
      select id, "holderKind", "officialId", "agencyId", "holderName", "positionTitle", decode(der, 'base64'), fingerprint, serial,
        subject, issuer, (select a.id from signing.authority a where a.name = given.issuer order by a.id limit 1), "from", "until",
        device, "keyName", ${ctx.now} from given
      on conflict (fingerprint) do nothing returning id, fingerprint
    ), noted as (
      insert into signing.custody (id, certificate_id, act, at, given_to, recorded_by)
      select "custodyId", given.id, 'recorded', ${ctx.now}, "holderName", ${actorWordOf(ctx.actor)}
      from given join added on added.id = given.id
    )
    select fingerprint, id from added`.execute(ctx.tx);
  return new Map(inserted.rows.map(({ fingerprint, id }) => [fingerprint, id]));
}

/** Those who are named, by id and by code, as the directory knows them today; of several positions the first. */
async function findHolders(
  ctx: Context,
  kind: NewCertificate['holderKind'],
  all: readonly NewCertificate[],
): Promise<ReadonlyMap<string, Held>> {
  const words = all.filter((one) => one.holderKind === kind).map(({ holder }) => holder.toUpperCase());
  const ids = words.filter((word) => uuid.safeParse(word.toLowerCase()).success);
  const today = dayOf(ctx.now);
  const found =
    kind === 'agency'
      ? await sql<Held>`select a.id, a.code, null as "officialId", a.id as "agencyId", v.name, '' as title
          from directory.agency a join directory.agency_version v on v.agency_id = a.id and v.valid @> ${today}::date
          where a.code = any(${words}::text[]) or a.id = any(${ids}::uuid[])`.execute(ctx.tx)
      : await sql<Held>`select distinct on (o.id) o.id, o.code, o.id as "officialId", u.agency_id as "agencyId", o.name, p.title
          from directory.official o join directory.appointment a on a.official_id = o.id and a.valid @> ${today}::date
          join directory.position p on p.id = a.position_id join directory.unit u on u.id = p.unit_id
          where o.code = any(${words}::text[]) or o.id = any(${ids}::uuid[]) order by o.id, p.id`.execute(ctx.tx);
  return new Map(
    found.rows.flatMap((row) => [
      [row.code, row],
      [row.id.toUpperCase(), row],
    ]),
  );
}
