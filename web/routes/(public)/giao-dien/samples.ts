import type { DossierStatus, TimeStatus } from '#lib/ui/status-words.ts';

/** A row of the sample table of the gallery. */
export type SampleDossier = {
  code: string;
  procedure: string;
  applicant: string;
  due: string;
  feeVnd: number;
  status: DossierStatus;
  time: TimeStatus;
};

/** Invented dossiers in every look. */
export const sampleDossiers: SampleDossier[] = [
  {
    code: '000.00.15.H58-200302-0007',
    procedure: 'Cấp giấy chứng nhận đăng ký hộ kinh doanh',
    applicant: 'Trần Thị Mai',
    due: '17:00 05/03/2020',
    feeVnd: 100_000,
    status: 'processing',
    time: 'in_time',
  },
  {
    code: '000.31.15.H58-200228-0121',
    procedure: 'Đăng ký khai sinh có yếu tố nước ngoài',
    applicant: 'Nguyễn Văn Phước',
    due: '11:30 03/03/2020',
    feeVnd: 0,
    status: 'awaiting_applicant',
    time: 'stopped',
  },
  {
    code: '000.00.08.H58-200211-0034',
    procedure:
      'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển nhượng',
    applicant: 'Công ty TNHH Xây dựng Gò Công',
    due: '17:00 26/02/2020',
    feeVnd: 1_250_000,
    status: 'processing',
    time: 'overdue',
  },
  {
    code: '000.00.19.H58-200225-0002',
    procedure: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    applicant: 'Lê Hoàng Ân',
    due: '10:15 02/03/2020',
    feeVnd: 75_000,
    status: 'returned',
    time: 'early',
  },
];
