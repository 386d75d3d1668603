import type { Option } from '../ui/option.ts';

/** The levels of government that execute procedures. */
export const levelTitles: Readonly<Record<string, string>> = {
  province: 'Cấp tỉnh',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
};

/** The ways to file. */
export const channelTitles: Readonly<Record<string, string>> = {
  counter: 'Nộp trực tiếp tại Bộ phận Một cửa',
  online: 'Nộp trực tuyến',
  post: 'Nộp qua bưu chính công ích',
};

/** The ways to file, in short. */
export const channelShort: Readonly<Record<string, string>> = {
  counter: 'Trực tiếp',
  online: 'Trực tuyến',
  post: 'Bưu chính',
};

/** What each online level means (Decree 43/2011, art. 3). */
export const onlineLevelTitles: Readonly<Record<number, string>> = {
  1: 'Mức độ 1: xem thông tin',
  2: 'Mức độ 2: tải mẫu đơn',
  3: 'Mức độ 3: nộp trực tuyến',
  4: 'Mức độ 4: nộp, thanh toán và nhận kết quả trực tuyến',
};

/** What each level is called since Decree 42/2022, and what a person can do at it, in one sentence. */
export const onlineLevelMeanings: Readonly<Record<number, { called: string; means: string }>> = {
  1: { called: 'Cung cấp thông tin', means: 'Xem hướng dẫn ở đây, nộp hồ sơ tại Bộ phận Một cửa.' },
  2: { called: 'Cung cấp thông tin', means: 'Xem hướng dẫn và lấy mẫu ở đây, nộp hồ sơ tại Bộ phận Một cửa.' },
  3: {
    called: 'Một phần',
    means: 'Điền tờ khai và gửi hồ sơ qua mạng; trả tiền hoặc nhận kết quả tại Bộ phận Một cửa hay qua bưu điện.',
  },
  4: { called: 'Toàn trình', means: 'Làm hết qua mạng: gửi hồ sơ, trả tiền, nhận kết quả qua mạng hoặc bưu điện.' },
};

/** The lines of a select made of a table of words. */
export function optionsOf(titles: Readonly<Record<string, string>>): Option[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}

/** The levels as a reader says them: "Cấp huyện, cấp xã". */
export function levelsInWords(levels: readonly string[]): string {
  const [first, ...rest] = levels.map((level) => levelTitles[level] ?? level);
  return [first ?? '', ...rest.map((one) => one.charAt(0).toLowerCase() + one.slice(1))].join(', ');
}
