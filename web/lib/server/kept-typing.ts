import { cookieOptionsOf } from '@cuaso/platform/identity/session-cookie.ts';
import { getKeptTyping } from '@cuaso/systems/services/get-kept-typing.ts';
import { keepTyping } from '@cuaso/systems/services/keep-typing.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Draft } from '../filing/draft-page.ts';
import { attempt } from './attempt.ts';
import { type FormValues, inputOf, valuesOf } from './form-data.ts';

/** The cookie with which the browser gets back what it was sending when the session ended. */
const typingCookie = 'cuaso_dang_go';
const keptMs = 24 * 3_600_000;
const draftRoute = '/(citizen)/nop-ho-so/ban-nhap/[id]/[page]';

/** A page of a draft that comes after the session ended: what was typed is kept until the person has signed in again. */
export async function keepStrangersTyping(event: RequestEvent): Promise<void> {
  const { id: draftId, page } = event.params;
  if (event.request.method !== 'POST' || event.route.id !== draftRoute || !draftId || !page) return;
  if (!/form/.test(event.request.headers.get('content-type') ?? '')) return;
  const typed = valuesOf(await event.request.clone().formData());
  const kept = await attempt(event.locals.run(keepTyping, { draftId, page, typed }), ['invalid', 'too_many']);
  if (!kept.value?.token) return;
  const until = new Date(Date.now() + keptMs);
  event.cookies.set(typingCookie, kept.value.token, cookieOptionsOf(event.url.origin, until));
}

/** What this browser was typing on this page when the session ended. */
export async function typingOf(event: RequestEvent): Promise<FormValues | undefined> {
  const token = event.cookies.get(typingCookie);
  const { id: draftId = '', page = '' } = event.params;
  if (!token || event.request.method !== 'GET') return undefined;
  const { typed } = await event.locals.run(getKeptTyping, { draftId, page, token: token.slice(0, 100) });
  return typed ?? undefined;
}

/** The page is saved: what was kept of it is no longer needed. */
export function dropTyping(event: RequestEvent): void {
  if (event.cookies.get(typingCookie)) event.cookies.delete(typingCookie, { path: '/' });
}

/** A draft as if the page had been saved with what was typed. */
export function withTyping(draft: Draft, page: Draft['pages'][number], typed: FormValues): Draft {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) form.append(name, one);
  const {
    answers = {},
    contact = {},
    behalf = {},
  } = inputOf(form) as Partial<Pick<Draft, 'answers' | 'contact' | 'behalf'>>;
  if (page.kind === 'contact') return { ...draft, contact, known: {} };
  if (page.kind === 'behalf') return { ...draft, behalf };
  if (page.kind !== 'questions') return draft;
  const section = draft.definition.sections.find((one) => one.key === page.key);
  const own = new Set(section?.repeat ? [section.key] : section?.fields.map((field) => field.key));
  const others = Object.entries(draft.answers).filter(([key]) => !own.has(key));
  return { ...draft, known: {}, answers: { ...Object.fromEntries(others), ...answers } };
}
