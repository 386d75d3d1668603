import type { SmsAnswerer } from '@cuaso/platform/notices/sms/answerers.ts';
import { answerBySms } from './services/answer-by-sms.ts';

/** What the province answers to short messages, by their first word. */
export const smsAnswerers: readonly SmsAnswerer[] = [answerBySms];
