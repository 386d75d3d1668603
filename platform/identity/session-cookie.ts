/** The cookie that carries the session's token. */
export const sessionCookie = 'cuaso_session';
/** The cookie between password and second factor. */
export const pendingCookie = 'cuaso_second_factor';
/** The cookie that binds a sign-in at the national identity to the browser that began it. */
export const oidcCookie = 'cuaso_vneid';

/** How such a cookie is set: no script reads it, no foreign form sends it, and over https it never leaves https. */
export type CookieOptions = { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; expires: Date };

/** The options for one of these cookies, from the address the person sees. */
export function cookieOptionsOf(origin: string, expires: Date): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:'), expires };
}
