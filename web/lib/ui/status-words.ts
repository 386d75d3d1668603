import type { DossierState } from '@cuaso/platform/cases/state.ts';
import type { Timeliness } from '@cuaso/kernel/timeliness.ts';
import type { IconName } from './icons.ts';

/** Where a dossier stands, as a tag shows it: the state of the case, and once closed how it was closed. */
export type DossierStatus = 'draft' | DossierState['state'] | NonNullable<DossierState['closedAs']>;

/** How a dossier stands to its promise, as a tag shows it: the result of a finished one, the outlook of an open one. */
export type TimeStatus = Timeliness | 'in_time' | 'due_soon' | 'overdue' | 'stopped';

type Look = { label: string; tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger'; icon: IconName };

/** Words, colour and picture of each status of a dossier. */
export const dossierLooks: Readonly<Record<DossierStatus, Look>> = {
  draft: { label: 'Bản nháp', tone: 'neutral', icon: 'edit' },
  submitted: { label: 'Chờ tiếp nhận', tone: 'info', icon: 'send' },
  awaiting_applicant: { label: 'Chờ bổ sung', tone: 'warning', icon: 'pause' },
  processing: { label: 'Đang giải quyết', tone: 'info', icon: 'clock' },
  result_ready: { label: 'Đã có kết quả', tone: 'success', icon: 'ok' },
  closed: { label: 'Đã kết thúc', tone: 'neutral', icon: 'check' },
  returned: { label: 'Đã trả kết quả', tone: 'success', icon: 'hand-over' },
  withdrawn: { label: 'Đã rút', tone: 'neutral', icon: 'back' },
  refused_intake: { label: 'Từ chối tiếp nhận', tone: 'danger', icon: 'refuse' },
};

/** Words, colour and picture of each relation to the promised time. */
export const timeLooks: Readonly<Record<TimeStatus, Look>> = {
  early: { label: 'Trước hạn', tone: 'success', icon: 'ok' },
  on_time: { label: 'Đúng hạn', tone: 'success', icon: 'check' },
  late: { label: 'Quá hạn', tone: 'danger', icon: 'overdue' },
  in_time: { label: 'Trong hạn', tone: 'info', icon: 'clock' },
  due_soon: { label: 'Sắp đến hạn', tone: 'warning', icon: 'clock' },
  overdue: { label: 'Đang quá hạn', tone: 'danger', icon: 'overdue' },
  stopped: { label: 'Tạm dừng tính giờ', tone: 'neutral', icon: 'pause' },
};
