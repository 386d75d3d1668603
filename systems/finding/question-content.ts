import { longText, shortText } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { indexDocuments } from '@cuaso/platform/search/index-documents.ts';
import { z } from 'zod';
import { guideCorpus } from './events.ts';

/** What common questions are about; those of one procedure have the topic `procedure`. */
export const topics = ['account', 'filing', 'paying', 'following', 'result', 'procedure', 'other'] as const;
/** What a common question is about. */
export type Topic = (typeof topics)[number];

const procedureCode = z.string().regex(/^[0-9A-Z][0-9A-Z._-]{2,39}$/, 'Mã thủ tục không đúng dạng. Ví dụ: 1.001193.');

/** A common question as officers write it. */
export const questionContentSchema = z
  .strictObject({
    topic: z.enum(topics),
    procedureCode: procedureCode.nullable(),
    position: z.int().min(0).max(9999),
    question: shortText(300),
    answer: longText(6000),
  })
  .refine((content) => (content.topic === 'procedure') === (content.procedureCode !== null), {
    error: 'Câu hỏi về một thủ tục phải có mã thủ tục; câu hỏi chung thì để trống mã.',
    path: ['procedureCode'],
  });
/** A common question as officers write it, parsed. */
export type QuestionContent = z.infer<typeof questionContentSchema>;

/** Makes published questions findable by their words. */
export async function indexQuestions(
  ctx: Context,
  questions: readonly { id: string; question: string; answer: string }[],
): Promise<void> {
  const documents = questions.map(({ id, question, answer }) => ({
    ref: `question:${id}`,
    title: question,
    body: answer,
    extra: { kind: 'question' },
  }));
  await indexDocuments(ctx, guideCorpus, documents);
}
