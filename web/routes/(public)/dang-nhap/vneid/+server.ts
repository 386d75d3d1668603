import { oidcCookie } from '@cuaso/platform/identity/session-cookie.ts';
import { error, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/server/form-action.ts';
import { openSession, userAgentOf } from '#lib/server/open-session.ts';
import type { RequestHandler } from './$types.js';

/** The person is back from the national identity. */
export const GET: RequestHandler = async (event) => {
  const { locals, cookies, url } = event;
  if (!locals.oidc) error(404, 'Chưa mở đăng nhập bằng định danh điện tử.');
  const binding = cookies.get(oidcCookie) ?? '';
  cookies.delete(oidcCookie, { path: '/' });
  const { token, expiresAt, returnTo } = await locals.oidc.finish({
    search: url.search,
    binding,
    userAgent: userAgentOf(event),
  });
  openSession(event, { token, expiresAt: expiresAt.toISOString() });
  redirect(303, localPath(returnTo, '/dang-nhap'));
};
