import { Failure } from '@cuaso/kernel/errors.ts';
import { appointmentCalendar } from '@cuaso/platform/cases/appointment-calendar.ts';
import { type Appointment, appointmentOf } from '@cuaso/platform/cases/appointment.ts';
import { getCalendar } from '@cuaso/platform/cases/calendar.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';
import { loadDossierRow } from '../onestop/public.ts';

/** A calendar file as a query answers it. */
export const appointmentFileSchema = z.strictObject({ name: z.string(), text: z.string() });

/** The appointment of a dossier as a file for the calendar of a telephone or computer. */
export async function appointmentFileOf(
  ctx: Context,
  dossierId: string,
): Promise<z.infer<typeof appointmentFileSchema>> {
  const { shown, folded } = await loadDossierRow(ctx, dossierId);
  const calendar = folded.calendarVersion === null ? null : await getCalendar(ctx, folded.calendarVersion);
  const appointment = appointmentOf(folded, await loadEvents(ctx, dossierId), calendar);
  if (appointment === undefined) throw new Failure('conflict', 'services.no_appointment', { messageVi: none });
  const origin = findSite(ctx.memory)?.origin;
  const text = appointmentCalendar(appointment, {
    dossierId,
    title: `Nhận kết quả hồ sơ ${shown.code}`,
    description: [`Thủ tục: ${shown.procedureName}.`, sentences[appointment.status]].join('\n'),
    place: `Bộ phận Tiếp nhận và Trả kết quả, ${shown.agencyName}`,
    // Without the secret of the receipt: a calendar is often shared.
    url: origin === undefined ? '' : `${origin}/tra-cuu/${encodeURIComponent(shown.code)}`,
    madeAt: ctx.now,
  });
  return { name: `hen-tra-${shown.code}.ics`, text };
}

const none = 'Hồ sơ chưa được tiếp nhận nên chưa có ngày hẹn trả kết quả.';

const sentences: Readonly<Record<Appointment['status'], string>> = {
  confirmed: 'Mang theo giấy tiếp nhận và giấy tờ tùy thân.',
  stopped: 'Hồ sơ đang chờ bổ sung nên ngày hẹn này không còn. Sau khi bổ sung sẽ có ngày hẹn mới.',
  over: 'Việc giải quyết hồ sơ đã kết thúc.',
};
