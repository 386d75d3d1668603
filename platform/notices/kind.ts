import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '../operations/context.ts';

/** The words of a notice; `{name}` stands for a fact. A line whose facts are all empty is left out. */
export type Template = { title: string; body: string; sms: string };

/** One thing that the words may name. */
export type FactShape = {
  title: string;
  /** For the preview; invented. */
  sample: string;
  /** In a short message it may be cut to fit. */
  elastic?: true;
};

/** Something that people are told: declared by the engine or system that tells it. */
export type NoticeKind = {
  /** `<engine or system>.<what_happened>`. */
  name: string;
  title: string;
  /** Urgent ones do not wait for the morning and count against no limit. */
  urgency: 'usual' | 'urgent';
  /** What the law wants told cannot be switched off. */
  choice: 'may_mute' | 'always';
  facts: Readonly<Record<string, FactShape>>;
  template: Template;
};

const place = 'notices.kinds';

/** Says once, at start, what people are told. */
export function setNoticeKinds(memory: Map<string, unknown>, kinds: readonly NoticeKind[]): void {
  memory.set(place, new Map(kinds.map((kind) => [kind.name, kind])));
}

/** Every kind of notice, in the order in which they were named. */
export function noticeKindsOf(ctx: Pick<Context, 'memory'>): NoticeKind[] {
  return [...((ctx.memory.get(place) as ReadonlyMap<string, NoticeKind> | undefined)?.values() ?? [])];
}

/** The kind of this name. */
export function getNoticeKind(ctx: Pick<Context, 'memory'>, name: string): NoticeKind {
  const known = ctx.memory.get(place) as ReadonlyMap<string, NoticeKind> | undefined;
  return known?.get(name) ?? fail('not_found', 'notices.no_such_kind');
}
