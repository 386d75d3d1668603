import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { controlSheet } from './control-sheet.ts';
import { lookupAddressOf, receiptForm } from './receipt-form.ts';
import { refusalForm } from './refusal-form.ts';
import { resultDocument } from './result-document.ts';
import { sampleControlSheet, sampleReceipt, sampleRefusal, sampleResult, sampleSupplement } from './sample-forms.ts';
import { supplementForm } from './supplement-form.ts';

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const poppler = (tool: string, args: string[], pdf: Uint8Array) =>
  spawnSync(tool, args, { input: pdf, encoding: 'utf8' }).stdout;
/** The words of a document in reading order, line ends and break marks gone. */
const wordsOf = (pdf: Uint8Array) =>
  poppler('pdftotext', ['-', '-'], pdf).replaceAll('\u200b', '').replace(/\s+/g, ' ').normalize('NFC');
const joinedOf = (pdf: Uint8Array) => wordsOf(pdf).replaceAll(' ', '');
const infoOf = (pdf: Uint8Array) => poppler('pdfinfo', ['-'], pdf);

const markup =
  '<b>x</b> #panic("no") *đậm* _nghiêng_ $x^2$ = tiêu đề @ref \\ // chú `mã` [a](b) "kép" -- ... ~ #sys.inputs';

describe.skipIf(!hasPoppler)('each form prints what it was given', () => {
  test.each<[string, Promise<Uint8Array>, string[]]>([
    [
      'form 01',
      receiptForm(sampleReceipt),
      [
        'ỦY BAN NHÂN DÂN XÃ BÌNH NHÌ',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'Bình Nhì, ngày 23 tháng 11 năm 2026',
        'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
        'Số: 0123/TNHS',
        'Mã hồ sơ: 000.12.34.H58-261123-0001',
        'Nguyễn Thị Bé Sáu',
        'huyện Gò Công Tây',
        '0912345678',
        'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
        'Thẻ căn cước công dân của cha, mẹ 2',
        '01 (bộ)',
        '03 ngày làm việc',
        '09 giờ 15 phút, ngày 23 tháng 11 năm 2026',
        '09 giờ 15 phút, ngày 26 tháng 11 năm 2026',
        '8.000 đồng',
        'Nhận thay theo giấy ủy quyền',
        'NGƯỜI TIẾP NHẬN HỒ SƠ',
        'Trần Văn Tám',
      ],
    ],
    [
      'form 02',
      supplementForm(sampleSupplement),
      ['PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ', '1. Giấy chứng sinh bản chính', 'để đối chiếu', '02733838123'],
    ],
    [
      'form 03',
      refusalForm(sampleRefusal),
      ['PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ', 'không tiếp nhận hồ sơ này', 'phường 4', 'bản sao trích lục'],
    ],
    [
      'form 05',
      controlSheet(sampleControlSheet),
      ['PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', 'Quá hạn', 'Người nhận: Lê Thị Hồng Gấm', 'Đã gửi thư xin lỗi'],
    ],
    [
      'a decision',
      resultDocument(sampleResult).then((made) => made.pdf),
      [
        '12/QĐ-STNMT',
        'Điều 2. Quyết định này có hiệu lực',
        '500 m³/ngày đêm',
        '- Lưu: VT.',
        'KT. GIÁM ĐỐC',
        'Phạm Văn Hai',
      ],
    ],
  ])('%s', async (_, made, said) => {
    const words = wordsOf(await made);
    for (const one of said) expect(words).toContain(one);
  });

  test('forms are A5 on one page, a decision is A4, all are tagged PDF with a fixed date', async () => {
    for (const made of [receiptForm(sampleReceipt), supplementForm(sampleSupplement), refusalForm(sampleRefusal)]) {
      expect(infoOf(await made)).toMatch(/Pages: +1\n[^]*Page size: +419\.5\d* x 595\.2\d* pts/);
    }
    const info = infoOf((await resultDocument(sampleResult)).pdf);
    expect(info).toMatch(/Page size: +595\.2\d* x 841\.89 pts \(A4\)/);
    expect(info).toMatch(/Tagged: +yes/);
    const bytes = Buffer.from(await receiptForm(sampleReceipt)).toString('latin1');
    expect(bytes).toContain('<pdfaid:part>2</pdfaid:part>');
  });

  test('markup of every kind is text in every form', async () => {
    const applicant = { name: markup, address: markup, phone: markup, email: markup };
    const forms = [
      receiptForm({ ...sampleReceipt, applicant, subject: markup, notes: markup, clerkName: markup }),
      supplementForm({ ...sampleSupplement, applicant, missing: [markup], reason: markup, link: markup }),
      refusalForm({ ...sampleRefusal, applicant, reason: markup, guidance: markup }),
      controlSheet({ ...sampleControlSheet, applicant, procedureName: markup }),
      resultDocument({ ...sampleResult, abstract: markup, body: markup, articles: [markup], basis: [markup] }).then(
        (made) => made.pdf,
      ),
    ];
    const expected = markup.replaceAll(' ', '');
    for (const made of forms) expect(joinedOf(await made)).toContain(expected);
  });

  test('sixty papers break over pages with the heading repeated, and long words stay on the page', async () => {
    const long = 'Đườngdàikhôngcách'.repeat(12);
    const papers = Array.from({ length: 60 }, (_, i) => ({ name: `${long} số ${i + 1}`, originals: 1, copies: 1 }));
    const pdf = await receiptForm({ ...sampleReceipt, papers, applicant: { ...sampleReceipt.applicant, name: long } });
    const joined = joinedOf(pdf);
    expect(joined.split('Têngiấytờ').length - 1).toBeGreaterThan(3);
    for (let i = 1; i <= 60; i += 1) expect(joined).toContain(`${long}số${i}`.slice(-20));
    const boxes = poppler('pdftotext', ['-bbox', '-', '-'], pdf);
    const rights = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...rights)).toBeLessThan(419.5 - 22);
  });

  test('letters that the font does not have, broken text and direction marks do not keep a form from printing', async () => {
    const name = 'Bé \ud83d\ude00 漢 \ud800 \u202Eabc\u0007 Sáu'.normalize('NFD');
    const words = wordsOf(await receiptForm({ ...sampleReceipt, applicant: { ...sampleReceipt.applicant, name } }));
    expect(words).toMatch(/Bé □ □ \S? ?abc Sáu/);
  });
});

test('the same receipt gives the same bytes, another one others', async () => {
  const [one, same, other] = await Promise.all([
    receiptForm(sampleReceipt),
    receiptForm(sampleReceipt),
    receiptForm({ ...sampleReceipt, notes: 'khác' }),
  ]);
  expect(Buffer.compare(one, same)).toBe(0);
  expect(Buffer.compare(one, other)).not.toBe(0);
});

test('the QR code leads to the page of the dossier with its secret', () => {
  expect(lookupAddressOf(sampleReceipt)).toBe(
    'https://dichvucong.tiengiang.gov.vn/tra-cuu/000.12.34.H58-261123-0001?k=Zx8_abC-1234defG',
  );
});
