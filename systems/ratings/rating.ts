import { longText } from '@cuaso/kernel/fields.ts';
import { z } from 'zod';

/** What is asked, in the order in which it is asked (circular 32/2017/TT-BTTTT, art. 12). */
export const criteria = ['overall', 'ease', 'timeliness', 'attitude'] as const;
/** One of the four questions. */
export type Criterion = (typeof criteria)[number];

/** The three answers that the circular knows. */
export const opinions = ['very_satisfied', 'satisfied', 'not_satisfied'] as const;
/** One of the three answers. */
export type Opinion = (typeof opinions)[number];

/** What each question is called. */
export const criterionTitles: Readonly<Record<Criterion, string>> = {
  overall: 'Nói chung',
  ease: 'Sự thuận tiện, dễ làm',
  timeliness: 'Thời gian giải quyết',
  attitude: 'Thái độ phục vụ',
};

/** What each answer is called. */
export const opinionTitles: Readonly<Record<Opinion, string>> = {
  very_satisfied: 'Rất hài lòng',
  satisfied: 'Hài lòng',
  not_satisfied: 'Chưa hài lòng',
};

/** Days in which a rating may be changed by the one who gave it. */
export const changeableDays = 7;

/** Fewer ratings than this are not published, so that nobody is recognised in a figure. */
export const leastPublished = 5;

const opinion = z.enum(opinions, { error: 'Chưa chọn. Hãy chọn một mức.' });
const optional = longText(2000).or(z.literal('')).default('');

/** What somebody says of a dossier. */
export const ratingInput = {
  overall: opinion,
  ease: opinion,
  timeliness: opinion,
  attitude: opinion,
  /** Why not satisfied; asked for as soon as one answer is. */
  reason: optional,
  /** For others to read, once it was checked. */
  words: optional,
};
/** What somebody says of a dossier. */
export type RatingIn = z.output<z.ZodObject<typeof ratingInput>>;

/** What the place for the rating shows. */
export const ratingPlaceSchema = z.strictObject({
  code: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  /** There is a result to rate. */
  hasResult: z.boolean(),
  /** A rating may be given or changed now. */
  open: z.boolean(),
  ratedAt: z.string().nullable(),
  changeableUntil: z.string().nullable(),
  /** What was said, for the one who said it. */
  given: z
    .strictObject({
      ...(Object.fromEntries(criteria.map((one) => [one, z.enum(opinions)])) as Record<
        Criterion,
        z.ZodEnum<{ [K in Opinion]: K }>
      >),
      reason: z.string(),
      words: z.string(),
      wordsState: z.enum(['none', 'waiting', 'published', 'withheld']),
    })
    .nullable(),
});
/** What the place for the rating shows. */
export type RatingPlace = z.infer<typeof ratingPlaceSchema>;
