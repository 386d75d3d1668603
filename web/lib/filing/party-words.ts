import { relations, type Submitter } from '@cuaso/platform/cases/on-behalf.ts';

/** Ways to get a result, in words. */
export const receiveTitles = {
  online: 'Trực tuyến: tải bản có chữ ký số về máy',
  counter: 'Đến nhận tại Bộ phận Một cửa',
  post: 'Qua bưu điện, phát tận nơi',
} as const;

/** Who filed for the applicant, and what he is to him. */
export function submitterInWords(submitter: Submitter | null): string | null {
  if (submitter === null) return null;
  const { name, number, phone, relation } = submitter;
  return [`${name} (${relations[relation].title.toLowerCase()})`, `số ${number}`, phone && `điện thoại ${phone}`]
    .filter(Boolean)
    .join(', ');
}
