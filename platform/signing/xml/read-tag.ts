import { damaged, tooComplex, xmlLimits } from './bad-xml.ts';
import { readValue } from './read-characters.ts';
import { xmlNamespace } from './xml-node.ts';
import type { XmlAttribute, XmlName } from './xml-node.ts';

const nameStart =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const ncName = `[${nameStart}][-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040${nameStart}]*`;
const space = '[ \\t\\r\\n]';

const wholeName = new RegExp(`^${ncName}$`, 'u');
const qName = new RegExp(`(?:(${ncName}):)?(${ncName})(?![:])`, 'uy');
const attribute = new RegExp(`${space}+(?:(${ncName}):)?(${ncName})${space}*=${space}*(?:"([^<"]*)"|'([^<']*)')`, 'uy');
const startEnd = new RegExp(`${space}*(/?)>`, 'uy');
const endTag = new RegExp(`</(?:(${ncName}):)?(${ncName})${space}*>`, 'uy');
const instructionStart = new RegExp(`<\\?(${ncName})(?:${space}+|(?=\\?>))`, 'uy');

/** The characters of RFC 3986 without &. */
const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[!#$%'()*+,./0-9:;=?@A-Z[\]_a-z~-]*$/;
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** Whether a text can be the value of an Id: a name without a colon (Namespaces in XML 1.0, NCName). */
export function isPlainName(text: string): boolean {
  return wholeName.test(text);
}

/** The namespaces that hold at the point that is read: for each prefix what the open elements say, the innermost last. */
export type Scope = Map<string, string[]>;

/** A scope in which only `xml` is known. */
export function emptyScope(): Scope {
  return new Map([['xml', [xmlNamespace]]]);
}

/** A start tag as it was read, its namespaces already entered into the scope. */
export type StartTag = XmlName & {
  attributes: XmlAttribute[];
  declared: ReadonlyMap<string, string>;
  isEmpty: boolean;
  end: number;
};

const none: ReadonlyMap<string, string> = new Map();

/** Reads the start tag at a position. */
export function readStartTag(text: string, at: number, scope: Scope): StartTag {
  const [prefix, local, afterName] = nameAt(text, at + 1);
  const written: Omit<XmlAttribute, 'namespace'>[] = [];
  const declared = new Map<string, string>();
  let end = afterName;
  for (let found = matchAt(attribute, text, end); found !== null; found = matchAt(attribute, text, end)) {
    const [all, before = '', name = '', double, single] = found;
    const value = readValue(double ?? single ?? '');
    end += all.length;
    if (before === 'xmlns' || (before === '' && name === 'xmlns')) declare(declared, before === '' ? '' : name, value);
    else written.push({ prefix: before, local: name, value });
    if (written.length + declared.size > xmlLimits.attributes) tooComplex('too many attributes');
  }
  const close = matchAt(startEnd, text, end) ?? damaged('a start tag that is not closed');
  for (const [name, namespace] of declared) enter(scope, name, namespace);
  return {
    prefix,
    local,
    namespace: namespaceOf(scope, prefix),
    attributes: withNamespaces(written, scope),
    declared: declared.size === 0 ? none : declared,
    isEmpty: close[1] === '/',
    end: end + close[0].length,
  };
}

/** Takes the namespaces of an element that has ended out of the scope. */
export function leave(scope: Scope, declared: ReadonlyMap<string, string>): void {
  for (const prefix of declared.keys()) scope.get(prefix)?.pop();
}

/** Reads the end tag at a position: its name and where it ends. */
export function readEndTag(text: string, at: number): { prefix: string; local: string; end: number } {
  const [all, prefix = '', local = ''] = matchAt(endTag, text, at) ?? damaged('an end tag');
  return { prefix, local, end: at + all.length };
}

/** Reads the target of a processing instruction and where its text begins. */
export function readTarget(text: string, at: number): { target: string; end: number } {
  const [all, target = ''] = matchAt(instructionStart, text, at) ?? damaged('a processing instruction');
  if (target.toLowerCase() === 'xml') damaged('an XML declaration that is not at the beginning');
  return { target, end: at + all.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function nameAt(text: string, at: number): [string, string, number] {
  const [all, prefix = '', local = ''] = matchAt(qName, text, at) ?? damaged('a tag without a name');
  return [prefix, local, at + all.length];
}

function declare(declared: Map<string, string>, prefix: string, namespace: string): void {
  if (declared.has(prefix)) damaged('a namespace declared twice');
  if (namespace.length > xmlLimits.namespaceLength) tooComplex('a long namespace name');
  const isXml = prefix === 'xml' && namespace === xmlNamespace;
  if (!isXml && (prefix === 'xml' || prefix === 'xmlns')) damaged('a reserved prefix');
  if (!isXml && (namespace === xmlNamespace || namespace === xmlnsNamespace)) damaged('a reserved namespace');
  if (namespace === '' && prefix !== '') damaged('a prefix without a namespace');
  // Canonical XML has no form for relative names (1.0, section 4.4), and programs disagree on how & and the like are written.
  if (namespace !== '' && !uri.test(namespace)) damaged('a namespace name that is no URI');
  declared.set(prefix, namespace);
}

function enter(scope: Scope, prefix: string, namespace: string): void {
  const known = scope.get(prefix);
  if (known === undefined) scope.set(prefix, [namespace]);
  else known.push(namespace);
}

function namespaceOf(scope: Scope, prefix: string): string {
  const namespace = scope.get(prefix)?.at(-1);
  if (namespace !== undefined) return namespace;
  return prefix === '' ? '' : damaged('a prefix that is not declared');
}

function withNamespaces(written: readonly Omit<XmlAttribute, 'namespace'>[], scope: Scope): XmlAttribute[] {
  const seen = new Set<string>();
  return written.map((one) => {
    const namespace = one.prefix === '' ? '' : namespaceOf(scope, one.prefix);
    const key = `${one.local} ${namespace}`;
    if (seen.has(key)) damaged('an attribute given twice');
    seen.add(key);
    return { ...one, namespace };
  });
}
