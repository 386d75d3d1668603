import { describe, expect, test } from 'vitest';
import { checkFile } from './check-file.ts';
import { maxFileBytes } from './file-kinds.ts';
import { sampleDocx, sampleJpeg, sampleObjectStream, samplePdf, samplePng, sampleZip } from './sample-files.ts';

const refusal = async (name: string, bytes: Buffer) => {
  try {
    return (await checkFile(name, bytes)).name;
  } catch (error) {
    const { code, details } = error as { code: string; details: { fields: { file: string } } };
    // Each sentence is Vietnamese and ends like one.
    expect(details.fields.file).toMatch(/^\p{Lu}.*[.]$/u);
    return code;
  }
};

describe('what is taken', () => {
  test.each([
    ['đơn xin.pdf', samplePdf()],
    ['quét.jpg', sampleJpeg(2480, 3508)],
    ['quét.png', samplePng(2480, 3508)],
    ['đơn.docx', sampleDocx()],
  ])('%s', async (name, bytes) => {
    expect(await refusal(name, bytes)).toBe(name);
  });

  test('an object stream without commands is no reason to refuse a PDF', async () => {
    expect(await refusal('a.pdf', samplePdf('', sampleObjectStream('<</Type/Font>>')))).toBe('a.pdf');
  });

  test('a Word file may hold the table of a chart', async () => {
    const inner = sampleDocx();
    expect(await refusal('a.docx', sampleDocx([{ name: 'word/embeddings/b.docx', content: inner }]))).toBe('a.docx');
  });
});

describe('what is refused', () => {
  test.each<[string, string, Buffer]>([
    ['files.empty', 'a.pdf', Buffer.alloc(0)],
    ['files.too_large', 'a.pdf', Buffer.concat([samplePdf(), Buffer.alloc(maxFileBytes)])],
    ['files.false_extension', 'a.pdf', sampleJpeg(10, 10)],
    ['files.false_extension', 'a.jpg', samplePdf()],
    ['files.false_extension', 'a.pdf.exe', samplePdf()],
    ['files.false_extension', 'a.xlsx', sampleDocx()],
    ['files.kind_not_taken', 'a.html', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['files.kind_not_taken', 'a.pdf', Buffer.from('<html><body>không phải PDF</body></html>')],
    ['files.kind_not_taken', 'a.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['files.kind_not_taken', 'a.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['files.kind_not_taken', 'a.exe', Buffer.from(`MZ${'\0'.repeat(200)}`)],
    ['files.kind_not_taken', 'a.zip', sampleZip([{ name: 'a.txt', content: 'a' }])],
    ['files.kind_not_taken', 'a.docx', sampleDocx().subarray(0, 40)],
    ['files.office_old', 'a.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
  ])('%s: %s', async (code, name, bytes) => {
    expect(await refusal(name, bytes)).toBe(code);
  });
});

describe('a PDF that is refused', () => {
  test.each<[string, string, Buffer]>([
    ['cut off', 'files.pdf_broken', samplePdf().subarray(0, -20)],
    ['locked', 'files.pdf_locked', samplePdf('', '', '/Encrypt 7 0 R')],
    ['running a script', 'files.pdf_active', samplePdf('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>')],
    ['hiding the word in escapes', 'files.pdf_active', samplePdf('/OpenAction<</S/J#61v#61Script/JS(x)>>')],
    ['starting a program', 'files.pdf_active', samplePdf('/OpenAction<</S/Launch/F(cmd.exe)>>')],
    ['hiding it in a packed stream', 'files.pdf_active', samplePdf('', sampleObjectStream('<</S/JavaScript/JS(x)>>'))],
    ['packed so that it swells', 'files.pdf_unreadable', samplePdf('', sampleObjectStream(' '.repeat(80_000_000)))],
  ])('%s', async (_, code, bytes) => {
    expect(await refusal('a.pdf', bytes)).toBe(code);
  });
});

describe('a Word file that is refused', () => {
  const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
  test.each<[string, string, Buffer]>([
    ['with macros', 'files.office_macros', sampleDocx([{ name: 'word/vbaProject.bin', content: 'x' }])],
    ['called a macro file by its types', 'files.office_macros', sampleDocx([], macro)],
    ['with a program', 'files.office_program', sampleDocx([{ name: 'word/media/a.exe', content: 'MZ' }])],
    ['that swells', 'files.office_bomb', sampleDocx([{ name: 'word/a.xml', content: zeros(20) }])],
    [
      'that says it is small',
      'files.office_broken',
      sampleDocx([{ name: 'word/a.xml', content: zeros(20), says: 900 }]),
    ],
    ['with 4,000 entries', 'files.office_bomb', sampleDocx(manyEntries(4000))],
    ['with a path outside', 'files.office_broken', sampleDocx([{ name: '../../etc/passwd', content: 'x' }])],
    ['with an archive', 'files.office_nested', sampleDocx([{ name: 'word/a.zip', content: sampleZip([]) }])],
    ['nested twice', 'files.office_nested', sampleDocx([nested(sampleDocx([nested(sampleDocx())]))])],
    ['with macros one level down', 'files.office_macros', sampleDocx([nested(sampleDocx([vba]))])],
    ['cut off', 'files.office_broken', sampleDocx().subarray(0, -30)],
  ])('%s', async (_, code, bytes) => {
    expect(await refusal('a.docx', bytes)).toBe(code);
  });
});

const vba = { name: 'word/vbaProject.bin', content: 'x' };
function nested(content: Buffer) {
  return { name: 'word/embeddings/a.docx', content };
}
function manyEntries(count: number) {
  return Array.from({ length: count }, (_, i) => ({ name: `word/${i}.xml`, content: '' }));
}

describe('a picture that is refused', () => {
  test.each<[string, Buffer]>([
    ['files.image_too_big', samplePng(60_000, 60_000)],
    ['files.image_too_big', samplePng(19_000, 19_000)],
    ['files.image_broken', samplePng(0, 100)],
    ['files.image_broken', samplePng(10, 10).subarray(0, 30)],
  ])('%s', async (code, bytes) => {
    expect(await refusal('a.png', bytes)).toBe(code);
  });
  test('a JPEG without a frame', async () => {
    expect(await refusal('a.jpg', sampleJpeg(10, 10).subarray(0, 24))).toBe('files.image_broken');
    expect(await refusal('a.jpg', sampleJpeg(65_000, 65_000))).toBe('files.image_too_big');
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/đơn.pdf', 'đơn.pdf'],
    ['C:\\Users\\Bé Sáu\\Đơn xin.PDF', 'Đơn xin.pdf'],
    ['Đơn'.normalize('NFD') + '.pdf', 'Đơn.pdf'],
    ['a\u202Efdp.exe.pdf', 'afdp.exe.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['<script>.pdf', '_script_.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['...', 'tep.pdf'],
    ['không đuôi', 'không đuôi.pdf'],
    ['\ud800.pdf', '_.pdf'],
    [`${'ế'.repeat(400)}.pdf`, `${'ế'.repeat(146)}.pdf`],
  ])('%j is kept as %j', async (name, kept) => {
    expect(await refusal(name, samplePdf())).toBe(kept);
  });
});
