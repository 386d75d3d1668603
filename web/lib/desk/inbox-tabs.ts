import { holds } from '@cuaso/platform/access/access.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { type InboxTab, inboxTabs } from '@cuaso/systems/onestop/inbox-tabs.ts';

const neededFor: Partial<Record<InboxTab, string>> = {
  mine: 'onestop.handle',
  unit: 'onestop.handle',
  to_receive: 'onestop.receive',
  to_review: 'onestop.review',
  to_sign: 'onestop.sign',
  to_issue: 'onestop.issue',
  to_return: 'onestop.return',
};

/** The lists that this officer's work needs; what he may see in them the operations decide. */
export function usefulTabs(actor: Actor): InboxTab[] {
  return inboxTabs.filter((tab) => {
    const permission = neededFor[tab];
    return permission === undefined || holds(actor, permission);
  });
}

/** The list that opens first: the first of the officer's lists with something in it. */
export function firstTab(tabs: readonly InboxTab[], counts: Readonly<Record<InboxTab, number>>): InboxTab {
  return tabs.find((tab) => counts[tab] > 0) ?? tabs[0] ?? 'open';
}

/** What to say when a list is empty. */
export const emptyTexts: Readonly<Record<InboxTab, string>> = {
  mine: 'Ông/bà không có hồ sơ nào đang thụ lý.',
  unit: 'Đơn vị không có hồ sơ nào đang giải quyết.',
  to_receive: 'Không có hồ sơ trực tuyến nào chờ tiếp nhận.',
  to_review: 'Không có hồ sơ nào chờ duyệt.',
  to_sign: 'Không có kết quả nào chờ ký.',
  to_issue: 'Không có kết quả nào chờ phát hành.',
  to_return: 'Không có kết quả nào chờ trả.',
  due_soon: 'Không có hồ sơ nào sắp đến hạn trong hai ngày tới.',
  overdue: 'Không có hồ sơ nào quá hạn.',
  waiting: 'Không có hồ sơ nào chờ người nộp bổ sung.',
  open: 'Không có hồ sơ nào đang giải quyết.',
  closed: 'Chưa có hồ sơ nào kết thúc.',
};
