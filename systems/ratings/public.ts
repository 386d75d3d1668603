/** What other systems may use of the ratings. */
export { loadRatingsOf, ratingOfPersonSchema } from './ratings-of-person.ts';
