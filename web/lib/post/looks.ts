import { stateTitles } from '@cuaso/systems/post/in-words.ts';
import type { ItemState } from '@cuaso/systems/post/item-state.ts';
import type { IconName } from '../ui/icons.ts';

type Look = { tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger'; icon: IconName; label: string };

/** How each state of an order to the post is shown. */
export const itemLooks: Readonly<Record<ItemState, Look>> = {
  requested: { tone: 'warning', icon: 'clock', label: stateTitles.requested },
  handed_over: { tone: 'info', icon: 'hand-over', label: stateTitles.handed_over },
  in_transit: { tone: 'info', icon: 'clock', label: stateTitles.in_transit },
  delivered: { tone: 'success', icon: 'check', label: stateTitles.delivered },
  returned: { tone: 'warning', icon: 'back', label: stateTitles.returned },
  lost: { tone: 'danger', icon: 'warning', label: stateTitles.lost },
  cancelled: { tone: 'neutral', icon: 'remove', label: stateTitles.cancelled },
};
