import type { CertificateRow } from '@cuaso/systems/signing/certificate-rows.ts';
import type { IconName } from '../ui/icons.ts';

type Standing = CertificateRow['standing'];

/** Something that can be recorded of a certificate's device, with the page that asks about it. */
export type CustodyAct = {
  /** The last part of its address. */
  word: string;
  act: 'handed_over' | 'returned' | 'locked' | 'unlocked' | 'revoked';
  title: string;
  question: string;
  confirm: string;
  done: string;
  /** What follows. */
  effect: string;
  icon: IconName;
  tone: 'primary' | 'danger';
  people: 'giver_and_receiver' | 'giver' | 'nobody';
  from: readonly Standing[];
};

const inUse: readonly Standing[] = ['usable', 'expiring', 'expired', 'not_yet'];

/** What can be recorded, in the order in which a page offers it. */
export const custodyActs: readonly CustodyAct[] = [
  {
    word: 'ban-giao',
    act: 'handed_over',
    title: 'Bàn giao thiết bị',
    question: 'Bàn giao thiết bị ký của',
    confirm: 'Ghi nhận bàn giao',
    done: 'Đã ghi nhận bàn giao thiết bị.',
    effect: 'Chứng thư dùng được sau khi bàn giao, nếu còn hiệu lực.',
    icon: 'hand-over',
    tone: 'primary',
    people: 'giver_and_receiver',
    from: [...inUse, 'returned'],
  },
  {
    word: 'thu-lai',
    act: 'returned',
    title: 'Thu lại thiết bị',
    question: 'Thu lại thiết bị ký của',
    confirm: 'Ghi nhận thu lại',
    done: 'Đã ghi nhận thu lại thiết bị.',
    effect: 'Không ký được bằng chứng thư này cho đến khi bàn giao lại.',
    icon: 'back',
    tone: 'primary',
    people: 'giver',
    from: [...inUse, 'locked'],
  },
  {
    word: 'khoa',
    act: 'locked',
    title: 'Tạm khóa',
    question: 'Tạm khóa chứng thư số của',
    confirm: 'Tạm khóa',
    done: 'Đã tạm khóa chứng thư số.',
    effect: 'Không ký được bằng chứng thư này cho đến khi mở khóa. Chữ ký đã có không bị ảnh hưởng.',
    icon: 'lock',
    tone: 'danger',
    people: 'nobody',
    from: inUse,
  },
  {
    word: 'mo-khoa',
    act: 'unlocked',
    title: 'Mở khóa',
    question: 'Mở khóa chứng thư số của',
    confirm: 'Mở khóa',
    done: 'Đã mở khóa chứng thư số.',
    effect: 'Chứng thư dùng lại được ngay, nếu còn hiệu lực.',
    icon: 'key',
    tone: 'primary',
    people: 'nobody',
    from: ['locked'],
  },
  {
    word: 'thu-hoi',
    act: 'revoked',
    title: 'Thu hồi chứng thư',
    question: 'Thu hồi chứng thư số của',
    confirm: 'Thu hồi, không dùng lại',
    done: 'Đã ghi nhận thu hồi chứng thư số.',
    effect:
      'Không ký được bằng chứng thư này nữa và không hoàn tác được. Việc này chỉ ghi trong kho của tỉnh: xin đồng thời yêu cầu nơi cấp thu hồi. Chữ ký đã có trước đó vẫn giữ giá trị.',
    icon: 'refuse',
    tone: 'danger',
    people: 'nobody',
    from: [...inUse, 'locked', 'returned'],
  },
];

/** The act of an address, if it can be recorded of a certificate that stands so. */
export function custodyActOf(word: string | undefined, standing: Standing): CustodyAct | undefined {
  return custodyActs.find((one) => one.word === word && one.from.includes(standing));
}

/** What the history calls each act. */
export const custodyLooks: Readonly<Record<'recorded' | CustodyAct['act'], { title: string; icon: IconName }>> = {
  recorded: { title: 'Ghi vào kho', icon: 'add' },
  handed_over: { title: 'Bàn giao thiết bị', icon: 'hand-over' },
  returned: { title: 'Thu lại thiết bị', icon: 'back' },
  locked: { title: 'Tạm khóa', icon: 'lock' },
  unlocked: { title: 'Mở khóa', icon: 'key' },
  revoked: { title: 'Thu hồi chứng thư', icon: 'refuse' },
};
