import { erased } from '@cuaso/platform/operations/registry.ts';
import { delegate } from './delegate.ts';
import { endGrant } from './end-grant.ts';
import { giveGrant } from './give-grant.ts';
import { listDelegations } from './list-delegations.ts';
import { listGrants } from './list-grants.ts';
import { listPermissions } from './list-permissions.ts';
import { revokeDelegation } from './revoke-delegation.ts';
import { syncPermissions } from './sync-permissions.ts';

/** Every operation of this system. */
export const operations = [
  delegate,
  endGrant,
  giveGrant,
  listDelegations,
  listGrants,
  listPermissions,
  revokeDelegation,
  syncPermissions,
].map(erased);
