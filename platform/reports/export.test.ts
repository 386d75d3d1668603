import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { csvPiecesOf } from './csv-export.ts';
import type { Column, Rows } from './export-columns.ts';
import { xlsxPiecesOf } from './xlsx-export.ts';

type Row = { code: string; name: string; feeVnd: number | null; on: string | null; at: Date | null };
const columns: Column<Row>[] = [
  { title: 'Mã hồ sơ', kind: 'text', value: (row) => row.code },
  { title: 'Họ và tên', kind: 'text', value: (row) => row.name },
  { title: 'Lệ phí', kind: 'money', value: (row) => row.feeVnd },
  { title: 'Ngày sinh', kind: 'date', value: (row) => row.on },
  { title: 'Hẹn trả', kind: 'instant', value: (row) => row.at },
];
const at = new Date('2026-11-23T20:15:00Z');
const plain: Row = { code: '000.00.00.H58-261123-0001', name: 'Đỗ Thị Ánh', feeVnd: 8000, on: '1990-02-05', at };
const empty: Row = { code: '', name: '', feeVnd: null, on: null, at: null };
const formulas = ['=1+1', '+84912', '-5', '@SUM(A1)', '\t=1', '\r=1', '＝1', "=cmd|' /C calc'!A0"];

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
const csv = async (rows: Rows<Row>) => (await collect(csvPiecesOf(columns, rows))).toString('utf8');

describe('CSV', () => {
  test('has a byte order mark, Vietnamese titles and CRLF line ends', async () => {
    expect(await csv([plain, empty])).toBe(
      '\uFEFFMã hồ sơ,Họ và tên,Lệ phí,Ngày sinh,Hẹn trả\r\n' +
        '000.00.00.H58-261123-0001,Đỗ Thị Ánh,8000,05/02/1990,03:15 24/11/2026\r\n,,,,\r\n',
    );
  });

  test('quotes what RFC 4180 says must be quoted', async () => {
    expect(await csv([{ ...empty, name: 'a "b", c\nd' }])).toContain(',"a ""b"", c\nd",');
  });

  test.each(formulas)('%j is text for a spreadsheet', async (name) => {
    const line = (await csv([{ ...empty, name }])).split('\r\n').slice(1).join('\r\n');
    expect(line).toMatch(/^,"?'/);
  });

  test('a negative number stays a number', async () => {
    expect(await csv([{ ...empty, feeVnd: -5 }])).toContain(',,-5,,');
  });
});

describe('XLSX', () => {
  const read = async (rows: Rows<Row>) => {
    const bytes = await collect(xlsxPiecesOf({ name: 'Hồ sơ [quá hạn]/tháng 11', columns, rows, madeAt: at }));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
    return workbook.worksheets[0] ?? expect.fail('no sheet');
  };

  test('days are days, instants show the clock of Viet Nam, numbers are numbers, empty stays empty', async () => {
    const sheet = await read([plain, empty]);
    expect(sheet.name).toBe('Hồ sơ  quá hạn  tháng 11');
    expect(sheet.getRow(1).values).toEqual([undefined, 'Mã hồ sơ', 'Họ và tên', 'Lệ phí', 'Ngày sinh', 'Hẹn trả']);
    const row = sheet.getRow(2);
    expect(row.getCell(2).value).toBe('Đỗ Thị Ánh');
    expect(row.getCell(3).value).toBe(8000);
    expect(row.getCell(4).value).toEqual(new Date('1990-02-05T00:00:00Z'));
    expect(row.getCell(4).numFmt).toBe('dd/mm/yyyy');
    expect(row.getCell(5).value).toEqual(new Date('2026-11-24T03:15:00Z'));
    expect(sheet.getRow(3).getCell(3).value).toBeNull();
  });

  test('the heading stays in sight and filters', async () => {
    const sheet = await read([plain]);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:E1');
  });

  test('a formula is stored as text, and what XML cannot hold is left out', async () => {
    const sheet = await read([...formulas, 'a\u0000b\ud800'].map((name) => ({ ...empty, name })));
    formulas.forEach((_, i) => expect(sheet.getRow(i + 2).getCell(2).type).toBe(ExcelJS.ValueType.String));
    expect(sheet.getRow(formulas.length + 2).getCell(2).value).toBe('ab\ufffd');
  });

  test('rows from a slow source are written as they come', async () => {
    async function* many() {
      for (let i = 0; i < 5000; i += 1) yield { ...plain, code: String(i) };
    }
    const sheet = await read(many());
    expect(sheet.rowCount).toBe(5001);
    expect(sheet.getRow(5001).getCell(1).value).toBe('4999');
  });

  test('an error of the source reaches the reader', async () => {
    async function* broken() {
      yield plain;
      throw new Error('the database went away');
    }
    await expect(read(broken())).rejects.toThrow('the database went away');
  });
});
