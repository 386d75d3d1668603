import { dayOf } from '@cuaso/kernel/clock.ts';
import { applyCalendarChange } from '@cuaso/systems/onestop/apply-calendar-change.ts';
import { proposalOfAddress } from '#lib/server/calendar-proposal.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

const shown = 50;

/** A proposed change of the calendar, with every open dossier whose promise it would move. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { current, preview, ...rest } = await proposalOfAddress({ locals, url });
  const today = dayOf(new Date());
  return {
    ...rest,
    coming: current.content.daysOff.filter((day) => day.date >= today),
    preview: preview && { ...preview, moved: preview.moved.slice(0, shown), movedCount: preview.moved.length },
  };
};

export const actions: Actions = {
  'ap-dung': formAction(applyCalendarChange, {
    form: 'ap-dung',
    prepare: ({ hash, reason }, _, form) => ({ hash, reason, content: parsed(form.get('_content')) }),
    done: ({ dossiers }) => `/can-bo/lich-lam-viec?xong=${dossiers}`,
  }),
};

/** The content that was looked at; what is no JSON the operation refuses. */
function parsed(text: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
