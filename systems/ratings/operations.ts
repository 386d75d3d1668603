import { erased } from '@cuaso/platform/operations/registry.ts';
import { decideWords } from './decide-words.ts';
import { getFigures } from './get-figures.ts';
import { getMyRating } from './get-my-rating.ts';
import { getRatingWithCode } from './get-rating-with-code.ts';
import { getSatisfaction } from './get-satisfaction.ts';
import { listPublishedWords } from './list-published-words.ts';
import { listRatings } from './list-ratings.ts';
import { listWords } from './list-words.ts';
import { rateMyDossier } from './rate-my-dossier.ts';
import { rateWithCode } from './rate-with-code.ts';

/** Every operation of this system. */
export const operations = [
  decideWords,
  getFigures,
  getMyRating,
  getRatingWithCode,
  getSatisfaction,
  listPublishedWords,
  listRatings,
  listWords,
  rateMyDossier,
  rateWithCode,
].map(erased);
