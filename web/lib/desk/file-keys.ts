/** The paper key under which the one file field of a form uploads. */
export const fileKey = 'tep';

/** The papers that a supplement form lists: it names each in `listed[]`. */
export function supplementKeys(form: FormData): string[] {
  return form
    .getAll('_listed')
    .filter((key) => typeof key === 'string' && /^[a-z][a-z0-9_]{0,59}$/.test(key)) as string[];
}
