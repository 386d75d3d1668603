import { getCalendar } from '@cuaso/systems/onestop/get-calendar.ts';
import { previewCalendarChange } from '@cuaso/systems/onestop/preview-calendar-change.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { nextVersion, type Proposed, proposedOf } from '../desk/proposed-calendar.ts';
import { attempt } from './attempt.ts';

/** The proposal that an address holds, with the calendar in force and, once it can be read, its effect. */
export async function proposalOfAddress({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const current = await locals.run(getCalendar, {});
  const text = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const proposed: Proposed = {
    version: text('phien-ban').slice(0, 40) || nextVersion(current.content.version),
    added: text('them').slice(0, 8000),
    swapped: text('hoan-doi').slice(0, 8000),
    removed: url.searchParams.getAll('bo[]').slice(0, 100),
    coveredTo: text('den-ngay'),
    source: text('can-cu').slice(0, 300),
  };
  const { content, problems } = proposedOf(current.content, proposed);
  const asked = url.searchParams.has('phien-ban');
  const preview =
    asked && problems.length === 0 ? await attempt(locals.run(previewCalendarChange, { content })) : undefined;
  return { current, proposed, content, problems, preview: preview?.value, refusal: preview?.refusal };
}
