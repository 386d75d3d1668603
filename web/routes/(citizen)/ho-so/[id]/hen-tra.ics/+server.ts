import { getMyAppointment } from '@cuaso/systems/services/get-my-appointment.ts';
import { calendarResponse } from '#lib/server/calendar-response.ts';
import type { RequestHandler } from './$types.js';

/** The appointment of an own dossier for the calendar. */
export const GET: RequestHandler = async ({ locals, params }) =>
  calendarResponse(await locals.run(getMyAppointment, { dossierId: params.id }));
