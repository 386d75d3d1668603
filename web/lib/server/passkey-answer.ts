import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';

/** What the script has put into the form: the answer of the browser as JSON text, and the challenge that it answers. */
export function answerOf(input: Record<string, unknown>): Record<string, unknown> {
  const { challengeId, answer, name } = input;
  return { challengeId, answer: parsed(answer), ...(name !== undefined && { name }) };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    throw invalidField('answer', 'identity.no_passkey_answer', 'Trình duyệt chưa trả lời. Xin bấm lại nút bắt đầu.');
  }
}
