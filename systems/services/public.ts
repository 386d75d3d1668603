/** What other systems may use of the online services. */
export { draftOfPersonSchema, loadDraftsOf } from './drafts-of-person.ts';
