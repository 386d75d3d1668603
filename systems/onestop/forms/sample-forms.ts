import type { ControlSheet } from './control-sheet.ts';
import type { Receipt } from './receipt-form.ts';
import type { Refusal } from './refusal-form.ts';
import type { ResultDocument } from './result-document.ts';
import type { SupplementRequest } from './supplement-form.ts';

const commune = { name: 'Ủy ban nhân dân xã Bình Nhì', parentName: '', place: 'Bình Nhì' };
const department = {
  name: 'Sở Tài nguyên và Môi trường',
  parentName: 'Ủy ban nhân dân tỉnh Tiền Giang',
  place: 'Mỹ Tho',
};
const common = {
  office: commune,
  number: '0123/TNHS',
  code: '000.12.34.H58-261123-0001',
  applicant: {
    name: 'Nguyễn Thị Bé Sáu',
    address: 'Ấp Bình Thạnh, xã Bình Nhì, huyện Gò Công Tây',
    phone: '0912345678',
    email: 'besau@example.vn',
  },
  procedureName: 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
  issuedAt: new Date('2026-11-23T02:15:00Z'),
};

/** An invented receipt, for trying form 01. */
export const sampleReceipt: Receipt = {
  ...common,
  secret: 'Zx8_abC-1234defG',
  baseUrl: 'https://dichvucong.tiengiang.gov.vn',
  subject: 'Đăng ký khai sinh cho Nguyễn Văn Út',
  papers: [
    { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1, copies: 0 },
    { name: 'Thẻ căn cước công dân của cha, mẹ', originals: 0, copies: 2 },
  ],
  sets: 1,
  limitText: '03 ngày làm việc',
  receivedAt: common.issuedAt,
  dueAt: new Date('2026-11-26T02:15:00Z'),
  returnPlace: 'Bộ phận Tiếp nhận và Trả kết quả',
  feeVnd: 8000,
  notes: 'Nhận thay theo giấy ủy quyền',
  filerName: 'Nguyễn Thị Bé Sáu',
  clerkName: 'Trần Văn Tám',
};

/** An invented request, for trying form 02. */
export const sampleSupplement: SupplementRequest = {
  ...common,
  number: '0012/HDHS',
  missing: ['Giấy chứng sinh bản chính', 'Bản chụp thẻ căn cước của cha'],
  reason: 'Giấy chứng sinh nộp là bản chụp không có chứng thực.\nĐề nghị nộp bản chính để đối chiếu.',
  contactName: 'Trần Văn Tám',
  contactPhone: '02733838123',
  link: 'https://dichvucong.tiengiang.gov.vn/ho-so/1',
  clerkName: 'Trần Văn Tám',
};

/** An invented refusal, for trying form 03. */
export const sampleRefusal: Refusal = {
  ...common,
  number: '0003/TCHS',
  stage: 'intake',
  reason: 'Trẻ đã được đăng ký khai sinh tại phường 4, thành phố Mỹ Tho.',
  guidance: 'Ông/Bà có thể xin cấp bản sao trích lục khai sinh.',
  filerName: 'Nguyễn Thị Bé Sáu',
  clerkName: 'Trần Văn Tám',
};

/** An invented way of a dossier, for trying form 05. */
export const sampleControlSheet: ControlSheet = {
  ...common,
  office: department,
  limitText: '30 ngày làm việc',
  receivedAt: common.issuedAt,
  dueAt: new Date('2027-01-05T02:15:00Z'),
  turns: [
    {
      from: 'Bộ phận Tiếp nhận và Trả kết quả',
      to: 'Phòng Tài nguyên nước',
      giver: 'Trần Văn Tám',
      taker: 'Lê Thị Hồng Gấm',
      at: common.issuedAt,
      timeliness: 'late',
      note: 'Đã gửi thư xin lỗi',
    },
  ],
};

/** An invented decision, for trying the result document. */
export const sampleResult: ResultDocument = {
  office: department,
  number: '12/QĐ-STNMT',
  signedOn: common.issuedAt,
  originalAt: 'https://dichvucong.tiengiang.gov.vn/ket-qua/000.12.34.H58-261123-0001',
  kind: 'Quyết định',
  abstract: 'Về việc cấp giấy phép khai thác, sử dụng nước mặt',
  authority: 'Giám đốc Sở Tài nguyên và Môi trường',
  basis: ['Căn cứ Luật Tài nguyên nước ngày 21 tháng 6 năm 2012;'],
  body: '',
  articles: ['Cấp phép cho Công ty TNHH Sông Tiền.', 'Quyết định này có hiệu lực kể từ ngày ký.'],
  facts: [{ label: 'Lưu lượng', value: '500 m³/ngày đêm' }],
  receivers: ['Như Điều 3;', 'Lưu: VT.'],
  signer: { capacity: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Phạm Văn Hai' },
  draftedAt: common.issuedAt,
};
