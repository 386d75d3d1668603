import { eventContentSchema, eventKey } from '@cuaso/systems/finding/event-content.ts';
import { questionContentSchema } from '@cuaso/systems/finding/question-content.ts';
import { z } from 'zod';
import { readData } from '../read-data.ts';

/** The first life events and common questions of the province, as the first load wants them. */
export function readGuide() {
  return {
    events: readData(
      z.array(z.strictObject({ key: eventKey, content: eventContentSchema })),
      './guide/life-events.json',
    ),
    questions: readData(z.array(questionContentSchema), './guide/questions.json'),
  };
}
