import type { Measure } from '@cuaso/systems/statistics/measures.ts';

/** The colour of each figure. */
export const measureTones: Readonly<
  Record<Measure, 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'primary'>
> = {
  carried: 'neutral',
  received: 'primary',
  resolved: 'success',
  early: 'success',
  on_time: 'success',
  late: 'danger',
  withdrawn: 'neutral',
  in_progress: 'info',
  overdue: 'danger',
};
