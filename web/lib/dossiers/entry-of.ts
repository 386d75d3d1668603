import { momentOf } from '../words/dossiers.ts';
import type { IconName } from '../ui/icons.ts';

type Shown = { kind: string; at: string; actorName: string; title: string; text: string };
type Tone = 'primary' | 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const looks: Readonly<Record<string, { icon: IconName; tone: Tone }>> = {
  submitted: { icon: 'send', tone: 'info' },
  accepted: { icon: 'receive', tone: 'success' },
  intake_refused: { icon: 'refuse', tone: 'danger' },
  supplement_requested: { icon: 'pause', tone: 'warning' },
  supplemented: { icon: 'upload', tone: 'info' },
  handed_on: { icon: 'arrow', tone: 'neutral' },
  result_signed: { icon: 'sign', tone: 'info' },
  result_ready: { icon: 'ok', tone: 'success' },
  handed_over: { icon: 'hand-over', tone: 'success' },
  withdrawn: { icon: 'back', tone: 'neutral' },
  contact_corrected: { icon: 'phone', tone: 'neutral' },
  extended: { icon: 'calendar', tone: 'warning' },
};

/** An event of a dossier as a line of the time line. */
export function entryOf(event: Shown) {
  const { icon, tone } = looks[event.kind] ?? { icon: 'ok' as const, tone: 'neutral' as const };
  return {
    time: momentOf(event.at) ?? '',
    at: event.at,
    title: event.title,
    who: event.actorName,
    text: event.text,
    icon,
    tone,
  };
}
