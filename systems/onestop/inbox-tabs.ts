import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { type Expression, type SqlBool, sql } from 'kysely';

/** The lists an officer works through; each is one condition on the current row. */
export const inboxTabs = [
  'mine',
  'unit',
  'to_receive',
  'to_review',
  'to_sign',
  'to_issue',
  'to_return',
  'due_soon',
  'overdue',
  'waiting',
  'open',
  'closed',
] as const;
/** One of the lists. */
export type InboxTab = (typeof inboxTabs)[number];

/** What a list is called. */
export const inboxTabTitles: Readonly<Record<InboxTab, string>> = {
  mine: 'Của tôi',
  unit: 'Đơn vị tôi',
  to_receive: 'Chờ tiếp nhận',
  to_review: 'Chờ duyệt',
  to_sign: 'Chờ ký',
  to_issue: 'Chờ phát hành',
  to_return: 'Chờ trả kết quả',
  due_soon: 'Sắp đến hạn',
  overdue: 'Quá hạn',
  waiting: 'Chờ người nộp bổ sung',
  open: 'Đang giải quyết',
  closed: 'Đã kết thúc',
};

const soonMs = 2 * 24 * 3600 * 1000;

/** The condition of a list on `cases.dossier d`, at this instant, for this officer. */
export function tabCondition(tab: InboxTab, actor: Actor, now: Date): Expression<SqlBool> {
  const official = actor.kind === 'official' ? actor : undefined;
  const unitIds = official?.positions.map((position) => position.unitId) ?? [];
  switch (tab) {
    case 'mine':
      return sql<SqlBool>`d.state = 'processing' and d.official_id = ${official?.officialId ?? null}::uuid`;
    case 'unit':
      return sql<SqlBool>`d.state = 'processing' and d.unit_id = any(${unitIds}::uuid[])`;
    case 'to_receive':
      return sql<SqlBool>`d.state = 'submitted'`;
    case 'to_review':
      return sql<SqlBool>`d.state = 'processing' and d.step_kind = 'review'`;
    case 'to_sign':
      return sql<SqlBool>`d.state = 'processing' and d.step_kind = 'sign'`;
    case 'to_issue':
      return sql<SqlBool>`d.state = 'processing' and d.step_kind = 'issue'`;
    case 'to_return':
      return sql<SqlBool>`d.state = 'result_ready'`;
    case 'due_soon':
      return sql<SqlBool>`d.state = 'processing' and d.due_at >= ${now} and d.due_at < ${new Date(now.getTime() + soonMs)}`;
    case 'overdue':
      return sql<SqlBool>`d.state = 'processing' and d.due_at < ${now}`;
    case 'waiting':
      return sql<SqlBool>`d.state = 'awaiting_applicant'`;
    case 'open':
      return sql<SqlBool>`d.state in ('submitted', 'awaiting_applicant', 'processing', 'result_ready')`;
    case 'closed':
      return sql<SqlBool>`d.state = 'closed'`;
  }
}
