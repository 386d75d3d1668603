import { stateTitles } from '@cuaso/systems/payments/in-words.ts';
import type { OrderState } from '@cuaso/systems/payments/order-state.ts';
import type { IconName } from '../ui/icons.ts';

type Look = { tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger'; icon: IconName; label: string };

/** How each state of a payment order is shown. */
export const orderLooks: Readonly<Record<OrderState, Look>> = {
  due: { tone: 'warning', icon: 'clock', label: stateTitles.due },
  paying: { tone: 'info', icon: 'clock', label: stateTitles.paying },
  paid: { tone: 'success', icon: 'check', label: stateTitles.paid },
  refunded: { tone: 'neutral', icon: 'back', label: stateTitles.refunded },
  cancelled: { tone: 'neutral', icon: 'remove', label: stateTitles.cancelled },
};
