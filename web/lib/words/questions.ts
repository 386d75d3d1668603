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

/** How far a common question is, as officers read it. */
export const stateTitles: Readonly<Record<string, string>> = {
  draft: 'Chưa công bố',
  published: 'Đã công bố',
  changed: 'Đã sửa, chưa công bố lại',
};
