import type { FactShape, NoticeKind } from '@cuaso/platform/notices/kind.ts';

const common = {
  code: { title: 'Mã hồ sơ', sample: '000.00.15.H58-260310-0001' },
  payerName: { title: 'Tên người nộp', sample: 'Trần Thị Mẫu' },
  procedureName: { title: 'Tên thủ tục', sample: 'Đăng ký khai sinh', elastic: true },
  agencyName: { title: 'Cơ quan thu', sample: 'Ủy ban nhân dân xã Mẫu', elastic: true },
  amount: { title: 'Số tiền', sample: '30.000 đồng' },
} as const satisfies Record<string, FactShape>;

const letter = (...paragraphs: string[]) =>
  ['Kính gửi ông/bà {payerName},', ...paragraphs, 'Đây là thư tự động, ông/bà không cần trả lời.'].join('\n\n');

/** What a payer is told of fees and charges, by the event. */
export const paymentNotices = {
  raised: {
    name: 'payments.raised',
    title: 'Còn phải nộp phí, lệ phí',
    urgency: 'usual',
    choice: 'always',
    facts: common,
    template: {
      title: 'Hồ sơ {code} còn phải nộp {amount}',
      body: letter(
        'Hồ sơ {code} – {procedureName} còn phải nộp {amount} phí, lệ phí cho {agencyName}.',
        'Ông/bà nộp trực tuyến ở trang hồ sơ, chuyển khoản theo mã QR ở đó, hoặc nộp tại Bộ phận Một cửa. Nếu đã nộp thì không cần làm gì thêm.',
      ),
      sms: '{agencyName}: ho so {code} con phai nop {amount} phi, le phi. Da nop thi bo qua tin nay.',
    },
  },
  receipt_issued: {
    name: 'payments.receipt_issued',
    title: 'Đã nộp phí, lệ phí',
    urgency: 'usual',
    choice: 'always',
    facts: { ...common, receipt: { title: 'Số biên lai', sample: '0000012/2026' } },
    template: {
      title: 'Đã nộp {amount} cho hồ sơ {code}',
      body: letter(
        '{agencyName} đã nhận {amount} phí, lệ phí của hồ sơ {code} – {procedureName}.\nBiên lai số {receipt}.',
        'Biên lai tải được ở trang hồ sơ bất cứ lúc nào.',
      ),
      sms: '{agencyName}: da nhan {amount} cua ho so {code}. Bien lai so {receipt}.',
    },
  },
  refunded: {
    name: 'payments.refunded',
    title: 'Đã hoàn tiền phí, lệ phí',
    urgency: 'usual',
    choice: 'always',
    facts: common,
    template: {
      title: 'Đã hoàn {amount} của hồ sơ {code}',
      body: letter(
        '{agencyName} đã hoàn lại {amount} phí, lệ phí của hồ sơ {code} – {procedureName}.',
        'Tiền về nơi ông/bà đã trả. Biên lai của lần nộp này không còn giá trị.',
      ),
      sms: '{agencyName}: da hoan lai {amount} cua ho so {code}. Bien lai cu khong con gia tri.',
    },
  },
} as const satisfies Record<string, NoticeKind>;
