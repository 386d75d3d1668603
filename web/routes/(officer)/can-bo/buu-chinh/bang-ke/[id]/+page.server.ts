import { holds } from '@cuaso/platform/access/access.ts';
import { getHandOver } from '@cuaso/systems/post/get-hand-over.ts';
import { recordTracking } from '@cuaso/systems/post/record-tracking.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One list with its lines; the next item without a number of the post is offered for scanning. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const list = await locals.run(getHandOver, { handOverId: params.id });
  const open = list.lines.filter((line) => line.struckReason === null && line.tracking === null);
  const scans = open.filter((line) => line.state === 'handed_over' || line.state === 'in_transit');
  return { list, scans: holds(locals.actor, 'post.handle') ? scans : [], done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  so_hieu: formAction(recordTracking, {
    form: 'so_hieu',
    done: ({ code }, event) => `/can-bo/buu-chinh/bang-ke/${event.params['id'] ?? ''}?xong=${code}`,
  }),
};
