import type { FactShape, NoticeKind } from '../notices/kind.ts';

const common = {
  code: { title: 'Mã hồ sơ', sample: '000.00.15.H58-260310-0001' },
  applicantName: { title: 'Tên người nộp', sample: 'Trần Thị Mẫu' },
  procedureName: { title: 'Tên thủ tục', sample: 'Đăng ký khai sinh', elastic: true },
  agencyName: { title: 'Cơ quan giải quyết', sample: 'Ủy ban nhân dân xã Mẫu', elastic: true },
} as const satisfies Record<string, FactShape>;
const appointment = { title: 'Lời hẹn trả kết quả', sample: 'Hẹn trả kết quả: 16:30 12/03/2026.' };
const reason = { title: 'Lý do', sample: 'Tờ khai chưa có chữ ký của người yêu cầu.', elastic: true } as const;

const greeting = 'Kính gửi ông/bà {applicantName},';
const closing = 'Đây là thư tự động, ông/bà không cần trả lời.';
const letter = (...paragraphs: string[]) => [greeting, ...paragraphs, closing].join('\n\n');
const usual = { urgency: 'usual', choice: 'always' } as const;

/** What an applicant is told of a dossier, by the event. */
export const dossierNotices = {
  submitted: {
    ...usual,
    choice: 'may_mute',
    name: 'cases.submitted',
    title: 'Đã nhận hồ sơ nộp trực tuyến',
    facts: common,
    template: {
      title: 'Đã nhận hồ sơ {code}',
      body: letter(
        'Hồ sơ {code} – {procedureName} đã gửi tới {agencyName}.\nCơ quan sẽ kiểm tra và báo cho ông/bà khi tiếp nhận hoặc khi cần bổ sung.',
      ),
      sms: '{agencyName}: da nhan ho so {code}. Co quan se kiem tra va bao lai.',
    },
  },
  accepted: {
    ...usual,
    name: 'cases.accepted',
    title: 'Hồ sơ được tiếp nhận, hẹn ngày trả kết quả',
    facts: { ...common, appointment },
    template: {
      title: 'Hồ sơ {code} đã được tiếp nhận',
      body: letter('{agencyName} đã tiếp nhận hồ sơ {code} – {procedureName}.\n{appointment}'),
      sms: '{agencyName}: da tiep nhan ho so {code}. {appointment}',
    },
  },
  intake_refused: {
    ...usual,
    name: 'cases.intake_refused',
    title: 'Hồ sơ bị từ chối tiếp nhận',
    facts: { ...common, reason },
    template: {
      title: 'Hồ sơ {code} không được tiếp nhận',
      body: letter(
        '{agencyName} không tiếp nhận hồ sơ {code} – {procedureName}.',
        'Lý do: {reason}',
        'Ông/bà có thể nộp lại khi đã đủ điều kiện, hoặc khiếu nại theo quy định nếu không đồng ý.',
      ),
      sms: '{agencyName} khong tiep nhan ho so {code}. Ly do: {reason}',
    },
  },
  supplement_requested: {
    ...usual,
    name: 'cases.supplement_requested',
    title: 'Hồ sơ cần bổ sung giấy tờ',
    facts: {
      ...common,
      reason,
      papers: { title: 'Giấy tờ cần bổ sung', sample: '– Giấy chứng sinh', elastic: true },
    },
    template: {
      title: 'Hồ sơ {code} cần bổ sung',
      body: letter(
        '{agencyName} đề nghị ông/bà bổ sung hồ sơ {code} – {procedureName}.',
        'Nội dung cần bổ sung: {reason}\n{papers}',
      ),
      sms: '{agencyName}: ho so {code} can bo sung: {reason}',
    },
  },
  supplemented: {
    ...usual,
    choice: 'may_mute',
    name: 'cases.supplemented',
    title: 'Đã nhận giấy tờ bổ sung',
    facts: { ...common, appointment },
    template: {
      title: 'Đã nhận giấy tờ bổ sung của hồ sơ {code}',
      body: letter('{agencyName} đã nhận giấy tờ bổ sung của hồ sơ {code} – {procedureName}.\n{appointment}'),
      sms: '{agencyName}: da nhan giay to bo sung cua ho so {code}. {appointment}',
    },
  },
  result_ready: {
    ...usual,
    name: 'cases.result_ready',
    title: 'Đã có kết quả',
    facts: {
      ...common,
      outcome: { title: 'Kết quả giải quyết', sample: 'đồng ý giải quyết' },
      download: { title: 'Cách tải bản điện tử', sample: 'Bản điện tử có chữ ký số tải được ngay ở trang hồ sơ.' },
      invitation: {
        title: 'Lời mời đánh giá',
        sample: 'Mời ông/bà đánh giá việc giải quyết: https://cong.mau.vn/ho-so/0001/danh-gia',
      },
    },
    template: {
      title: 'Hồ sơ {code} đã có kết quả',
      body: letter(
        'Hồ sơ {code} – {procedureName} đã có kết quả: {outcome}.',
        'Mời ông/bà nhận kết quả tại {agencyName}, khi đi mang theo giấy tiếp nhận hồ sơ và giấy tờ tùy thân; hoặc nhận theo cách đã đăng ký.\n{download}',
        '{invitation}',
      ),
      sms: '{agencyName}: ho so {code} da co ket qua ({outcome}). Moi ong/ba den nhan.',
    },
  },
  handed_over: {
    ...usual,
    choice: 'may_mute',
    name: 'cases.handed_over',
    title: 'Đã trả kết quả',
    facts: { ...common, receiver: { title: 'Người nhận', sample: 'Trần Thị Mẫu', elastic: true } },
    template: {
      title: 'Đã trả kết quả hồ sơ {code}',
      body: letter(
        'Kết quả của hồ sơ {code} – {procedureName} đã được trao cho: {receiver}.',
        'Nếu ông/bà không nhận và không nhờ ai nhận, xin báo ngay cho {agencyName}.',
      ),
      sms: '{agencyName}: da trao ket qua ho so {code} cho {receiver}. Neu khong dung, xin bao ngay.',
    },
  },
  extended: {
    ...usual,
    name: 'cases.extended',
    title: 'Xin lỗi và hẹn lại ngày trả kết quả',
    facts: { ...common, reason, newDueAt: { title: 'Ngày hẹn mới', sample: '16:30 16/03/2026' } },
    template: {
      title: 'Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {code}',
      body: letter(
        '{agencyName} xin lỗi ông/bà vì hồ sơ {code} – {procedureName} chưa giải quyết xong đúng hẹn.',
        'Lý do: {reason}',
        'Ngày hẹn trả kết quả mới: {newDueAt}.',
      ),
      sms: '{agencyName} xin loi ong/ba: ho so {code} hen lai {newDueAt}. Ly do: {reason}',
    },
  },
  withdrawn: {
    ...usual,
    name: 'cases.withdrawn',
    title: 'Hồ sơ đã rút',
    facts: { ...common, reason },
    template: {
      title: 'Hồ sơ {code} đã được rút',
      body: letter(
        'Hồ sơ {code} – {procedureName} tại {agencyName} đã được rút.',
        'Lý do: {reason}',
        'Nếu không phải ông/bà rút hồ sơ, xin báo ngay cho cơ quan.',
      ),
      sms: '{agencyName}: ho so {code} da duoc rut. Neu khong phai ong/ba rut, xin bao ngay.',
    },
  },
} as const satisfies Record<string, NoticeKind>;
