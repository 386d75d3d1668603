import { listEntries } from '@cuaso/systems/audit/list-entries.ts';
import { installed } from '@cuaso/systems/index.ts';
import { attempt } from '#lib/server/attempt.ts';
import { parseTypedDate } from '#lib/typed-date.ts';
import type { PageServerLoad } from './$types.js';

const kinds = ['insert', 'update', 'delete', 'view'] as const;

const summaries = new Map(
  installed.flatMap(({ operations }) => operations.map(({ name, summary }) => [name, summary] as const)),
);

/** Entries of the record, the newest first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const text = (name: string) => url.searchParams.get(name)?.trim().slice(0, 200) || undefined;
  const day = (name: string) => {
    const typed = text(name);
    return typed === undefined ? undefined : (parseTypedDate(typed) ?? typed);
  };
  const beforeId = Number(text('truoc'));
  const filter = {
    kind: kinds.find((one) => one === text('loai')),
    relation: text('bang'),
    key: text('khoa'),
    actor: text('nguoi'),
    operation: text('viec'),
    fromOn: day('tu'),
    untilOn: day('den'),
    beforeId: Number.isInteger(beforeId) && beforeId > 0 ? beforeId : undefined,
  };
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const { value, refusal } = await attempt(locals.run(listEntries, asked));
  return {
    filter,
    rows: (value?.rows ?? []).map((row) => ({ ...row, summary: summaries.get(row.operation) ?? row.operation })),
    next: value?.nextBeforeId ?? null,
    refusal,
  };
};
