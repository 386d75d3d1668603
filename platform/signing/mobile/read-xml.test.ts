import { array, assert, constantFrom, property, string, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SigningRefused } from '../signer.ts';
import { childOf, childrenOf, readXml, requireChild, textOf } from './read-xml.ts';

const read = (text: string) => readXml(Buffer.from(text));
const refused = (bytes: Uint8Array) => {
  try {
    return readXml(Buffer.from(bytes)).tagName;
  } catch (error) {
    if (!(error instanceof SigningRefused)) throw error;
    return error.reason;
  }
};

describe('what is read', () => {
  test.each([
    '<a/>',
    '<a></a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n',
    "<?xml version='1.0' encoding='utf-8'?><a b='1' c = \"2>3\" />",
    '\uFEFF<a/>',
  ])('%s', (text) => expect(read(text).tagName).toBe('a'));

  test('namespaces, attributes and text with its entities', () => {
    const root = read('<x:a xmlns:x="u"><x:b c="&lt;1&gt;">M&#227; &amp; k&#x1ef3;</x:b><b xmlns="v"/></x:a>');
    const inner = requireChild(root, 'u', 'b');
    expect([inner.getAttribute('c'), textOf(inner)]).toEqual(['<1>', 'Mã & kỳ']);
    expect(childrenOf(root)).toHaveLength(2);
    expect(childOf(root, 'w', 'b')).toBeUndefined();
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', ''],
    ['text', 'abc'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an entity that nobody declared', '<a>&nbsp;</a>'],
    ['a lone ampersand', '<a>b & c</a>'],
    ['a processing instruction', '<a><?php echo 1 ?></a>'],
    ['a style sheet', '<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>'],
    ['a comment', '<a>1<!-- 2 -->3</a>'],
    ['CDATA', '<a><![CDATA[1]]></a>'],
    ['an element left open', '<a><b></a>'],
    ['an element that never ends', '<a><b>'],
    ['crossed elements', '<a><b><c></b></c></a>'],
    ['an end without a start', '<a></b></a>'],
    ['another end', '<a></A>'],
    ['two roots', '<a/><b/>'],
    ['something before it', 'x<a/>'],
    ['something behind it', '<a/>x'],
    ['the same attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['an end with attributes', '<a></a b="1">'],
    ['a character that XML does not have', '<a>\u0001</a>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['too deep', '<a>'.repeat(31) + '</a>'.repeat(31)],
    ['too many', `<a>${'<b/>'.repeat(1001)}</a>`],
    ['too long', `<a>${' '.repeat(64 * 1024)}</a>`],
  ])('%s', (_, text) => expect(refused(Buffer.from(text))).toBe('answer_wrong'));

  test('what is not UTF-8', () => {
    expect(refused(Buffer.from('<a>\xE9</a>', 'latin1'))).toBe('answer_wrong');
    expect(refused(Buffer.from('<a/>', 'utf16le'))).toBe('answer_wrong');
  });

  test('two children where one is asked for, and elements where text is', () => {
    const root = read('<a><b>1</b><b>2</b><c>1<d/></c></a>');
    expect(() => childOf(root, '', 'b')).not.toThrow();
    const named = read('<a xmlns="u"><b/><b/><c>1<d/></c></a>');
    expect(() => childOf(named, 'u', 'b')).toThrow(SigningRefused);
    expect(() => requireChild(named, 'u', 'e')).toThrow(SigningRefused);
    expect(() => textOf(requireChild(named, 'u', 'c'))).toThrow(SigningRefused);
  });
});

test('whatever the bytes are, they are read or refused, and at once', () => {
  const piece = constantFrom(
    '<',
    '>',
    '/',
    '<a',
    '<a>',
    '</a>',
    '/>',
    ' b="',
    '"',
    "'",
    '&',
    '&amp;',
    '&#',
    ';',
    '!--',
    '?',
    'xmlns:c="d"',
    ' ',
    '\n',
    '[CDATA[',
  );
  assert(property(uint8Array({ maxLength: 400 }), (bytes) => void refused(bytes)));
  assert(
    property(array(piece, { maxLength: 60 }), (parts) => void refused(Buffer.from(`<a>${parts.join('')}</a>`))),
    {
      numRuns: 2000,
    },
  );
  assert(property(string({ unit: 'binary' }), (text) => void refused(Buffer.from(`<a b="${text}">${text}</a>`))));
});

test('no answer takes long to read, however it is made', () => {
  const size = 60_000;
  const hostile = [
    `<a ${' '.repeat(size)}`,
    `<a ${'b="c" '.repeat(size / 6)}`,
    `<a${Array.from({ length: 3000 }, (_, index) => ` xmlns:n${index}="u"`).join('')}>${'<b/>'.repeat(900)}</a>`,
    `<a>${'&'.repeat(size)}</a>`,
    `<a>${'&#1'.repeat(size / 3)}</a>`,
    '<'.repeat(size),
    `<${'a'.repeat(size)}`,
    `<a b='${"'".repeat(size)}`,
  ];
  const startedAt = performance.now();
  for (const text of hostile) refused(Buffer.from(text));
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
