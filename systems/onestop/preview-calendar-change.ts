import { calendarDataSchema } from '@cuaso/kernel/calendar-data.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { effectOf, movedSchema, proposalOf } from './calendar-change.ts';

/** Shows what a new working calendar would do before it does it: every open dossier whose promise would move. */
export const previewCalendarChange = query({
  name: 'onestop.preview-calendar-change',
  summary: 'Xem trước ảnh hưởng của lịch làm việc mới',
  input: z.strictObject({ content: calendarDataSchema }),
  output: z.strictObject({
    version: z.string(),
    currentVersion: z.string(),
    /** Names this proposal on the open dossiers as they stand; applying asks for it. */
    hash: z.string(),
    open: z.int(),
    moved: z.array(movedSchema),
  }),
  access: { permission: 'onestop.calendar' },
  run: async (ctx, { content }) => {
    const proposal = await proposalOf(ctx, content);
    const { open, moved } = await effectOf(ctx, proposal.calendar);
    const { version } = proposal.calendar;
    return { version, currentVersion: proposal.currentVersion, hash: proposal.hash, open, moved };
  },
});
