/** What the address says of one's situation: `?c.proxy=true&c.kind=other`. Options of a closed list, nothing about a person. */
export function situationOf(params: Pick<URLSearchParams, 'keys' | 'getAll'>): Record<string, string[]> {
  const situation: Record<string, string[]> = {};
  for (const name of new Set(params.keys())) {
    const key = /^c\.([a-z][a-z0-9_]{0,59})(?:\[\])?$/.exec(name)?.[1];
    const values = params.getAll(name).filter((value) => /^-?[a-z0-9_.]{1,60}$/.test(value));
    if (key !== undefined && values.length > 0) situation[key] = values.slice(0, 50);
  }
  return situation;
}

/** The situation as parameters again, for a link that carries it on. */
export function situationQuery(situation: Readonly<Record<string, readonly string[]>>): string {
  const params = Object.entries(situation).flatMap(([key, values]) => values.map((value) => [`c.${key}`, value]));
  return new URLSearchParams(params).toString();
}
