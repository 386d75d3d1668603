/** How far a grant reaches, from the holder's own work to the whole province. */
export type Reach = 'own' | 'unit' | 'agency' | 'below' | 'province';

/** How confidential a thing is, from least to most. */
export const confidentialities = ['normal', 'personal', 'restricted'] as const;
/** How confidential a thing is. */
export type Confidentiality = (typeof confidentialities)[number];

/** A grant as the actor holds it now: its reach already resolved to agencies or units. */
export type HeldGrant = {
  reach: Reach;
  confidentiality: Confidentiality;
  /** Agencies it covers; empty for own and unit; unused for province. */
  agencyIds: readonly string[];
  /** Units it covers; only for reach unit. */
  unitIds: readonly string[];
};

/** A position that an official holds or has by delegation. */
export type HeldPosition = {
  positionId: string;
  unitId: string;
  agencyId: string;
  title: string;
  duty: string;
  delegated: boolean;
};

/** The session behind a person or an official. */
export type ActorSession = {
  id: string;
  /** Something must be done first (change the password, enrol a second factor): only these operations until then. */
  only?: { operations: readonly string[]; code: string };
};

/** Somebody without a session. */
export type Anonymous = { kind: 'anonymous' };
/** A citizen or a business with an account. */
export type Person = {
  kind: 'person';
  accountId: string;
  name: string;
  /** Personal number (citizen) or tax number (business). */
  number: string;
  audience: 'citizen' | 'business';
  session?: ActorSession;
};
/** An official with the grants of the positions held now. */
export type Official = {
  kind: 'official';
  accountId: string;
  officialId: string;
  name: string;
  positions: readonly HeldPosition[];
  grants: ReadonlyMap<string, readonly HeldGrant[]>;
  session?: ActorSession;
};
/** A partner's machine with a token: may do only what its scopes name. */
export type Client = { kind: 'client'; clientId: string; name: string; scopes: readonly string[] };
/** The platform itself: jobs, migrations, the demo loader. The name says which. */
export type System = { kind: 'system'; name: string };

/** Who makes the platform do something. */
export type Actor = Anonymous | Person | Official | Client | System;

/** Somebody without a session. */
export const anonymous: Anonymous = { kind: 'anonymous' };

/** The actor as one word for the audit: kind and id, no personal data. */
export function actorWordOf(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'person':
      return `person:${actor.accountId}`;
    case 'official':
      return `official:${actor.officialId}`;
    case 'client':
      return `client:${actor.clientId}`;
    case 'system':
      return `system:${actor.name}`;
  }
}
