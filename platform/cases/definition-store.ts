import { createHash } from 'node:crypto';
import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { type Definition, definitionSchema } from './definition.ts';

/** Keeps a published definition for ever and returns its id; the same content is kept once. */
export async function keepDefinition(ctx: Context, definition: Definition): Promise<string> {
  const content = JSON.stringify(definition);
  const hash = createHash('sha256').update(content).digest('hex');
  await sql`insert into cases.definition (id, content, content_hash) values (${ctx.newId()}, ${content}::jsonb, ${hash})
    on conflict (content_hash) do nothing`.execute(ctx.tx);
  const kept = await sql<{ id: string }>`select id from cases.definition where content_hash = ${hash}`.execute(ctx.tx);
  return (kept.rows[0] ?? fail('unavailable', 'cases.definition_not_kept')).id;
}

/** A published definition; it never changes, so each is parsed once. */
export async function getDefinition(ctx: Context, id: string): Promise<Definition> {
  const known = ctx.memory.get(`definition:${id}`);
  if (known !== undefined) return known as Definition;
  const found = await sql<{ content: unknown }>`select content from cases.definition where id = ${id}`.execute(ctx.tx);
  const row = found.rows[0] ?? fail('not_found', 'cases.no_such_definition');
  const definition = definitionSchema.parse(row.content);
  ctx.memory.set(`definition:${id}`, definition);
  return definition;
}
