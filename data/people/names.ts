import type { Random } from './random.ts';

export type Gender = 'male' | 'female';

/** A Vietnamese name in its parts, family name first. */
export type NameParts = { family: string; middle: string; given: string };

type Weighted = readonly (readonly [string, number])[];

// Shares of family names as they are commonly told for the south (Huỳnh and Võ rather than Hoàng and Vũ).
const families: Weighted = [
  ['Nguyễn', 315],
  ['Trần', 110],
  ['Lê', 95],
  ['Phạm', 71],
  ['Huỳnh', 60],
  ['Phan', 45],
  ['Võ', 45],
  ['Đặng', 21],
  ['Bùi', 20],
  ['Trương', 18],
  ['Đỗ', 14],
  ['Hồ', 14],
  ['Ngô', 13],
  ['Dương', 12],
  ['Lý', 8],
  ['Đoàn', 8],
  ['Lương', 7],
  ['Mai', 7],
  ['Cao', 7],
  ['Lâm', 7],
  ['Đinh', 6],
  ['Tô', 5],
  ['Châu', 5],
  ['Thái', 5],
  ['Tạ', 4],
  ['Hà', 4],
  ['La', 3],
  ['Kiều', 2],
  ['Ung', 1],
];

const maleMiddles: Weighted = [
  ['Văn', 34],
  ['Hoàng', 9],
  ['Minh', 9],
  ['Thanh', 8],
  ['Quốc', 7],
  ['Hữu', 6],
  ['Đức', 5],
  ['Công', 4],
  ['Ngọc', 4],
  ['Tấn', 4],
  ['Trọng', 3],
  ['Anh', 3],
  ['Phước', 2],
  ['Chí', 2],
];

const femaleMiddles: Weighted = [
  ['Thị', 30],
  ['Thị Ngọc', 8],
  ['Thị Thanh', 8],
  ['Ngọc', 8],
  ['Thị Kim', 7],
  ['Thị Hồng', 6],
  ['Thị Mỹ', 6],
  ['Thanh', 4],
  ['Kim', 4],
  ['Hồng', 3],
  ['Thị Thu', 4],
  ['Phương', 3],
  ['Thùy', 3],
  ['Minh', 2],
];

const maleGivens = words(
  'Hùng Dũng Tuấn Minh Hải Nam Long Phúc Tâm Thành Trung Khoa Khánh Bình Sơn Cường Đạt Hiếu Nghĩa Nhân Phong Quang ' +
    'Tài Thắng Thiện Thông Tín Toàn Trí Vinh Vũ An Bảo Danh Duy Hậu Huy Kiệt Lộc Lợi Luân Mẫn Nhựt Phát Phương Thái',
);

const femaleGivens = words(
  'Lan Hoa Hương Mai Linh Trang Thảo Hằng Nga Hạnh Thủy Nhung Yến Trinh Trâm Tuyền Vân Xuân Anh Châu Chi Diễm Dung ' +
    'Duyên Giang Hà Hân Hiền Huệ Khanh Liên Loan Ly My Ngân Nguyệt Nhi Nhiên Như Phụng Phượng Quyên Sương Thoa Thư Tiên Uyên',
);

/** An invented name of the usual shape; any likeness to a living person is chance. */
export function nameOf(random: Random, gender: Gender): NameParts {
  return {
    family: random.weighted(families),
    middle: random.weighted(gender === 'male' ? maleMiddles : femaleMiddles),
    given: random.pick(gender === 'male' ? maleGivens : femaleGivens),
  };
}

function words(text: string): string[] {
  return text.split(' ');
}
