import { erased } from '@cuaso/platform/operations/registry.ts';
import { findSuggestions } from './find-suggestions.ts';
import { getEvent } from './get-event.ts';
import { getEventContent } from './get-event-content.ts';
import { getQuestionDraft } from './get-question-draft.ts';
import { listAllEvents } from './list-all-events.ts';
import { listEvents } from './list-events.ts';
import { listQuestionDrafts } from './list-question-drafts.ts';
import { listQuestions } from './list-questions.ts';
import { loadGuide } from './load-guide.ts';
import { publishQuestion } from './publish-question.ts';
import { saveEvent } from './save-event.ts';
import { saveQuestion } from './save-question.ts';
import { searchSite } from './search-site.ts';
import { withdrawQuestion } from './withdraw-question.ts';

/** Every operation of this system. */
export const operations = [
  findSuggestions,
  getEvent,
  getEventContent,
  getQuestionDraft,
  listAllEvents,
  listEvents,
  listQuestionDrafts,
  listQuestions,
  loadGuide,
  publishQuestion,
  saveEvent,
  saveQuestion,
  searchSite,
  withdrawQuestion,
].map(erased);
