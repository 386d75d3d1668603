/** What other systems may use of the post. */
export { type Address, addressInput } from './address.ts';
export { quoteDelivery } from './quote.ts';
export { requestItem } from './request.ts';
export { cancelWaiting, requireNotWithPost } from './settle.ts';
