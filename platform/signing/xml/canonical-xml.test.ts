import { describe, expect, test } from 'vitest';
import { BadXml } from './bad-xml.ts';
import { canonicalXml } from './canonical-xml.ts';
import type { CanonicalForm } from './canonical-xml.ts';
import { parseXml } from './parse-xml.ts';
import { exclusiveForm, inclusiveForm } from './xml-names.ts';
import { elementsUnder } from './xml-node.ts';

function canonical(xml: string, form: CanonicalForm = inclusiveForm): string {
  return canonicalXml({ node: parseXml(xml), form }, { left: 1_000_000 });
}

/** The canonical form of the element of this name alone. */
function canonicalPart(xml: string, local: string, form: CanonicalForm): string {
  const node = [...elementsUnder(parseXml(xml).root)].find((one) => one.local === local);
  if (node === undefined) throw new Error(`no ${local}`);
  return canonicalXml({ node, form }, { left: 1_000_000 });
}

describe('the samples of Canonical XML 1.0, section 3', () => {
  const outside =
    '<?xml version="1.0"?>\n\n<?xml-stylesheet   href="doc.xsl"\n   type="text/xsl"   ?>\n\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n<!-- Comment 3 -->';

  test('instructions and comments outside of the document element', () => {
    const start = '<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!';
    expect(canonical(outside)).toBe(`${start}</doc>\n<?pi-without-data?>`);
    expect(canonical(outside, { ...inclusiveForm, withComments: true })).toBe(
      `${start}<!-- Comment 1 --></doc>\n<?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->`,
    );
  });

  test('start tags, namespaces and the order of attributes', () => {
    const xml =
      '<doc><e1   /><e3   name = "elem3"   id="elem3"   /><e5 a:attr="out" b:attr="sorted" attr2="all" attr="I\'m" xmlns:b="http://www.ietf.org" xmlns:a="http://www.w3.org" xmlns="http://example.org"/><e6 xmlns="" xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns="" xmlns:a="http://www.w3.org"/></e7></e6></doc>';
    expect(canonical(xml)).toBe(
      '<doc><e1></e1><e3 id="elem3" name="elem3"></e3><e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I\'m" attr2="all" b:attr="sorted" a:attr="out"></e5><e6 xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns=""></e8></e7></e6></doc>',
    );
  });

  test('characters and references', () => {
    const xml =
      '<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute><norm attr=\' &apos;   &#x20;&#13;&#xa;&#9;   &apos; \'/></doc>';
    expect(canonical(xml)).toBe(
      '<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute><norm attr=" \'    &#xD;&#xA;&#x9;   \' "></norm></doc>',
    );
  });
});

describe('the exclusive form', () => {
  const xml = '<n0:a xmlns:n0="urn:0" xmlns:n1="urn:1" xmlns="urn:d" xml:lang="vi"><n1:b><c n0:d="1"/></n1:b></n0:a>';

  test('only the prefixes that are used are declared, where they are used', () => {
    expect(canonicalPart(xml, 'b', exclusiveForm)).toBe(
      '<n1:b xmlns:n1="urn:1"><c xmlns="urn:d" xmlns:n0="urn:0" n0:d="1"></c></n1:b>',
    );
  });

  test('prefixes of the list are kept', () => {
    expect(canonicalPart(xml, 'b', { ...exclusiveForm, inclusivePrefixes: ['n0', ''] })).toBe(
      '<n1:b xmlns="urn:d" xmlns:n0="urn:0" xmlns:n1="urn:1"><c n0:d="1"></c></n1:b>',
    );
  });

  test('the inclusive form takes all namespaces and the attributes of xml along', () => {
    expect(canonicalPart(xml, 'b', inclusiveForm)).toBe(
      '<n1:b xmlns="urn:d" xmlns:n0="urn:0" xmlns:n1="urn:1" xml:lang="vi"><c n0:d="1"></c></n1:b>',
    );
  });
});

describe('what a general library gets wrong', () => {
  test('an instruction is not the same as its text', () => {
    expect(canonical('<a>1<?x 000?></a>', exclusiveForm)).toBe('<a>1<?x 000?></a>');
  });

  test('an attribute whose name begins with xmlns is an attribute', () => {
    expect(canonical('<a xmlnsb="1"/>', exclusiveForm)).toBe('<a xmlnsb="1"></a>');
  });

  test('names are sorted by their code points', () => {
    const xml =
      '<a xmlns:B="urn:1" xmlns:a="urn:2" xmlns:_="urn:3" 𐐀="1" \uFDF0="2" b="3" B="4"><c B:d="" a:d="" _:d=""/></a>';
    expect(canonical(xml, inclusiveForm)).toBe(
      '<a xmlns:B="urn:1" xmlns:_="urn:3" xmlns:a="urn:2" B="4" b="3" \uFDF0="2" 𐐀="1"><c B:d="" a:d="" _:d=""></c></a>',
    );
  });
});

test('a signature that is left out takes nothing else along', () => {
  const document = parseXml('<a xmlns:p="urn:a">1<p:b>2</p:b>3</a>');
  const without = [...elementsUnder(document.root)][1];
  if (without === undefined) throw new Error('no element');
  expect(canonicalXml({ node: document, form: exclusiveForm, without }, { left: 1000 })).toBe('<a>13</a>');
});

test('a text that grows without end in canonical form is refused', () => {
  const xml = `<a xmlns:p="urn:${'x'.repeat(900)}">${'<p:b/>'.repeat(10_000)}</a>`;
  const budget = { left: 1_000_000 };
  expect(() => canonicalXml({ node: parseXml(xml), form: exclusiveForm }, budget)).toThrow(BadXml);
});
