type Node = { _zod?: { def?: Definition } };
type Definition = {
  type?: string;
  innerType?: Node;
  in?: Node;
  getter?: () => Node;
  shape?: Record<string, Node>;
  options?: readonly Node[];
  element?: Node;
};

/**
 * The input of a query from an address: each parameter becomes what the schema asks for. A parameter that is given
 * several times is a list; `name[]` is too. Objects are written as JSON. What does not fit stays text, and the schema
 * says what is wrong with it.
 */
export function queryInputOf(schema: unknown, parameters: URLSearchParams): Record<string, unknown> {
  const shape = definitionOf(schema as Node)?.shape ?? {};
  const input: Record<string, unknown> = {};
  for (const name of new Set(parameters.keys())) {
    const key = name.endsWith('[]') ? name.slice(0, -2) : name;
    if (key === '__proto__') continue;
    input[key] = valueOf(Object.hasOwn(shape, key) ? shape[key] : undefined, parameters.getAll(name));
  }
  return input;
}

function valueOf(node: Node | undefined, texts: readonly string[]): unknown {
  const definition = definitionOf(node);
  const [text = ''] = texts;
  if (definition?.type === 'array') {
    if (texts.length === 1 && text.startsWith('[')) return jsonOf(text);
    return texts.map((one) => valueOf(definition.element, [one]));
  }
  if (texts.length > 1) return texts;
  if (text === 'null' && isNullable(node)) return null;
  if (definition?.type === 'union') return unionValueOf(definition.options ?? [], text);
  return scalarOf(definition?.type, text);
}

function scalarOf(type: string | undefined, text: string): unknown {
  switch (type) {
    case 'number':
    case 'int':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'object':
    case 'record':
    case 'tuple':
      return jsonOf(text);
    default:
      return text;
  }
}

/** Text wins if the union allows text; otherwise the first kind that makes something else of it. */
function unionValueOf(options: readonly Node[], text: string): unknown {
  const types = options.map((option) => definitionOf(option)?.type);
  if (types.some((type) => type === 'string' || type === 'enum' || type === 'literal')) return text;
  return types.map((type) => scalarOf(type, text)).find((value) => value !== text) ?? text;
}

function isNullable(node: Node | undefined): boolean {
  const definition = node?._zod?.def;
  if (definition === undefined) return false;
  if (definition.type === 'nullable' || definition.type === 'null') return true;
  const inner = definition.innerType ?? definition.in;
  return inner === undefined ? (definition.options ?? []).some(isNullable) : isNullable(inner);
}

function definitionOf(node: Node | undefined): Definition | undefined {
  let definition = node?._zod?.def;
  for (;;) {
    const inner = definition?.innerType ?? definition?.in ?? definition?.getter?.();
    if (inner === undefined) return definition;
    definition = inner._zod?.def;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
