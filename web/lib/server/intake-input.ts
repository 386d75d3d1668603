import { Failure } from '@cuaso/kernel/errors.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { takeFiles } from './take-files.ts';

/** The input of the intake out of the counter's form: ticked papers with their numbers and files. */
export async function intakeInput(
  input: Record<string, unknown>,
  event: RequestEvent,
  form: FormData,
): Promise<Record<string, unknown>> {
  const keys = form
    .getAll('_listed')
    .map(String)
    .filter((key) => /^[a-z][a-z0-9_]{0,59}$/.test(key));
  const ticked = new Set(form.getAll('received[]').map(String));
  const files = await takeFiles(form, event, keys);
  const papers = keys.flatMap((key) => {
    const fileIds = files.find((one) => one.key === key)?.fileIds ?? [];
    if (!ticked.has(key) && fileIds.length === 0) return [];
    const numbers = ticked.has(key) ? numbersOf(form, key) : { originals: 0, copies: 0 };
    return [{ key, ...numbers, fileIds }];
  });
  const { agencyId, channel, applicant, answers, subject } = input;
  const given = { agencyId, channel, applicant, answers, subject };
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...filled, procedureCode: event.params['code'], papers };
}

function numbersOf(form: FormData, key: string): { originals: number; copies: number } {
  return { originals: countOf(form, `originals.${key}`), copies: countOf(form, `copies.${key}`) };
}

function countOf(form: FormData, name: string): number {
  const number = Number(form.get(name) || 0);
  if (Number.isInteger(number) && number >= 0 && number <= 50) return number;
  throw new Failure('invalid', 'desk.wrong_count', { fields: { [name]: 'Số bản là số nguyên từ 0 đến 50.' } });
}
