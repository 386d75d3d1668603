import { type FailureKind, fail, failureKinds } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { command, query } from '../operations/operation.ts';
import { createRegistry, defineSystem, erased } from '../operations/registry.ts';

const tree: z.ZodType<Tree> = z.lazy(() =>
  z.strictObject({ name: z.string().max(20), branches: z.array(tree).max(3) }),
);
type Tree = { name: string; branches: Tree[] };

const open = { everyone: 'a sample operation that tests call' };

/** Refuses in each way that there is. */
export const refuseSample = command({
  name: 'sample.refuse',
  summary: 'Từ chối <script>alert(1)</script>',
  input: z.strictObject({ kind: z.enum([...failureKinds, 'bug', 'crash']) }),
  output: z.strictObject({}),
  access: open,
  run: async (_, { kind }) => {
    if (kind === 'bug') throw new Error('secret of the house');
    if (kind === 'crash') throw Object.assign(new Error('relation "x" does not exist'), { code: '42P01' });
    return fail(kind as FailureKind, `sample.${kind}`, kind === 'too_many' ? { retryAfterSeconds: 7 } : {});
  },
});

/** Writes a row that a test can count; its key is that of the idempotency table, which is no part of the audit. */
export const writeNote = command({
  name: 'sample.write-note',
  summary: 'Ghi chú',
  input: z.strictObject({ text: z.string().max(200), waitMs: z.int().min(0).max(2000).default(0) }),
  output: z.strictObject({ id: z.string(), by: z.string() }),
  access: { signedIn: 'anyone', because: 'a sample' },
  run: async (ctx, { text, waitMs }) => {
    const id = ctx.newId();
    await sql`insert into operations.idempotency (actor, key, operation, input_hash) values ('note', ${id}, ${text}, 'x')`.execute(
      ctx.tx,
    );
    await sql`select pg_sleep(${waitMs} / 1000.0)`.execute(ctx.tx);
    return { id, by: ctx.actor.kind };
  },
});

/** Gives back its input, so that a test sees what became of parameters. */
export const listNotes = query({
  name: 'sample.list-notes',
  summary: 'Danh sách ghi chú',
  input: z.strictObject({
    text: z.string().max(50).default(''),
    page: z.int().min(1).default(1),
    ratio: z.number().optional(),
    mine: z.boolean().optional(),
    states: z.array(z.enum(['new', 'done'])).default([]),
    numbers: z.array(z.int()).optional(),
    where: z.strictObject({ agency: z.string() }).optional(),
    level: z.int().nullable().optional(),
  }),
  output: z.strictObject({ echo: z.unknown() }),
  access: open,
  limits: { callsPerMinute: 30 },
  run: async (_, input) => ({ echo: input }),
});

/** Needs a permission. */
export const readSecret = query({
  name: 'sample.read-secret',
  summary: 'Đọc điều kín',
  input: z.strictObject({}),
  output: z.strictObject({ secret: z.string() }),
  access: { permission: 'sample.read' },
  run: async () => ({ secret: 'x' }),
});

/** Takes something that contains itself, and more bytes than usual. */
export const keepTree = command({
  name: 'sample.keep-tree',
  summary: 'Giữ cây',
  input: z.strictObject({ tree, note: z.string().optional(), anything: z.unknown().optional() }),
  output: z.strictObject({}),
  access: open,
  limits: { inputBytes: 3 * 1024 * 1024 },
  run: async () => ({}),
});

/** Only for the platform itself. */
export const sweep = command({
  name: 'sample.sweep',
  summary: 'Dọn dẹp',
  input: z.strictObject({}),
  output: z.strictObject({}),
  access: { system: 'a job does this' },
  run: async () => ({}),
});

/** A small system of samples for the tests of the API. */
export const sampleRegistry = createRegistry([
  {
    system: defineSystem({
      name: 'sample',
      title: 'Mẫu',
      law: [],
      uses: [],
      permissions: [{ name: 'sample.read', title: 'Đọc mẫu' }],
      roles: [],
    }),
    operations: [refuseSample, writeNote, listNotes, readSecret, keepTree, sweep].map(erased),
  },
]);
