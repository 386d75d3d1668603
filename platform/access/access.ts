import { fail } from '@cuaso/kernel/errors.ts';
import { type Expression, type SqlBool, sql } from 'kysely';
import { type Actor, confidentialities, type Confidentiality, type HeldGrant } from '../identity/actor.ts';

/** A thing that access is asked for: where it lies, who has it, how confidential it is. */
export type Target = {
  agencyId?: string | null;
  unitId?: string | null;
  officialId?: string | null;
  confidentiality?: Confidentiality;
};

/** Columns of a list that say where a row lies; the same facts as Target, as SQL references. */
export type TargetColumns = { agency: string; unit?: string; official?: string; confidentiality?: string };

/** Whether the actor holds the permission at all, with any reach. */
export function holds(actor: Actor, permission: string): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'client') return actor.scopes.includes(permission);
  return actor.kind === 'official' && actor.grants.has(permission);
}

/** Whether the actor may use the permission on this thing. */
export function allows(actor: Actor, permission: string, target: Target): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'client') return actor.scopes.includes(permission);
  if (actor.kind !== 'official') return false;
  const wanted = rankOf(target.confidentiality ?? 'normal');
  return (actor.grants.get(permission) ?? []).some(
    (grant) => rankOf(grant.confidentiality) >= wanted && covers(grant, actor.officialId, target),
  );
}

/** The same rule as `allows`, as a SQL condition for lists and counts. */
export function visible(actor: Actor, permission: string, columns: TargetColumns): Expression<SqlBool> {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  if (actor.kind === 'client') return actor.scopes.includes(permission) ? sql<SqlBool>`true` : sql<SqlBool>`false`;
  if (actor.kind !== 'official') return sql<SqlBool>`false`;
  const grants = actor.grants.get(permission) ?? [];
  if (grants.length === 0) return sql<SqlBool>`false`;
  const conditions = grants.map((grant) => conditionOf(grant, actor.officialId, columns));
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

/** Keeps the fields the actor is cleared for and blanks the others: who may not read personal data sees null. */
export function cleared<T extends Record<string, unknown>, K extends keyof T>(
  actor: Actor,
  permission: string,
  target: Target,
  record: T,
  confidentialFields: readonly K[],
): T {
  if (allows(actor, permission, target)) return record;
  return { ...record, ...Object.fromEntries(confidentialFields.map((field) => [field, null])) };
}

/**
 * Refuses unless allowed. Who may not even see the thing (with `seenBy`) gets *not found*, so that its existence
 * is not given away.
 */
export function requireAccess(actor: Actor, permission: string, target: Target, seenBy?: string): void {
  if (allows(actor, permission, target)) return;
  if (actor.kind === 'anonymous') fail('signed_out', 'access.sign_in_first');
  if (seenBy !== undefined && !allows(actor, seenBy, target)) fail('not_found', 'access.not_found');
  fail('denied', 'access.not_allowed', { permission });
}

function covers(grant: HeldGrant, officialId: string, target: Target): boolean {
  switch (grant.reach) {
    case 'province':
      return true;
    case 'below':
    case 'agency':
      return target.agencyId != null && grant.agencyIds.includes(target.agencyId);
    case 'unit':
      return target.unitId != null && grant.unitIds.includes(target.unitId);
    case 'own':
      return target.officialId === officialId;
  }
}

function conditionOf(grant: HeldGrant, officialId: string, columns: TargetColumns): Expression<SqlBool> {
  const reach = reachConditionOf(grant, officialId, columns);
  if (columns.confidentiality === undefined || grant.confidentiality === 'restricted') return reach;
  const open = confidentialities.slice(0, rankOf(grant.confidentiality) + 1);
  return sql<SqlBool>`(${reach} and ${sql.ref(columns.confidentiality)} = any(${open}))`;
}

function reachConditionOf(grant: HeldGrant, officialId: string, columns: TargetColumns): Expression<SqlBool> {
  switch (grant.reach) {
    case 'province':
      return sql<SqlBool>`true`;
    case 'below':
    case 'agency':
      return grant.agencyIds.length === 1
        ? sql<SqlBool>`${sql.ref(columns.agency)} = ${grant.agencyIds[0]}::uuid`
        : sql<SqlBool>`${sql.ref(columns.agency)} = any(${grant.agencyIds}::uuid[])`;
    case 'unit':
      return columns.unit === undefined
        ? sql<SqlBool>`false`
        : sql<SqlBool>`${sql.ref(columns.unit)} = any(${grant.unitIds}::uuid[])`;
    case 'own':
      return columns.official === undefined
        ? sql<SqlBool>`false`
        : sql<SqlBool>`${sql.ref(columns.official)} = ${officialId}::uuid`;
  }
}

function rankOf(confidentiality: Confidentiality): number {
  return confidentialities.indexOf(confidentiality);
}
