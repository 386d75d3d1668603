/** What other systems may use of the post. */
export { type Address, addressInput } from './address.ts';
export { itemOfPersonSchema, loadItemsOf } from './items-of-person.ts';
export { quoteDelivery } from './quote.ts';
export { requestItem } from './request.ts';
export { cancelWaiting, requireNotWithPost } from './settle.ts';
