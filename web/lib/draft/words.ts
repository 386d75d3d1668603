import type { Definition, FormField, Step } from '@cuaso/platform/cases/definition.ts';
import type { Option } from '../ui/option.ts';

type Titles<K extends string> = Readonly<Record<K, string>>;

/** What the types of questions are called. */
export const typeTitles: Titles<FormField['type']> = {
  text: 'Một dòng chữ',
  long_text: 'Nhiều dòng chữ',
  number: 'Số',
  money: 'Số tiền (đồng)',
  date: 'Ngày',
  choice: 'Chọn một',
  choices: 'Chọn nhiều',
  yes_no: 'Có / không',
  person_name: 'Họ tên',
  personal_number: 'Số định danh cá nhân',
  tax_number: 'Mã số thuế',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  division: 'Đơn vị hành chính',
  address: 'Địa chỉ (xã, phường và số nhà)',
};

/** Where an answer may be known from. */
export const knownTitles: Titles<NonNullable<FormField['knownFrom']>> = {
  applicant_name: 'Họ tên người đứng tên hồ sơ',
  applicant_number: 'Số giấy tờ người đứng tên hồ sơ',
  applicant_born_on: 'Ngày sinh người đứng tên hồ sơ',
  applicant_address: 'Địa chỉ người đứng tên hồ sơ',
  applicant_phone: 'Điện thoại người đứng tên hồ sơ',
  applicant_email: 'Thư điện tử người đứng tên hồ sơ',
  earlier_answer: 'Câu trả lời của hồ sơ trước (cùng mã câu hỏi)',
};

/** What the kinds of steps are called. */
export const kindTitles: Titles<Step['kind']> = {
  handle: 'Thụ lý, dự thảo',
  review: 'Kiểm tra, duyệt',
  sign: 'Ký kết quả',
  issue: 'Vào sổ, phát hành',
  hand_over: 'Trả kết quả',
};

/** What the places of steps are called. */
export const placeTitles: Titles<Step['place']> = {
  one_stop: 'Bộ phận Một cửa',
  division: 'Phòng chuyên môn',
  leadership: 'Lãnh đạo cơ quan',
  records_office: 'Văn thư',
};

/** What the units of limits are called. */
export const unitTitles: Titles<Definition['channels'][number]['limit']['unit']> = {
  working_day: 'ngày làm việc',
  working_hour: 'giờ làm việc',
  calendar_day: 'ngày',
  month: 'tháng',
  same_day: 'trong ngày',
};

/** What the degrees of confidentiality are called. */
export const confidentialityTitles = {
  normal: 'Thông thường',
  personal: 'Dữ liệu cá nhân nhạy cảm',
  restricted: 'Hạn chế',
} as const;

/** What a supplement does to the limit. */
export const supplementTitles = { restart: 'Tính lại từ đầu', resume: 'Tính tiếp phần còn lại' } as const;

/** A table of titles as the lines of a select. */
export function linesOf(titles: Readonly<Record<string, string>>): Option[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}
