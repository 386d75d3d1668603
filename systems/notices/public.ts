/** What other systems may use of the notices. */
export { type CodeToSend, sendCode } from './one-time-code.ts';
export { loadToldTo, toldSchema } from './told-to-person.ts';
