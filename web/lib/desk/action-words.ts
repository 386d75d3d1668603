import type { Action } from '@cuaso/platform/cases/actions.ts';
import type { IconName } from '../ui/icons.ts';

type Words = {
  /** The heading of its form. */
  title: string;
  /** What the button does. */
  button: string;
  /** What the page says when it was done. */
  done: string;
  icon: IconName;
  tone?: 'danger';
};

/** What each action is called, and what is said once it is done. */
export const actionWords: Readonly<Record<Action, Words>> = {
  accept: {
    title: 'Tiếp nhận hồ sơ',
    button: 'Tiếp nhận',
    done: 'Đã tiếp nhận hồ sơ; thời hạn bắt đầu tính.',
    icon: 'receive',
  },
  refuse_intake: {
    title: 'Từ chối tiếp nhận',
    button: 'Từ chối tiếp nhận',
    done: 'Đã từ chối tiếp nhận hồ sơ.',
    icon: 'refuse',
    tone: 'danger',
  },
  request_supplement: {
    title: 'Yêu cầu bổ sung',
    button: 'Gửi yêu cầu bổ sung',
    done: 'Đã yêu cầu người nộp bổ sung.',
    icon: 'pause',
  },
  supplement: {
    title: 'Nhận giấy tờ bổ sung tại quầy',
    button: 'Nhận bổ sung',
    done: 'Đã nhận giấy tờ bổ sung.',
    icon: 'upload',
  },
  take: { title: 'Nhận thụ lý', button: 'Nhận thụ lý hồ sơ này', done: 'Ông/bà đã nhận thụ lý hồ sơ.', icon: 'person' },
  assign: { title: 'Phân công thụ lý', button: 'Phân công', done: 'Đã phân công người thụ lý.', icon: 'people' },
  opine: { title: 'Cho ý kiến', button: 'Gửi ý kiến', done: 'Đã ghi ý kiến.', icon: 'message' },
  note: { title: 'Ghi chú nội bộ', button: 'Lưu ghi chú', done: 'Đã lưu ghi chú.', icon: 'edit' },
  attach: { title: 'Đính kèm tệp', button: 'Đính kèm', done: 'Đã đính kèm tệp vào hồ sơ.', icon: 'attachment' },
  draft: { title: 'Dự thảo kết quả', button: 'Lưu dự thảo', done: 'Đã lưu dự thảo kết quả.', icon: 'document' },
  hand_on: {
    title: 'Chuyển bước tiếp theo',
    button: 'Chuyển hồ sơ',
    done: 'Đã chuyển hồ sơ sang bước tiếp theo.',
    icon: 'arrow',
  },
  send_back: { title: 'Trả lại bước trước', button: 'Trả lại', done: 'Đã trả hồ sơ về bước trước.', icon: 'back' },
  // What is signed digitally has a session of its own; this button and sentence are those of the paper way.
  sign: {
    title: 'Ký duyệt kết quả',
    button: 'Ghi nhận đã ký tay',
    done: 'Đã ghi nhận kết quả ký tay trên giấy.',
    icon: 'sign',
  },
  issue: {
    title: 'Vào sổ, phát hành kết quả',
    button: 'Phát hành',
    done: 'Đã phát hành; kết quả chờ trả tại Bộ phận Một cửa.',
    icon: 'stamp',
  },
  hand_over: {
    title: 'Trả kết quả',
    button: 'Trả kết quả',
    done: 'Đã trả kết quả; hồ sơ kết thúc.',
    icon: 'hand-over',
  },
  withdraw: {
    title: 'Rút hồ sơ theo yêu cầu của người nộp',
    button: 'Rút hồ sơ',
    done: 'Đã rút hồ sơ.',
    icon: 'remove',
    tone: 'danger',
  },
};

/** What cannot be undone: its form asks for a tick. */
export const finalActions: ReadonlySet<Action> = new Set(['refuse_intake', 'withdraw', 'sign', 'hand_over']);

/** The name of the tick; it is the page's own and not the operation's. */
export const confirmField = '_xac_nhan';

/** The order in which the page offers actions: first what moves the dossier on. */
export const actionOrder: readonly Action[] = [
  'accept',
  'supplement',
  'take',
  'draft',
  'hand_on',
  'sign',
  'issue',
  'hand_over',
  'request_supplement',
  'send_back',
  'assign',
  'opine',
  'attach',
  'note',
  'refuse_intake',
  'withdraw',
];

/** Whether what an address says was done is an action. */
export function isAction(word: string | null): word is Action {
  return word !== null && Object.hasOwn(actionWords, word);
}

const paperWord = '-tren-giay';

/** The name of the form that does an action the paper way, beside the digital one. */
export function paperFormOf(action: Action): string {
  return action + paperWord;
}

/** The action that a form does, whichever way. */
export function actionOfForm(form: string | undefined): string | undefined {
  return form?.endsWith(paperWord) ? form.slice(0, -paperWord.length) : form;
}
