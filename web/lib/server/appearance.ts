import type { Cookies } from '@sveltejs/kit';

/** Per cent of the size that the browser is set to. */
export type TextSize = '100' | '125' | '150' | '200';

/** How a person wants the pages to look; kept in one cookie, applied on the server so that nothing flashes. */
export type Appearance = {
  scheme: 'auto' | 'light' | 'dark';
  contrast: 'normal' | 'high';
  text: TextSize;
};

export const appearanceCookie = 'cuaso_giao_dien';

const choices = {
  scheme: ['auto', 'light', 'dark'],
  contrast: ['normal', 'high'],
  text: ['100', '125', '150', '200'],
} as const;

/** What the sizes were called in cookies that browsers still hold. */
const formerSizes: Readonly<Record<string, TextSize>> = { large: '125', larger: '150' };

/** Reads the choice; anything unknown in it means the default. */
export function appearanceOf(cookies: Cookies): Appearance {
  const parts = new URLSearchParams(cookies.get(appearanceCookie) ?? '');
  return appearanceFrom((name) => parts.get(name));
}

/** Builds a choice out of named strings, as a form or the cookie has them. */
export function appearanceFrom(get: (name: string) => unknown): Appearance {
  return {
    scheme: oneOf(choices.scheme, get('scheme')),
    contrast: oneOf(choices.contrast, get('contrast')),
    text: oneOf(choices.text, formerSizes[String(get('text'))] ?? get('text')),
  };
}

/** Keeps the choice for a year, readable by the server alone. */
export function keepAppearance(cookies: Cookies, appearance: Appearance, secure: 'secure' | 'plain'): void {
  cookies.set(appearanceCookie, new URLSearchParams(appearance).toString(), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: secure === 'secure',
    maxAge: 31_536_000,
  });
}

/** The attributes of the html element that carry the choice; all values come from the closed lists above. */
export function htmlAttributes(appearance: Appearance): string {
  return [
    `data-color-scheme="${appearance.scheme}"`,
    `data-contrast="${appearance.contrast}"`,
    `data-text="${appearance.text}"`,
  ].join(' ');
}

function oneOf<const T extends readonly [string, ...string[]]>(allowed: T, value: unknown): T[number] {
  return allowed.find((one) => one === value) ?? allowed[0];
}
