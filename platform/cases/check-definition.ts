import { fieldsOf } from '@cuaso/kernel/expressions.ts';
import type { Definition, Fee } from './definition.ts';
import { authorityPaperKey } from './on-behalf.ts';

const minutesPer = { working_day: 480, working_hour: 60, calendar_day: 480, month: 22 * 480, same_day: 480 };

/** What is wrong with a definition beyond its shape, by path, in Vietnamese; empty when it can be published. */
export function problemsOf(definition: Definition): Record<string, string> {
  return { ...formProblems(definition), ...stepProblems(definition), ...channelProblems(definition) };
}

function formProblems(definition: Definition): Record<string, string> {
  const problems: Record<string, string> = {};
  const before = new Set<string>();
  const repeated = new Set<string>();
  definition.sections.forEach((section, i) => {
    // Only inside its own group is an answer of a repeated question one answer.
    const outside = section.repeat === undefined ? [] : section.fields.map((field) => field.key);
    if (section.repeat !== undefined && (before.has(section.key) || repeated.has(section.key))) {
      problems[`definition.sections.${i}.key`] = `Mã phần «${section.key}» trùng với mã khác. Hãy đặt mã khác.`;
    }
    section.fields.forEach((field, j) => {
      const path = `definition.sections.${i}.fields.${j}`;
      if (before.has(field.key) || repeated.has(field.key))
        problems[`${path}.key`] = `Mã câu hỏi «${field.key}» bị trùng. Hãy đặt mã khác.`;
      for (const other of field.showWhen === undefined ? [] : fieldsOf(field.showWhen)) {
        if (!before.has(other))
          problems[`${path}.showWhen`] = `Điều kiện nhắc đến câu hỏi «${other}» không có ở trước.`;
      }
      const choice = field.type === 'choice' || field.type === 'choices';
      if (choice && (field.options ?? []).length === 0)
        problems[`${path}.options`] = 'Câu hỏi chọn phải có ít nhất một lựa chọn.';
      before.add(field.key);
    });
    for (const key of outside) {
      before.delete(key);
      repeated.add(key);
    }
    if (section.repeat !== undefined) repeated.add(section.key);
  });
  const papers = new Set<string>([authorityPaperKey]);
  definition.papers.forEach((paper, i) => {
    if (papers.has(paper.key)) problems[`definition.papers.${i}.key`] = `Mã giấy tờ «${paper.key}» bị trùng.`;
    papers.add(paper.key);
    for (const other of paper.showWhen === undefined ? [] : fieldsOf(paper.showWhen)) {
      if (!before.has(other)) problems[`definition.papers.${i}.showWhen`] = `Biểu mẫu không có câu hỏi «${other}».`;
    }
  });
  return problems;
}

function stepProblems(definition: Definition): Record<string, string> {
  const { steps } = definition;
  const problems: Record<string, string> = {};
  const keys = new Set(steps.map((step) => step.key));
  if (keys.size !== steps.length) problems['definition.steps'] = 'Mã các bước bị trùng. Hãy đặt mã khác.';
  if (steps.at(-1)?.kind !== 'hand_over')
    problems['definition.steps'] = 'Bước cuối phải là trả kết quả ở bộ phận một cửa.';
  if (steps.filter((step) => step.kind === 'hand_over').length > 1) {
    problems['definition.steps'] = 'Chỉ có một bước trả kết quả, ở cuối.';
  }
  const signing = steps.findIndex((step) => step.kind === 'sign');
  const handling = steps.findIndex((step) => step.kind === 'handle');
  if (handling === -1 || signing === -1 || handling > signing) {
    problems['definition.steps'] = 'Phải có bước thụ lý rồi đến bước ký.';
  }
  return problems;
}

function channelProblems(definition: Definition): Record<string, string> {
  const problems: Record<string, string> = {};
  const budget = definition.steps.reduce((sum, step) => sum + step.budgetMinutes, 0);
  const questions = new Set(definition.sections.flatMap((section) => section.fields.map((field) => field.key)));
  definition.channels.forEach(({ limit, fees }, i) => {
    fees.forEach((fee, j) =>
      Object.assign(problems, feeProblems(fee, `definition.channels.${i}.fees.${j}`, questions)),
    );
    if (new Set(fees.map((fee) => fee.key)).size !== fees.length)
      problems[`definition.channels.${i}.fees`] = 'Mã các khoản thu bị trùng. Hãy đặt mã khác.';
    const whole = limit.unit === 'same_day' ? minutesPer.same_day : limit.amount * minutesPer[limit.unit];
    if (limit.unit !== 'same_day' && limit.amount <= 0) {
      problems[`definition.channels.${i}.limit`] = 'Thời hạn phải lớn hơn 0.';
    } else if (budget > whole) {
      problems[`definition.channels.${i}.limit`] =
        `Các bước cộng lại ${Math.round(budget / 60)} giờ làm việc, vượt thời hạn ${Math.round(whole / 60)} giờ.`;
    }
  });
  if (new Set(definition.channels.map((one) => one.channel)).size !== definition.channels.length) {
    problems['definition.channels'] = 'Mỗi cách nộp chỉ khai một lần.';
  }
  return problems;
}

function feeProblems(fee: Fee, path: string, questions: ReadonlySet<string>): Record<string, string> {
  const unknown = (when: Fee['appliesWhen']) =>
    when === undefined ? undefined : fieldsOf(when).find((key) => !questions.has(key));
  const [applies, exempts] = [unknown(fee.appliesWhen), unknown(fee.exemption?.when)];
  return {
    ...(applies !== undefined && { [`${path}.appliesWhen`]: `Biểu mẫu không có câu hỏi «${applies}».` }),
    ...(exempts !== undefined && { [`${path}.exemption`]: `Biểu mẫu không có câu hỏi «${exempts}».` }),
  };
}
