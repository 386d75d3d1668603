import { fail } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { getNoticeKind } from '@cuaso/platform/notices/kind.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { checkTemplate } from './template-text.ts';

type Draft = { id: string; title: string; body: string; sms: string; madeAt: Date };

/** Makes the draft the words in force, as the version that was looked at; notices of before keep theirs. */
export const publishTemplate = command({
  name: 'notices.publish-template',
  summary: 'Công bố mẫu thông báo',
  input: z.strictObject({ kind: z.string().max(80), madeAt: z.iso.datetime() }),
  output: z.strictObject({ version: z.int() }),
  access: { permission: 'notices.edit' },
  run: async (ctx, input) => {
    const kind = getNoticeKind(ctx, input.kind);
    const found = await sql<Draft>`select id, title, body, sms, made_at as "madeAt" from notices.template
      where kind = ${kind.name} and version is null for update`.execute(ctx.tx);
    const draft = found.rows[0] ?? fail('conflict', 'notices.no_draft');
    if (draft.madeAt.toISOString() !== input.madeAt) fail('conflict', 'notices.draft_changed_meanwhile');
    checkTemplate(kind, draft);
    const by = 'name' in ctx.actor ? ctx.actor.name : actorWordOf(ctx.actor);
    const made = await sql<{
      version: number;
    }>`update notices.template t set published_at = ${ctx.now}, published_by = ${by},
        version = 1 + coalesce((select max(version) from notices.template o where o.kind = t.kind), 0)
      where id = ${draft.id} returning version`.execute(ctx.tx);
    return { version: made.rows[0]?.version ?? 0 };
  },
});
