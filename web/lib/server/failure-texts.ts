// The statuses and sentences of refusals are the same for pages and API, and stand with the API.
export { statusOfKind, textOf, waitSecondsOf } from '@cuaso/platform/api/failure-texts.ts';
