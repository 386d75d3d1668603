import { describe, expect, test } from 'vitest';
import { BadXml, xmlLimits } from './bad-xml.ts';
import { parseXml } from './parse-xml.ts';
import { elementsUnder } from './xml-node.ts';

function reasonOf(xml: string | Buffer): string {
  try {
    parseXml(xml);
    return 'read';
  } catch (error) {
    if (error instanceof BadXml) return error.reason;
    throw error;
  }
}

describe('what is read', () => {
  test('names, namespaces and values are those of the standard', () => {
    const { root } = parseXml(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a:b xmlns:a="urn:a" xmlns="urn:b" c="1&#x20;&lt;" a:c=\'"\'/>',
    );
    expect(root).toMatchObject({ prefix: 'a', local: 'b', namespace: 'urn:a' });
    expect(root.attributes).toEqual([
      { prefix: '', local: 'c', namespace: '', value: '1 <' },
      { prefix: 'a', local: 'c', namespace: 'urn:a', value: '"' },
    ]);
  });

  test('text and CDATA next to each other are one text, line ends are one kind', () => {
    const { root } = parseXml('<a>x\r\ny<![CDATA[<&\r]]>&#13;z</a>');
    expect(root.children).toEqual([{ kind: 'text', text: 'x\ny<&\n\rz' }]);
  });

  test('white space in an attribute is a space unless it is written as a reference', () => {
    expect(parseXml('<a b="1\r\n2\t3&#10;4&#9;"/>').root.attributes[0]?.value).toBe('1 2 3\n4\t');
  });

  test('letters of all scripts stay as they are, composed or not', () => {
    const name = 'Nguyễn Thị Hoà';
    const { root } = parseXml(Buffer.from(`<họ>${name.normalize('NFD')}${name.normalize('NFC')}𝒳</họ>`));
    expect(root.local).toBe('họ');
    expect(root.children[0]).toEqual({ kind: 'text', text: `${name.normalize('NFD')}${name.normalize('NFC')}𝒳` });
  });

  test('each element knows its place in the text', () => {
    const xml = '<a><b c="1">t</b><d/></a>';
    const places = [...elementsUnder(parseXml(xml).root)].map((one) => [
      xml.slice(one.from, one.to),
      xml.slice(one.contentFrom, one.contentTo),
    ]);
    expect(places).toEqual([
      [xml, '<b c="1">t</b><d/>'],
      ['<b c="1">t</b>', 't'],
      ['<d/>', ''],
    ]);
  });

  test('a mark of the encoding is no character', () => {
    expect(reasonOf('\uFEFF<a/>')).toBe('read');
    expect(reasonOf(Buffer.from('\uFEFF<a/>'))).toBe('read');
  });
});

describe('what is refused', () => {
  const broken: Record<string, string> = {
    nothing: '',
    'no element': '<!-- a -->',
    'text before it': 'x<a/>',
    'text behind it': '<a/>x',
    'two document elements': '<a/><b/>',
    'an element left open': '<a><b></a>',
    'an end without a start': '<a/></b>',
    'another end': '<a></b>',
    'the same name with another prefix at the end': '<p:a xmlns:p="urn:a" xmlns:q="urn:a"></q:a>',
    'a document type': '<!DOCTYPE a><a/>',
    'a document type in small letters': '<!doctype a><a/>',
    'an entity bomb': '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    'an external entity': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    'an entity that nobody declared': '<a>&copy;</a>',
    'an entity named like a property of all objects': '<a>&constructor;</a>',
    'a lone ampersand': '<a>1 & 2</a>',
    'a reference to no character': '<a>&#0;</a>',
    'a reference to half a character': '<a>&#xD800;</a>',
    'a reference beyond all characters': '<a>&#x110000;</a>',
    'a control character': '<a>\u0001</a>',
    'half a character': '<a>\uD83D</a>',
    'a sign less than in a value': '<a b="<"/>',
    'a value without quotes': '<a b=1/>',
    'a value that does not end': '<a b="1/>',
    'an attribute without a value': '<a b/>',
    'attributes without a space between': '<a b="1"c="2"/>',
    'an attribute twice': '<a b="1" b="2"/>',
    'an attribute twice by its namespace': '<a xmlns:p="urn:a" xmlns:q="urn:a" p:b="1" q:b="2"/>',
    'a namespace declared twice': '<a xmlns:p="urn:a" xmlns:p="urn:b"/>',
    'a prefix that is not declared': '<p:a/>',
    'a prefix of an attribute that is not declared': '<a p:b="1"/>',
    'a prefix that is declared only inside': '<p:a><p:b xmlns:p="urn:a"/></p:a>',
    'a prefix of a neighbour': '<a><b xmlns:p="urn:a"/><p:c/></a>',
    'two colons in a name': '<a:b:c xmlns:a="urn:a"/>',
    'a name that begins with a colon': '<:a/>',
    'a name that begins with a digit': '<1a/>',
    'a space before the name': '< a/>',
    'the end marks of CDATA in text': '<a>]]></a>',
    'CDATA outside': '<![CDATA[x]]><a/>',
    'CDATA that does not end': '<a><![CDATA[x</a>',
    'two hyphens in a comment': '<a><!-- -- --></a>',
    'a comment that ends in three hyphens': '<a><!-- ---></a>',
    'a comment that does not end': '<a><!-- </a>',
    'an instruction that does not end': '<a><?b </a>',
    'an instruction with a colon in its name': '<a><?b:c?></a>',
    'a declaration that is not at the beginning': ' <?xml version="1.0"?><a/>',
    'XML 1.1': '<?xml version="1.1"?><a/>',
    'another encoding': '<?xml version="1.0" encoding="UTF-16"?><a/>',
    'another prefix for the namespace of xml': '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    'another namespace for xml': '<a xmlns:xml="urn:a"/>',
    'the prefix xmlns': '<a xmlns:xmlns="urn:a"/>',
    'the namespace of xmlns': '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
    'an element with the prefix xmlns': '<xmlns:a/>',
    'a prefix taken back': '<a xmlns:p="urn:a"><b xmlns:p=""/></a>',
    'a relative namespace name': '<a xmlns="b"/>',
    'a namespace name with a quotation mark': '<a xmlns:p=\'urn:a" b="c\'/>',
    'a namespace name with a sign that programs write in two ways': '<a xmlns="urn:a?b&amp;c"/>',
  };
  test.each(Object.entries(broken))('%s', (_name, xml) => {
    expect(reasonOf(xml)).toBe('damaged');
  });

  test('bytes that are not UTF-8', () => {
    expect(reasonOf(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c, 0x2f, 0x61, 0x3e]))).toBe('damaged');
    expect(reasonOf(Buffer.from('<a/>', 'utf16le'))).toBe('damaged');
  });

  const large: Record<string, () => string | Buffer> = {
    'a text beyond the limit': () => Buffer.alloc(xmlLimits.length + 1, ' '),
    'too deep': () => '<a>'.repeat(xmlLimits.depth + 1) + '</a>'.repeat(xmlLimits.depth + 1),
    'too many elements': () => `<a>${'<b/>'.repeat(xmlLimits.nodes)}</a>`,
    'too many attributes': () => `<a${Array.from({ length: 300 }, (_, i) => ` b${i}=""`).join('')}/>`,
    'too many namespaces': () => `<a${Array.from({ length: 300 }, (_, i) => ` xmlns:b${i}="urn:b"`).join('')}/>`,
    'a namespace name without end': () => `<a xmlns="urn:${'b'.repeat(2000)}"/>`,
  };
  test.each(Object.entries(large))('%s', (_name, make) => {
    expect(reasonOf(make())).toBe('too_complex');
  });

  test('the longest text of a kind is read or refused in a moment', () => {
    const many = 400_000;
    const texts = [
      '<',
      '<a',
      '<a ',
      '<a b',
      '<a b=',
      '<a b="',
      '&',
      '<!--',
      '<![CDATA[',
      '<?',
      '</a>',
      '<a>',
      ']]>',
      '<a><b',
      ' ',
    ];
    const started = performance.now();
    for (const text of texts) {
      expect(reasonOf(text.repeat(many))).not.toBe('read');
      expect(reasonOf(`<a>${text.repeat(many)}</a>`)).toMatch(/damaged|too_complex|read/);
      expect(reasonOf(`<a b="${text.repeat(many)}"/>`)).toMatch(/damaged|read/);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
