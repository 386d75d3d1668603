import { Failure } from '@cuaso/kernel/errors.ts';
import { longText, shortText } from '@cuaso/kernel/fields.ts';
import type { NoticeKind, Template } from '@cuaso/platform/notices/kind.ts';
import { factsIn, gsmLengthOf, gsmTextOf, rendered } from '@cuaso/platform/notices/render.ts';

/** The words of a template as an officer writes them. */
export const templateFields = { title: shortText(200), body: longText(4000), sms: shortText(300) };

/** A template with the kind's invented facts, and how long the short message is. */
export function previewOf(kind: NoticeKind, template: Template): Template & { smsLength: number } {
  const samples = Object.fromEntries(Object.entries(kind.facts).map(([name, { sample }]) => [name, sample]));
  const words = rendered(kind, template, samples);
  return { ...words, smsLength: gsmLengthOf(words.sms) };
}

/** Refuses words that name what is not known, or leave out what the notice is for. */
export function checkTemplate(kind: NoticeKind, template: Template): void {
  const fields: Record<string, string> = {};
  const names = Object.keys(kind.facts);
  for (const part of ['title', 'body', 'sms'] as const) {
    const unknown = factsIn(template[part]).filter((name) => !names.includes(name));
    if (unknown.length > 0)
      fields[part] = `Không có mục {${unknown[0]}}. Các mục dùng được: ${names.map((name) => `{${name}}`).join(' ')}.`;
    else if (part !== 'title' && names.includes('code') && !factsIn(template[part]).includes('code'))
      fields[part] = 'Phải có mục {code}: không có mã thì người nhận không dùng được.';
  }
  const fixed = gsmLengthOf(gsmTextOf(template.sms.replace(/\{\w+\}/g, '')));
  if (fields['sms'] === undefined && fixed > 110)
    fields['sms'] =
      `Phần chữ cố định dài ${fixed} ký tự. Hãy rút xuống còn 110, để mã và ngày còn chỗ trong 160 ký tự.`;
  if (Object.keys(fields).length > 0) throw new Failure('invalid', 'notices.bad_template', { fields });
}
