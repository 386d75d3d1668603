import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import type { Trust } from '../trust.ts';
import { BadPdf } from './bad-pdf.ts';
import { checkPdf } from './check-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { preparePdf } from './prepare-pdf.ts';
import { readSignatures } from './read-signatures.ts';
import { trappedObjects, trappedPdf } from './sample-document.ts';
import { sampleSeal } from './sample-images.ts';
import type { Appended } from './sample-pdf-files.ts';
import { lastSectionOf, savedAgain, streamBody } from './sample-pdf-files.ts';
import type { SampleSigner } from './sample-signing.ts';
import { sealedSample, signedSample } from './sample-signing.ts';
import { digestAround } from './signature-dictionary.ts';
import { addTextFields, fillTextFields } from './text-fields.ts';

let pki: Pki;
/** The document with traps, signed once by the leader; its field is the last object. */
let signed: Buffer;
const now = new Date();
const signer = (name: 'leader' | 'agency' | 'stranger' | 'expired'): SampleSigner => ({
  ...pki.holders[name],
  chain: [pki.authority],
});
const trust = (): Trust => ({ now: new Date(), authorities: pki.trusted, revocations: [pki.crl(), pki.rootCrl()] });
const place = { x: 60, y: 740, width: 120, height: 40 };
const seal = { kind: 'organisation', image: sampleSeal(), page: 1, rect: place } as const;
const field = {
  name: 'so',
  page: 1,
  rect: { x: 300, y: 700, width: 120, height: 16 },
  fontSizePt: 13,
  align: 'left',
} as const;

beforeAll(async () => {
  pki = await makePki();
  signed = await signedSample(trappedPdf(savedAgain), { now }, signer('leader'));
}, 60_000);
afterAll(() => pki.remove());

const told = (bytes: Buffer) =>
  checkPdf(bytes, trust()).signatures.map(({ verdict, findings }) => [
    verdict,
    ...findings.map(({ reason }) => reason),
  ]);
const laterOf = (bytes: Buffer, index = 0) => checkPdf(bytes, trust()).signatures[index]?.laterChanges;
const dictOf = (bytes: Buffer, number: number): string => {
  const text = bytes.toString('latin1');
  const at = text.lastIndexOf(`\n${number} 0 obj\n`);
  return text.slice(text.indexOf('<<', at), text.indexOf('\nendobj', at));
};
const signatureOf = (bytes: Buffer) => {
  const [first] = readSignatures(openPdf(bytes));
  if (first?.contents == null) throw new Error('no signature');
  return { ...first, contents: first.contents, number: first.field.ref.number };
};

describe('what may follow a signature', () => {
  test('nothing does, and the signature is valid', () => {
    const report = checkPdf(signed, trust());
    expect(report.isIntact).toBe(true);
    const [only] = report.signatures;
    expect([only?.verdict, only?.findings, only?.laterChanges, only?.level]).toEqual(['valid', [], [], 'B-B']);
    expect(only?.signer?.commonName).toBe('Nguyễn Thị Thử Ký');
    expect(only?.claimedAt?.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000);
  });

  test('a file without signatures is not intact', () => {
    expect(checkPdf(trappedPdf(savedAgain), trust())).toEqual({ format: 'pades', signatures: [], isIntact: false });
  });

  test('the number is filled in and the agency seals: both signatures hold, and the report tells in which order', async () => {
    const one = await signedSample(
      addTextFields(trappedPdf(savedAgain), [field]),
      { now, lock: 'form_filling' },
      signer('leader'),
    );
    const two = await signedSample(
      fillTextFields(one, { so: '12/QĐ-UBND' }),
      { now, appearance: seal },
      signer('agency'),
    );
    const report = checkPdf(two, trust());
    expect(report.isIntact).toBe(true);
    expect(report.signatures.map(({ laterChanges }) => laterChanges)).toEqual([
      [
        { kind: 'form_field', what: 'so' },
        { kind: 'signature', what: 'ChuKy2 (hiện ở trang 1, đè lên chữ)' },
      ],
      [],
    ]);
  });

  test('a seal beside the text is not said to lie over it', async () => {
    const appearance = { ...seal, rect: { ...place, y: 300 } };
    const two = await signedSample(signed, { now, appearance }, signer('agency'));
    expect(laterOf(two)).toEqual([{ kind: 'signature', what: 'ChuKy2 (hiện ở trang 1)' }]);
  });

  test('a saving that changes nothing is no change', () => {
    const same = savedAgain(signed, { 5: trappedObjects[5] ?? '' });
    expect([told(same), laterOf(same)]).toEqual([[['valid']], []]);
  });
});

const page = (changes: string): string => (trappedObjects[3] ?? '').replace('/Annots[12 0 R]', changes);
/** The page as it was signed, with one more annotation. */
const annotated = (number: number, body: string) => () => {
  const own = signatureOf(signed).number;
  return { 3: page(`/Annots[12 0 R ${own} 0 R ${number} 0 R]`), [number]: body };
};
/** The form with one more field that is also on the page. */
const grown =
  (number: number, body: string, onPages = [3]) =>
  () => {
    const own = signatureOf(signed).number;
    const catalog = dictOf(signed, 1);
    const formNumber = Number(/\/AcroForm (\d+) 0 R/.exec(catalog)?.[1]);
    const objects: Record<number, string> = {
      [formNumber]: `<</Fields[${own} 0 R ${number} 0 R]/SigFlags 3>>`,
      3: page(`/Annots[12 0 R ${own} 0 R${onPages.includes(3) ? ` ${number} 0 R` : ''}]`),
      [number]: body,
    };
    if (onPages.includes(10))
      objects[10] = (trappedObjects[10] ?? '').replace('/Contents', `/Annots[${number} 0 R]/Contents`);
    return objects;
  };
const formWith = (entries: string) => () => {
  const number = Number(/\/AcroForm (\d+) 0 R/.exec(dictOf(signed, 1))?.[1]);
  return { [number]: dictOf(signed, number).replace('>>', `${entries}>>`) };
};
const catalogWith = (from: string | RegExp, to: string) => () => ({ 1: dictOf(signed, 1).replace(from, to) });
const ownField = (from: string | RegExp, to: string) => () => {
  const { number } = signatureOf(signed);
  return { [number]: dictOf(signed, number).replace(from, to) };
};
const widget = '<</Type/Annot/Subtype/Widget/FT/Sig/T(X)/F 4/P 3 0 R/Rect[60 740 300 780]';
const cover = '/AP<</N 7 0 R>>';

describe('what is changed after a signature makes it invalid, and the report says what', () => {
  test.each<[string, RegExp, () => Record<number, string>, Appended?]>([
    ['the content of a page', /trang 1: nội dung \(đối tượng 4\)/, () => ({ 4: trappedObjects[7] ?? '' })],
    ['the table alone, back to an older content', /trang 1: nội dung/, () => ({}), { places: { 4: -1 } }],
    ['a cover is taken away', /phông chữ, hình ảnh \(đối tượng 6\)/, () => ({}), { freed: [6] }],
    ['a font', /phông chữ, hình ảnh \(đối tượng 5\)/, () => ({ 5: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' })],
    ['the resources of a page', /hình ảnh \(đối tượng 14\)/, () => ({ 14: '<</Font<<>>>>' })],
    [
      'the contents that a page names',
      /trang 1: nội dung/,
      () => ({ 3: page('/Annots[12 0 R]').replace('[4 0 R 99 0 R]', ' 7 0 R') }),
    ],
    ['an object that was named but missing', /đối tượng 99/, () => ({ 99: streamBody('BT (9) Tj ET') })],
    ['the page tree', /các trang được thêm, bớt/, () => ({ 2: '<</Type/Pages/Kids[11 0 R 10 0 R]/Count 2>>' })],
    ['the order of pages', /các trang được thêm, bớt/, () => ({ 2: '<</Type/Pages/Kids[10 0 R 3 0 R]/Count 2>>' })],
    ['the size of a page', /khổ trang/, () => ({ 3: page('/Annots[12 0 R]').replace('842', '400') })],
    [
      'the catalogue names other pages',
      /danh mục tài liệu: \/Pages/,
      () => ({ ...catalogWith('/Pages 2 0 R', '/Pages 41 0 R')(), 41: '<</Type/Pages/Kids[11 0 R]/Count 1>>' }),
    ],
    ['a layer is switched off', /OCProperties/, catalogWith('/OFF []', '/OFF [8 0 R]')],
    ['a layer itself', /đối tượng 8/, () => ({ 8: '<</Type/OCG/Name(Lop)/Usage<</View<</ViewState/OFF>>>>>>' })],
    ['an action at opening', /OpenAction/, catalogWith('/Type', '/OpenAction<</S/URI/URI(x)>>/Type')],
    ['the metadata', /siêu dữ liệu/, () => ({ 9: streamBody('<x:other/>', '/Type/Metadata/Subtype/XML') })],
    ['the title', /thông tin tài liệu/, () => ({ 13: '<</Title(Khac)>>' })],
    [
      'another title object',
      /thông tin tài liệu bị thay/,
      () => ({ 40: '<<>>' }),
      { trailer: '/Root 1 0 R/Info 40 0 R/ID[<aa><aa>]' },
    ],
    [
      'another catalogue',
      /danh mục tài liệu bị thay/,
      () => ({ 40: dictOf(signed, 1) }),
      { trailer: '/Root 40 0 R/Info 13 0 R/ID[<aa><aa>]' },
    ],
    [
      'the identifier of the file',
      /mã của tệp/,
      () => ({ 40: '1' }),
      { trailer: '/Root 1 0 R/Info 13 0 R/ID[<bb><bb>]' },
    ],
    ['a note', /chú thích \(đối tượng 12\)/, () => ({ 12: '<</Type/Annot/Subtype/Text/Rect[0 0 500 800]>>' })],
    ['a note is taken away', /chú thích bị bỏ/, () => ({ 3: page('') })],
    [
      'free text over the page',
      /chú thích FreeText/,
      annotated(40, '<</Type/Annot/Subtype/FreeText/Rect[60 740 300 780]/DA(/F1 9 Tf)>>'),
    ],
    [
      'a stamp over the page',
      /chú thích Stamp/,
      annotated(40, `<</Type/Annot/Subtype/Stamp/Rect[60 740 300 780]${cover}>>`),
    ],
    ['a link over the page', /chú thích Link/, annotated(40, '<</Type/Annot/Subtype/Link/Rect[60 740 300 780]>>')],
    ['a widget that belongs to no field', /chú thích Widget/, annotated(40, `${widget}${cover}>>`)],
    [
      'a new text field',
      /ô biểu mẫu mới X: không phải/,
      grown(40, widget.replace('/FT/Sig', '/FT/Tx/V(9)') + `${cover}>>`),
    ],
    ['an empty signature field that shows something', /hiện ra mà không có chữ ký/, grown(40, `${widget}${cover}>>`)],
    ['a signature field with an action', /có \/AA/, grown(40, `${widget}/AA<</U<</S/URI/URI(x)>>>>>>`)],
    ['a signature field in a layer', /có \/OC/, grown(40, `${widget}/OC 8 0 R>>`)],
    ['a signature field with a look for the mouse', /hình hiển thị/, grown(40, `${widget}/AP<</N 7 0 R/R 6 0 R>>>>`)],
    ['a signature field on two pages', /trang 2: thêm chú thích Widget/, grown(40, `${widget}>>`, [3, 10])],
    ['a form that is drawn anew', /NeedAppearances/, formWith('/NeedAppearances true')],
    ['a form of another kind', /XFA/, formWith('/XFA(x)')],
    [
      'flags that are taken back',
      /SigFlags/,
      () => {
        const number = Number(/\/AcroForm (\d+) 0 R/.exec(dictOf(signed, 1))?.[1]);
        return { [number]: dictOf(signed, number).replace('/SigFlags 3', '/SigFlags 1') };
      },
    ],
    ['the signature moves', /\/Rect đã đổi/, ownField(/\/Rect \[[^\]]*\]/, '/Rect [60 740 300 780]')],
    ['the signature gets another look', /chữ ký trước đó bị thay/, ownField('/F 132', `/F 132${cover}`)],
  ])('%s', (_, words, objects, more = {}) => {
    const places = more.places && { 4: trappedPdf(savedAgain).indexOf('\n4 0 obj') + 1 };
    const report = checkPdf(savedAgain(signed, objects(), { ...more, ...(places && { places }) }), trust());
    const [only] = report.signatures;
    expect([report.isIntact, only?.verdict]).toEqual([false, 'invalid']);
    expect(only?.findings.every(({ reason }) => reason === 'changed_after')).toBe(true);
    expect(only?.findings.map(({ detail }) => detail).join('\n')).toMatch(words);
    expect(only?.laterChanges.some(({ kind }) => kind === 'content')).toBe(true);
  });

  test('content that was passed off as evidence before', async () => {
    const prepared = savedAgain(trappedPdf(savedAgain), {
      1: trappedObjects[1]?.replace('/Pages', '/DSS<</Certs[4 0 R 6 0 R]>>/Pages') ?? '',
    });
    const bytes = await signedSample(prepared, { now }, signer('leader'));
    expect(told(savedAgain(bytes, { 4: trappedObjects[7] ?? '' }))).toEqual([['invalid', 'changed_after']]);
    expect(told(savedAgain(bytes, {}, { freed: [6] }))).toEqual([['invalid', 'changed_after']]);
  });

  test('the list of fields that was the content of a page as well', async () => {
    const objects = {
      1: trappedObjects[1]?.replace('/Pages', '/AcroForm<</Fields 20 0 R>>/Pages') ?? '',
      3: trappedObjects[3]?.replace('/Contents[4 0 R 99 0 R]', '/Contents 20 0 R') ?? '',
      20: '[21 0 R]',
      21: `<</FT/Tx/T(a)/Length 0>>`,
    };
    const bytes = await signedSample(savedAgain(trappedPdf(savedAgain), objects), { now }, signer('leader'));
    const own = signatureOf(bytes).number;
    expect(told(savedAgain(bytes, { 20: `[21 0 R ${own} 0 R]` }))[0]?.[0]).toBe('invalid');
  });
});

describe('forms after a signature', () => {
  let withField: Buffer;
  beforeAll(async () => {
    withField = await signedSample(addTextFields(trappedPdf(savedAgain), [field]), { now }, signer('leader'));
  });
  const fieldNumber = (): number =>
    Number(/(\d+) 0 obj\n<<\/Type \/Annot\n\/Subtype \/Widget\n\/FT \/Tx/.exec(withField.toString('latin1'))?.[1]);
  const refilled = (from: string | RegExp, to: string): Buffer => {
    const filled = fillTextFields(withField, { so: '12' });
    return savedAgain(filled, { [fieldNumber()]: dictOf(filled, fieldNumber()).replace(from, to) });
  };

  test.each<[string, string | RegExp, string]>([
    ['its place', /\/Rect \[[^\]]*\]/, '/Rect [0 0 500 800]'],
    ['its font', '13 Tf', '99 Tf'],
    ['its kind', '/FT /Tx', '/FT /Sig'],
    ['its name', '/T (so)', '/T (khac)'],
    ['another flag', '/Ff 1', '/Ff 3'],
    ['an action', '/F 132', '/F 132/AA<<>>/A<</S/URI>>'],
  ])('filling in does not allow to change %s', (_, from, to) => {
    expect(told(refilled(from, to))).toEqual([['invalid', expect.stringMatching(/changed_after/)]]);
  });

  test('a field that was filled in and sealed stays as it is', async () => {
    const sealed = await signedSample(fillTextFields(withField, { so: '12' }), { now }, signer('agency'));
    const changed = savedAgain(sealed, {
      [fieldNumber()]: dictOf(sealed, fieldNumber()).replace(/\/V .*\n/, '/V (13)\n'),
    });
    expect(told(sealed)).toEqual([['valid'], ['valid']]);
    expect(told(changed)).toEqual([['valid'], ['invalid', 'changed_after']]);
    expect(checkPdf(changed, trust()).isIntact).toBe(false);
  });

  const formOf = (body: string) => ({
    1: trappedObjects[1]?.replace('/Pages', '/AcroForm<</Fields[20 0 R]>>/Pages') ?? '',
    3: trappedObjects[3]?.replace('[12 0 R]', '[12 0 R 20 0 R]') ?? '',
    20: `<</Type/Annot/Subtype/Widget/T(a)/P 3 0 R/F 4${body}>>`,
    21: streamBody('/Tx BMC EMC', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]'),
    22: streamBody('/Tx BMC BT /F1 9 Tf (9) Tj ET EMC', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]'),
  });
  const blank = '/FT/Tx/Rect[300 700 420 716]/AP<</N 21 0 R>>';
  const changedForm = async (before: string, after: string) => {
    const bytes = await signedSample(savedAgain(trappedPdf(savedAgain), formOf(before)), { now }, signer('leader'));
    const { laterChanges } = checkPdf(savedAgain(bytes, { 20: formOf(after)[20] }), trust()).signatures[0] ?? {};
    return laterChanges?.map(({ kind, what }) => `${kind}: ${what}`).join();
  };

  test.each<[string, string, string, RegExp]>([
    ['an empty field', blank, `${blank.replace('21', '22')}/V(9)`, /^form_field: a$/],
    ['a value that was signed', `${blank}/V(1)`, `${blank}/V(9)`, /^content: .*giá trị đã ký bị thay/],
    ['a look that was signed', blank.replace('21', '22'), `${blank}/V(9)`, /^content: .*nội dung đã hiện/],
    [
      'a field over signed text',
      blank.replace('[300 700 420 716]', '[80 755 200 775]'),
      `${blank.replace('[300 700 420 716]', '[80 755 200 775]').replace('21', '22')}/V(9)`,
      /^content: .*đè lên chữ đã ký/,
    ],
    [
      'a small box',
      '/FT/Btn/Rect[300 700 310 710]/AS/Off/AP<</N<</Off 21 0 R/On 22 0 R>>>>',
      '/FT/Btn/Rect[300 700 310 710]/AS/On/V/On/AP<</N<</Off 21 0 R/On 22 0 R>>>>',
      /^form_field: a$/,
    ],
    [
      'a box as large as the page',
      '/FT/Btn/Rect[0 0 595 842]/AS/Off/AP<</N<</Off 21 0 R/On 22 0 R>>>>',
      '/FT/Btn/Rect[0 0 595 842]/AS/On/V/On/AP<</N<</Off 21 0 R/On 22 0 R>>>>',
      /^content: .*không phải ô đánh dấu/,
    ],
    [
      'what a box shows',
      '/FT/Btn/Rect[300 700 310 710]/AS/Off/AP<</N<</Off 21 0 R/On 22 0 R>>>>',
      '/FT/Btn/Rect[300 700 310 710]/AS/On/V/On/AP<</N<</Off 22 0 R/On 21 0 R>>>>',
      /^content: .*\/AP đã đổi/,
    ],
  ])('filling in %s', async (_, before, after, words) => {
    expect(await changedForm(before, after)).toMatch(words);
  });

  test('a look that was written anew under its old number belongs to its field, unless a page shows it too', async () => {
    const bytes = await signedSample(savedAgain(trappedPdf(savedAgain), formOf(blank)), { now }, signer('leader'));
    const filled = { 20: formOf(`${blank}/V(9)`)[20], 21: formOf('')[22] };
    expect(laterOf(savedAgain(bytes, filled))).toEqual([{ kind: 'form_field', what: 'a' }]);
    const shared = { ...formOf(blank), 14: trappedObjects[14]?.replace('6 0 R', '21 0 R') ?? '' };
    const both = await signedSample(savedAgain(trappedPdf(savedAgain), shared), { now }, signer('leader'));
    expect(told(savedAgain(both, filled))).toEqual([['invalid', 'changed_after']]);
  });

  test('a document that is certified against all changes may not even be filled in', async () => {
    const wish = { now, signerName: '', reason: '', location: '' };
    const prepared = preparePdf(addTextFields(trappedPdf(savedAgain), [field]), { ...wish, lock: 'form_filling' });
    prepared.bytes.write('/P 1', prepared.bytes.lastIndexOf('/P 2\n/V'), 'latin1');
    const behind = prepared.contentsAt + prepared.contentsBytes * 2 + 2;
    const digest = digestAround(prepared.bytes, prepared.contentsAt, behind);
    const bytes = await sealedSample({ ...prepared, digest }, signer('leader'));
    expect(told(bytes)).toEqual([['valid']]);
    expect(() => fillTextFields(bytes, { so: '12' })).toThrow('locked');
    expect(() => preparePdf(bytes, wish)).toThrow('locked');
    const number = Number(
      /(\d+) 0 obj\n<<\/Type \/Annot\n\/Subtype \/Widget\n\/FT \/Tx/.exec(bytes.toString('latin1'))?.[1],
    );
    const filled = savedAgain(bytes, { [number]: dictOf(bytes, number).replace('/FT /Tx', '/V (12)/FT /Tx') });
    expect(told(filled)).toEqual([['invalid', 'changed_after']]);
  });
});

describe('signatures that are not what they seem', () => {
  test('the picture of somebody unknown is a change of content, also where it only says that it is a signature', async () => {
    const stranger = await signedSample(signed, { now, appearance: seal }, signer('stranger'));
    expect(told(stranger)).toEqual([
      ['invalid', 'changed_after'],
      ['in_doubt', 'authority_unknown'],
    ]);
    const invisible = await signedSample(signed, { now }, signer('stranger'));
    expect(told(invisible)).toEqual([['valid'], ['in_doubt', 'authority_unknown']]);
  });

  const forged = (change: (dict: string) => string): Buffer => {
    const { field: own, dict } = signatureOf(signed);
    if (dict.entries.size === 0) throw new Error('no dictionary');
    const number = Number(/\/V (\d+) 0 R/.exec(dictOf(signed, own.ref.number))?.[1]);
    return savedAgain(signed, { [number]: change(dictOf(signed, number)) });
  };
  test.each<[string, string, (dict: string) => string]>([
    ['no byte range', 'not_all_covered', (dict) => dict.replace(/\/ByteRange \[[^\]]*\]/, '')],
    ['an empty byte range', 'not_all_covered', (dict) => dict.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange []')],
    [
      'a byte range of nothing',
      'not_all_covered',
      (dict) => dict.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 0 0 0]'),
    ],
    [
      'a byte range with negative numbers',
      'not_all_covered',
      (dict) => dict.replace(/\/ByteRange \[0 /, '/ByteRange [-1 '),
    ],
    [
      'a byte range beyond the file',
      'not_all_covered',
      (dict) => dict.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 9 99 99999999]'),
    ],
    ['the same byte range at another place', 'not_all_covered', (dict) => dict],
    ['no contents', 'malformed', (dict) => dict.replace(/\/Contents <[^>]*>/, '')],
    ['empty contents', 'malformed', (dict) => dict.replace(/\/Contents <[^>]*>/, '/Contents <>')],
    ['contents that are null', 'malformed', (dict) => dict.replace(/\/Contents <[^>]*>/, '/Contents null')],
    ['contents elsewhere', 'malformed', (dict) => dict.replace(/\/Contents <[^>]*>/, '/Contents 5 0 R')],
    ['contents of zeros', 'not_all_covered', (dict) => dict.replace(/\/Contents <[^>]*>/, '/Contents <0000>')],
    ['an unknown kind', 'malformed', (dict) => dict.replace('/ETSI.CAdES.detached', '/adbe.x509.rsa_sha1')],
    ['no kind', 'malformed', (dict) => dict.replace('/SubFilter /ETSI.CAdES.detached', '')],
  ])('a signature with %s is refused', (_, reason, change) => {
    const report = checkPdf(forged(change), trust());
    expect(report.isIntact).toBe(false);
    expect(report.signatures[0]?.verdict).toBe('invalid');
    expect(report.signatures[0]?.findings.map((finding) => finding.reason)).toContain(reason);
  });

  test('contents with something behind the signature are refused', () => {
    const { contents } = signatureOf(signed);
    const bytes = Buffer.from(signed);
    bytes.write('f', contents.end - 3, 'latin1');
    expect(told(bytes)).toEqual([['invalid', 'malformed']]);
  });

  test('the second part moved behind something new is refused', () => {
    const { contents, byteRange } = signatureOf(signed);
    const [, , behind = 0, rest = 0] = byteRange;
    const old = lastSectionOf(signed);
    const wrapped = Buffer.concat([
      signed.subarray(0, contents.end),
      Buffer.alloc(Math.max(0, old - contents.end), ' '),
      Buffer.from(
        `xref\n4 1\n${String(trappedPdf(savedAgain).indexOf('\n4 0 obj') + 1).padStart(10, '0')} 00000 n \ntrailer\n<</Size 50/Root 1 0 R/Prev ${lastSectionOf(trappedPdf(savedAgain))}>>\n`,
      ),
      signed.subarray(behind, behind + rest),
    ]);
    expect(() => checkPdf(wrapped, trust())).toThrow(BadPdf);
  });

  test('a signature that the chain of savings goes around is refused', () => {
    const before = lastSectionOf(trappedPdf(savedAgain));
    const { number } = signatureOf(signed);
    const value = Number(/\/V (\d+) 0 R/.exec(dictOf(signed, number))?.[1]);
    const at = (object: number): number => signed.lastIndexOf(`\n${object} 0 obj\n`) + 1;
    const form = Number(/\/AcroForm (\d+) 0 R/.exec(dictOf(signed, 1))?.[1]);
    const places = Object.fromEntries([1, 3, form, number, value].map((object) => [object, at(object)]));
    const around = savedAgain(signed, {}, { previous: before, places });
    expect(told(around)).toEqual([['invalid', 'not_all_covered']]);
  });

  test('what cannot be read is told by its reason', () => {
    const reasonOf = (bytes: Buffer): string => {
      try {
        return checkPdf(bytes, trust()).isIntact ? 'intact' : 'not intact';
      } catch (error) {
        return error instanceof BadPdf ? error.reason : String(error);
      }
    };
    expect(reasonOf(signed.subarray(0, -100))).toBe('damaged');
    expect(reasonOf(savedAgain(signed, { 40: '<<>>' }, { trailer: '/Root 1 0 R/Encrypt 40 0 R' }))).toBe('encrypted');
  });
});
