/** What other systems may use of the digital signatures. */
export { findingSentences, levelTitles } from './in-words.ts';
