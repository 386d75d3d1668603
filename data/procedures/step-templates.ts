import type { Definition, Step } from '@cuaso/platform/cases/definition.ts';

type Limit = Definition['channels'][number]['limit'];

const dayMinutes = 480;

/**
 * The working minutes that a limit surely holds, wherever in the year it begins. A same-day dossier accepted just
 * before 15:00 has two hours; of seven calendar days five are counted, of a month twenty.
 */
export function leastWorkingMinutesOf(limit: Limit): number {
  if (limit.unit === 'same_day') return 120;
  if (limit.unit === 'working_hour') return limit.amount * 60;
  if (limit.unit === 'working_day') return limit.amount * dayMinutes;
  if (limit.unit === 'month') return limit.amount * 20 * dayMinutes;
  return Math.max(1, Math.floor((limit.amount * 5) / 7)) * dayMinutes;
}

type Template = Omit<Step, 'budgetMinutes'> & { share: number };

const handling: Template = {
  key: 'handle',
  title: 'Thẩm định hồ sơ, dự thảo kết quả',
  kind: 'handle',
  place: 'division',
  share: 55,
};
const checking: Template = {
  key: 'review',
  title: 'Lãnh đạo phòng kiểm tra',
  kind: 'review',
  place: 'division',
  share: 15,
};
const signing: Template = { key: 'sign', title: 'Lãnh đạo ký kết quả', kind: 'sign', place: 'leadership', share: 15 };
const issuing: Template = {
  key: 'issue',
  title: 'Vào sổ, đóng dấu, phát hành',
  kind: 'issue',
  place: 'records_office',
  share: 10,
};
const handing: Template = { key: 'hand_over', title: 'Trả kết quả', kind: 'hand_over', place: 'one_stop', share: 5 };

// A commune's divisions are one or two officials without a head, so nobody stands between handling and signing.
const communeSteps = [{ ...handling, share: 70 }, signing, issuing, handing];
const officeSteps = [handling, checking, signing, issuing, handing];

/** The usual steps of an agency, the minutes split by share in round numbers; what is left over goes to the first. */
export function stepsOf(levels: readonly string[], minutes: number): Step[] {
  const templates = levels.includes('commune') ? communeSteps : officeSteps;
  const grain = minutes >= dayMinutes ? 30 : 5;
  const steps = templates.map(({ share, ...step }) => ({
    ...step,
    budgetMinutes: Math.floor((minutes * share) / 100 / grain) * grain,
  }));
  const left = minutes - steps.reduce((sum, step) => sum + step.budgetMinutes, 0);
  return steps.map((step, index) => (index === 0 ? { ...step, budgetMinutes: step.budgetMinutes + left } : step));
}
