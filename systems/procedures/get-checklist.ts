import { dayOf } from '@cuaso/kernel/clock.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { checklistOf } from './checklist.ts';
import { procedureCode } from './draft-schema.ts';
import { getProcedureInForce } from './public.ts';

const appliesSchema = z.enum(['yes', 'open']);

/** What a person needs in his situation: the questions that decide it, and papers, fees and time by the answers. */
export const getChecklist = query({
  name: 'procedures.get-checklist',
  summary: 'Giấy tờ, lệ phí theo trường hợp của tôi',
  input: z.strictObject({
    code: procedureCode,
    /** By the key of a question, the options taken: of a closed list, nothing about a person. */
    situation: z.record(z.string().max(60), z.array(z.string().max(60)).min(1).max(50)).default({}),
  }),
  output: z.strictObject({
    code: z.string(),
    name: z.string(),
    on: z.string(),
    filesOnline: z.boolean(),
    questions: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        help: z.string(),
        kind: z.enum(['one', 'several']),
        options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
      }),
    ),
    unanswered: z.int(),
    papers: z.array(
      z.strictObject({
        name: z.string(),
        group: z.string(),
        originals: z.int(),
        copies: z.int(),
        required: z.boolean(),
        applies: appliesSchema,
      }),
    ),
    channels: z.array(
      z.strictObject({
        channel: z.string(),
        limitText: z.string(),
        fees: z.array(z.strictObject({ name: z.string(), amountVnd: z.int(), applies: appliesSchema })),
      }),
    ),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    const { code, name, definition } = await getProcedureInForce(ctx, input.code);
    const list = checklistOf(definition, input.situation);
    return {
      code,
      name,
      on: dayOf(ctx.now),
      filesOnline: definition.channels.some((one) => one.channel === 'online'),
      questions: list.questions.map(({ showWhen: _, ...question }) => question),
      unanswered: list.unanswered,
      papers: list.papers.flatMap(({ paper, applies }) =>
        applies === 'no'
          ? []
          : [
              {
                name: paper.name,
                group: paper.group ?? '',
                originals: paper.originals,
                copies: paper.copies,
                required: paper.required,
                applies,
              },
            ],
      ),
      channels: list.channels.map(({ channel, fees }) => ({
        channel: channel.channel,
        limitText: describeLimit(channel.limit),
        fees: fees.flatMap(({ fee, applies }) =>
          applies === 'no' ? [] : [{ name: fee.name, amountVnd: fee.amountVnd, applies }],
        ),
      })),
    };
  },
});
