import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { getNoticeKind } from '@cuaso/platform/notices/kind.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { checkTemplate, templateFields } from './template-text.ts';

/** Keeps the draft of a kind's words; nobody is told anything with it until it is published. */
export const saveTemplate = command({
  name: 'notices.save-template',
  summary: 'Lưu bản thảo mẫu thông báo',
  input: z.strictObject({ kind: z.string().max(80), ...templateFields }),
  output: z.strictObject({ id: z.string() }),
  access: { permission: 'notices.edit' },
  run: async (ctx, { kind: name, title, body, sms }) => {
    const kind = getNoticeKind(ctx, name);
    checkTemplate(kind, { title, body, sms });
    const by = 'name' in ctx.actor ? ctx.actor.name : actorWordOf(ctx.actor);
    const found = await sql<{ id: string }>`
      insert into notices.template (id, kind, title, body, sms, made_at, made_by)
      values (${ctx.newId()}, ${kind.name}, ${title}, ${body}, ${sms}, ${ctx.now}, ${by})
      on conflict (kind) where version is null
      do update set title = excluded.title, body = excluded.body, sms = excluded.sms, made_at = excluded.made_at,
        made_by = excluded.made_by
      returning id`.execute(ctx.tx);
    return { id: found.rows[0]?.id ?? '' };
  },
});
