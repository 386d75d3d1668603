/** What other systems may use of the statistics. */
export { boundsOf } from './measures.ts';
export { requirePeriod } from './period.ts';
