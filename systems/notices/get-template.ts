import { getNoticeKind } from '@cuaso/platform/notices/kind.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadTemplates } from './load-templates.ts';
import { previewOf } from './template-text.ts';

const words = { title: z.string(), body: z.string(), sms: z.string() };
const shown = z.strictObject({ ...words, preview: z.strictObject({ ...words, smsLength: z.int() }) });

/** The words of one kind of notice: in force, being drafted, and of old; each as a person would read it. */
export const getTemplate = query({
  name: 'notices.get-template',
  summary: 'Xem mẫu của một loại thông báo',
  input: z.strictObject({ kind: z.string().max(80) }),
  output: z.strictObject({
    kind: z.string(),
    title: z.string(),
    facts: z.array(z.strictObject({ name: z.string(), title: z.string(), sample: z.string() })),
    version: z.int(),
    inForce: shown,
    draft: shown.extend({ id: z.string(), madeAt: z.string(), madeBy: z.string() }).nullable(),
    versions: z.array(shown.extend({ version: z.int(), publishedAt: z.string().nullable(), publishedBy: z.string() })),
  }),
  access: { permission: 'notices.edit' },
  run: async (ctx, input) => {
    const kind = getNoticeKind(ctx, input.kind);
    const stored = await loadTemplates(ctx, kind.name);
    const shownOf = ({ title, body, sms }: { title: string; body: string; sms: string }) => ({
      title,
      body,
      sms,
      preview: previewOf(kind, { title, body, sms }),
    });
    const draft = stored.find((one) => one.version === null);
    const published = stored.flatMap((one) => (one.version === null ? [] : [{ ...one, version: one.version }]));
    const first = { version: 0, publishedAt: null, publishedBy: '', ...shownOf(kind.template) };
    const versions = published.map((one) => ({
      version: one.version,
      publishedAt: one.publishedAt,
      publishedBy: one.publishedBy,
      ...shownOf(one),
    }));
    return {
      kind: kind.name,
      title: kind.title,
      facts: Object.entries(kind.facts).map(([name, { title, sample }]) => ({ name, title, sample })),
      version: published[0]?.version ?? 0,
      inForce: shownOf(published[0] ?? kind.template),
      draft: draft ? { id: draft.id, madeAt: draft.madeAt, madeBy: draft.madeBy, ...shownOf(draft) } : null,
      versions: [...versions, first],
    };
  },
});
