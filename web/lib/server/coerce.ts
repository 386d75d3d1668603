type Node = {
  _zod?: { def?: Definition };
};
type Definition = {
  type?: string;
  innerType?: Node;
  in?: Node;
  shape?: Record<string, Node>;
  element?: Node;
  options?: Node[];
};

/**
 * A form knows only texts; the schema of the operation says which of them are numbers and yes/no. A text that is no
 * number stays as it is, so that the schema refuses it with its own sentence.
 */
export function coerce(schema: unknown, value: unknown): Record<string, unknown> {
  return coerceNode(schema as Node, value) as Record<string, unknown>;
}

function coerceNode(node: Node | undefined, value: unknown): unknown {
  const definition = node?._zod?.def;
  if (!definition) return value;
  const inner = definition.innerType ?? definition.in;
  if (inner) return coerceNode(inner, value);
  if (definition.type === 'object') return coerceObject(definition.shape ?? {}, value);
  if (definition.type === 'array') {
    return Array.isArray(value)
      ? value.filter((one) => one !== undefined).map((one) => coerceNode(definition.element, one))
      : value;
  }
  if (typeof value !== 'string') return value;
  if (definition.type === 'number' || definition.type === 'int') return numberOf(value);
  if (definition.type === 'bigint') return bigintOf(value);
  if (definition.type === 'boolean') return booleanOf(value);
  return value;
}

function coerceObject(shape: Record<string, Node>, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const filled = Object.entries(value).map(([key, one]) => [key, coerceNode(shape[key], one)] as const);
  // An unticked box is absent from a form; for a required yes/no that means no.
  const unticked = Object.keys(shape).filter((key) => !(key in value) && shape[key]?._zod?.def?.type === 'boolean');
  return Object.fromEntries([...filled, ...unticked.map((key) => [key, false] as const)]);
}

/** Takes the Vietnamese way of writing numbers too: 1.250.000 and 12,5. */
function numberOf(text: string): unknown {
  const trimmed = text.trim().replace(/\s|₫|đ$/gu, '');
  if (/^-?\d{1,3}(\.\d{3})+$/.test(trimmed)) return Number(trimmed.replaceAll('.', ''));
  if (/^-?\d+([.,]\d+)?$/.test(trimmed)) return Number(trimmed.replace(',', '.'));
  return text;
}

function bigintOf(text: string): unknown {
  const number = numberOf(text);
  return typeof number === 'number' && Number.isSafeInteger(number) ? BigInt(number) : text;
}

function booleanOf(text: string): unknown {
  if (['on', 'true', '1', 'yes'].includes(text)) return true;
  return ['false', '0', 'no'].includes(text) ? false : text;
}
