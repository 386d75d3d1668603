import { getAppointmentWithCode } from '@cuaso/systems/services/get-appointment-with-code.ts';
import { calendarResponse } from '#lib/server/calendar-response.ts';
import { secretIn } from '#lib/server/original.ts';
import type { RequestHandler } from './$types.js';

/** The appointment of the dossier of a receipt for the calendar. */
export const GET: RequestHandler = async ({ locals, params, url }) =>
  calendarResponse(await locals.run(getAppointmentWithCode, { code: params.code, secret: secretIn(url) }));
