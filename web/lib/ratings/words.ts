import { type Criterion, criteria, opinionTitles, type RatingPlace } from '@cuaso/systems/ratings/rating.ts';

/** The four questions as they are put to people. */
export const questions: Readonly<Record<Criterion, string>> = {
  overall: 'Nói chung, ông/bà có hài lòng với việc giải quyết hồ sơ này không?',
  ease: 'Làm thủ tục có thuận tiện, dễ dàng không?',
  timeliness: 'Thời gian giải quyết thế nào?',
  attitude: 'Thái độ phục vụ của cán bộ thế nào?',
};

/** What became of the words of a rating. */
export const wordsStateTitles = {
  none: '',
  waiting: 'chờ kiểm tra trước khi đăng',
  published: 'đã đăng',
  withheld: 'không đăng',
} as const;

/** A rating as the one who gave it reads it. */
export function factsOf(given: NonNullable<RatingPlace['given']>): { term: string; text: string }[] {
  return [
    ...criteria.map((criterion) => ({ term: questions[criterion], text: opinionTitles[given[criterion]] })),
    { term: 'Vì sao chưa hài lòng', text: given.reason },
    { term: `Lời nhận xét (${wordsStateTitles[given.wordsState]})`, text: given.words },
  ].filter(({ text }) => text !== '');
}

/** A share of a hundred as people read it: 92,5 %. */
export function percentInWords(percent: number | undefined): string {
  return percent === undefined ? '–' : `${percent.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} %`;
}
