/** What other systems may use of payments. */
export { cancelUnpaid } from './cancel-unpaid.ts';
export { loadOrdersOf, orderOfPersonSchema } from './orders-of-person.ts';
export { loadOwedBy } from './owed-by.ts';
export { raiseOrder } from './raise-order.ts';
