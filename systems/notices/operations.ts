import { erased } from '@cuaso/platform/operations/registry.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { getSubscription } from './get-subscription.ts';
import { recordOutcomes } from './record-outcomes.ts';

/** Every operation of this system. */
export const operations = [claimDeliveries, getSubscription, recordOutcomes].map(erased);
