import { type DeliveryState, type silenceTitles, stateTitles } from '@cuaso/systems/notices/in-words.ts';
import type { Look } from './signing.ts';

const looks: Readonly<Record<DeliveryState, Pick<Look, 'tone' | 'icon'>>> = {
  waiting: { tone: 'info', icon: 'clock' },
  sending: { tone: 'info', icon: 'send' },
  sent: { tone: 'success', icon: 'ok' },
  delivered: { tone: 'success', icon: 'check' },
  failed: { tone: 'danger', icon: 'error' },
  unknown: { tone: 'warning', icon: 'warning' },
  outbox: { tone: 'warning', icon: 'inbox' },
  joined: { tone: 'neutral', icon: 'list' },
  expired: { tone: 'neutral', icon: 'overdue' },
};

/** How a message looks in a list; a notice that was sent to nobody says why. */
export function deliveryLook(state: DeliveryState | null, silence: keyof typeof silenceTitles): Look {
  if (state === null) {
    const tone = silence === 'no_address' ? 'warning' : 'neutral';
    return { label: silence === 'no_address' ? 'Không có cách liên hệ' : 'Người nhận đã tắt', tone, icon: 'pause' };
  }
  return { label: stateTitles[state], ...looks[state] };
}

/** What an attempt came to. */
export const attemptTitles = {
  sent: 'Nhà cung cấp đã nhận',
  retry: 'Chưa nhận, sẽ gửi lại',
  refused: 'Bị từ chối',
  uncertain: 'Không rõ đã nhận hay chưa',
  interrupted: 'Máy chủ dừng giữa chừng',
} as const;

/** What a person reads of an own message: whether it went out, not how often it was tried. */
export function ownStateInWords(state: DeliveryState): string {
  if (state === 'sent' || state === 'delivered' || state === 'joined') return 'đã gửi';
  if (state === 'waiting' || state === 'sending') return 'đang chờ gửi';
  return state === 'unknown' ? 'chưa rõ đã tới chưa' : 'không gửi được';
}
