const words: Readonly<Record<string, string>> = {
  'cases.changed_meanwhile': 'vừa được người khác cập nhật, xin xem lại.',
  'cases.not_open_now': 'đã chuyển sang bước khác.',
  'access.not_found': 'không nằm trong phạm vi của ông/bà.',
  'access.not_allowed': 'ông/bà không có quyền ký.',
  'onestop.no_unit_for_step': 'cơ quan chưa có đơn vị làm bước tiếp theo.',
};

/** Why one of several was refused, as the end of a sentence. */
export function refusalWords(code: string | undefined): string {
  return (code && words[code]) || 'chưa thực hiện được, xin mở hồ sơ để xem.';
}
