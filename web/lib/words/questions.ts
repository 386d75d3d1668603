import type { Topic } from '@cuaso/systems/finding/question-content.ts';

/** What common questions are about, as people read it. */
export const topicTitles: Readonly<Record<Topic, string>> = {
  account: 'Tài khoản, đăng nhập',
  filing: 'Tìm thủ tục, nộp hồ sơ',
  paying: 'Phí, lệ phí',
  following: 'Theo dõi, bổ sung, rút hồ sơ',
  result: 'Nhận kết quả',
  procedure: 'Về từng thủ tục',
  other: 'Khác',
};
