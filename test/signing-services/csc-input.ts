/** An error as section 10.2 of CSC API v2.0.0.2 has it. */
export class CscError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(description: string, error = 'invalid_request', status = 400) {
    super(description);
    this.name = 'CscError';
    this.error = error;
    this.status = status;
  }
}

/** The parameters of a method; one that is asked for and not of its type, or that the method does not have, is refused. */
export type CscInput = {
  text: (name: string) => string;
  optionalText: (name: string, allowed: readonly string[]) => string | undefined;
  optionalFlag: (name: string) => boolean;
  whole: (name: string) => number;
  texts: (name: string) => string[];
  pairs: (name: string) => Map<string, string>;
};

/** Reads the parameters of a method that has these. */
export function cscInput(body: Buffer, names: readonly string[]): CscInput {
  const given = objectOf(body);
  const unknown = Object.keys(given).find((name) => ![...names, 'clientData', 'lang'].includes(name));
  if (unknown !== undefined) throw new CscError(`Unknown parameter ${unknown}`);
  const missing = (kind: string, name: string) => new CscError(`Missing (or invalid type) ${kind} parameter ${name}`);
  const listOf = (name: string) => {
    const list = given[name];
    if (!Array.isArray(list)) throw missing('array', name);
    return list as unknown[];
  };
  return {
    text: (name) => {
      const value = given[name];
      if (typeof value !== 'string' || value === '') throw missing('string', name);
      return value;
    },
    optionalText: (name, allowed) => {
      const value = given[name] ?? undefined;
      if (value === undefined) return undefined;
      if (typeof value !== 'string' || !allowed.includes(value)) throw new CscError(`Invalid parameter ${name}`);
      return value;
    },
    optionalFlag: (name) => {
      const value = given[name] ?? false;
      if (typeof value !== 'boolean') throw missing('boolean', name);
      return value;
    },
    whole: (name) => {
      const value = given[name];
      if (!Number.isInteger(value)) throw missing('integer', name);
      return value as number;
    },
    texts: (name) => {
      const list = listOf(name);
      if (!list.every((one) => typeof one === 'string')) throw missing('array', name);
      return list;
    },
    pairs: (name) => new Map(listOf(name).map(pairOf)),
  };
}

function objectOf(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new CscError('The body is not a JSON object');
}

function pairOf(one: unknown): [string, string] {
  const { id, value, ...more } = one as { id?: unknown; value?: unknown };
  if (typeof id !== 'string' || typeof value !== 'string' || Object.keys(more).length > 0) {
    throw new CscError('Invalid parameter authData');
  }
  return [id, value];
}
