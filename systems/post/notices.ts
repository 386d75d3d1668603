import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { NoticeKind } from '@cuaso/platform/notices/kind.ts';
import { notify } from '@cuaso/platform/notices/notify.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { HeldItem } from './item.ts';

const facts = {
  code: { title: 'Mã hồ sơ', sample: '000.00.15.H58-260310-0001' },
  applicantName: { title: 'Tên người nộp', sample: 'Trần Thị Mẫu' },
  agencyName: { title: 'Cơ quan giải quyết', sample: 'Ủy ban nhân dân xã Mẫu', elastic: true },
  itemCode: { title: 'Mã bưu phẩm', sample: 'BC2345ABCD' },
} as const;
const tracking = { title: 'Số hiệu bưu gửi', sample: 'Số hiệu bưu gửi: EB123456789VN.' };
const reason = { title: 'Lý do', sample: 'Không có người nhận.', elastic: true } as const;
const letter = (...paragraphs: string[]) =>
  ['Kính gửi ông/bà {applicantName},', ...paragraphs, 'Đây là thư tự động, ông/bà không cần trả lời.'].join('\n\n');
const always = { urgency: 'usual', choice: 'always' } as const;

/** What an applicant is told of an order to the post. */
export const postNotices = {
  handed_over: {
    ...always,
    choice: 'may_mute',
    name: 'post.handed_over',
    title: 'Đã giao cho bưu điện',
    facts: { ...facts, tracking },
    template: {
      title: 'Hồ sơ {code}: đã giao cho bưu điện',
      body: letter(
        '{agencyName} đã chuyển yêu cầu bưu chính {itemCode} của hồ sơ {code} cho bưu điện.\n{tracking}',
        'Bưu tá sẽ gọi số điện thoại ông/bà đã ghi trước khi đến.',
      ),
      sms: '{agencyName}: ho so {code} da giao buu dien, ma {itemCode}. {tracking}',
    },
  },
  arrived: {
    ...always,
    choice: 'may_mute',
    name: 'post.arrived',
    title: 'Bưu điện đã phát bưu phẩm',
    facts: { ...facts, receiver: { title: 'Người nhận', sample: 'Trần Thị Mẫu', elastic: true } },
    template: {
      title: 'Hồ sơ {code}: bưu phẩm đã phát',
      body: letter(
        'Bưu điện báo bưu phẩm {itemCode} của hồ sơ {code} đã giao tận nơi. Người nhận: {receiver}.',
        'Nếu không đúng, xin báo mất trên trang hồ sơ hoặc báo ngay cho {agencyName}.',
      ),
      sms: '{agencyName}: buu pham {itemCode} cua ho so {code} da giao cho {receiver}.',
    },
  },
  returned: {
    ...always,
    name: 'post.returned',
    title: 'Bưu phẩm chuyển hoàn',
    facts: { ...facts, reason },
    template: {
      title: 'Hồ sơ {code}: bưu điện không phát được',
      body: letter(
        'Bưu điện không phát được bưu phẩm {itemCode} của hồ sơ {code} và đã chuyển trả {agencyName}.',
        'Lý do: {reason}',
        'Ông/bà có thể đặt phát lại trên trang hồ sơ, hoặc đến {agencyName}.',
      ),
      sms: '{agencyName}: buu dien khong phat duoc buu pham {itemCode} cua ho so {code}: {reason}',
    },
  },
  lost: {
    ...always,
    name: 'post.lost',
    title: 'Bưu phẩm thất lạc',
    facts: { ...facts, reason },
    template: {
      title: 'Hồ sơ {code}: bưu phẩm thất lạc',
      body: letter(
        'Bưu điện báo bưu phẩm {itemCode} của hồ sơ {code} bị thất lạc.',
        'Nội dung: {reason}',
        '{agencyName} xin lỗi ông/bà, đang làm việc với bưu điện và sẽ trả lời ông/bà.',
      ),
      sms: '{agencyName} xin loi: buu pham {itemCode} cua ho so {code} that lac, dang lam viec voi buu dien.',
    },
  },
  loss_answered: {
    ...always,
    name: 'post.loss_answered',
    title: 'Trả lời báo mất bưu phẩm',
    facts: { ...facts, answer: { title: 'Trả lời', sample: 'Đã tìm thấy. Mai phát lại.', elastic: true } },
    template: {
      title: 'Hồ sơ {code}: trả lời về bưu phẩm báo mất',
      body: letter('{agencyName} trả lời việc báo mất bưu phẩm {itemCode} của hồ sơ {code}:', '{answer}'),
      sms: '{agencyName} tra loi ve buu pham {itemCode} cua ho so {code}: {answer}',
    },
  },
} as const satisfies Record<string, NoticeKind>;

/** Tells the applicant, in the transaction in which it happens; once for each event of the order. */
export async function tell(
  ctx: Context,
  word: keyof typeof postNotices,
  of: { item: HeldItem; dossier: HeldDossier },
  more: Record<string, string>,
): Promise<void> {
  const { item, dossier } = of;
  const { name, phone, email } = dossier.state.applicant;
  await notify(ctx, {
    kind: postNotices[word],
    subject: { relation: 'cases.dossier', id: dossier.id },
    agencyId: dossier.agencyId,
    confidentiality: dossier.confidentiality,
    recipient: { accountId: dossier.accountId, name, phone, email },
    facts: { code: dossier.code, applicantName: name, itemCode: item.code, ...more },
    dedupeKey: `post:${item.id}:${item.seq}:${word}`,
    path: dossier.accountId === null ? `/tra-cuu/${dossier.code}` : `/ho-so/${dossier.id}/buu-chinh`,
  });
}
