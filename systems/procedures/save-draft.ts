import { fail } from '@cuaso/kernel/errors.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { draftSchema, procedureCode } from './draft-schema.ts';

/** Saves what an officer prepares; two editors do not overwrite each other: `seq` is what one began from, 0 if nothing. */
export const saveDraft = command({
  name: 'procedures.save-draft',
  summary: 'Lưu bản soạn thủ tục',
  input: z.strictObject({ code: procedureCode, seq: z.int().min(0), content: draftSchema }),
  output: z.strictObject({ code: z.string(), seq: z.int() }),
  access: { permission: 'procedures.edit' },
  run: async (ctx, input) => {
    await sql`insert into procedures.procedure (code, source) values (${input.code}, 'editor') on conflict do nothing`.execute(
      ctx.tx,
    );
    const content = JSON.stringify(input.content);
    const by = actorWordOf(ctx.actor);
    const saved = await sql<{ seq: number }>`
      insert into procedures.draft as d (procedure_code, content, seq, edited_at, edited_by)
      select ${input.code}, ${content}::jsonb, 1, ${ctx.now}, ${by}
      on conflict (procedure_code) do update set content = excluded.content, seq = d.seq + 1, edited_at = excluded.edited_at,
        edited_by = excluded.edited_by where d.seq = ${input.seq}
      returning seq`.execute(ctx.tx);
    const row = saved.rows[0] ?? fail('conflict', 'procedures.draft_changed_meanwhile');
    return { code: input.code, seq: row.seq };
  },
});
