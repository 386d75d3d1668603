import { cookieOptionsOf, oidcCookie } from '@cuaso/platform/identity/session-cookie.ts';
import { error, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/server/form-action.ts';
import type { RequestHandler } from './$types.js';

/** Sends the person to the national identity; the cookie ties the answer to this browser. */
export const GET: RequestHandler = async ({ locals, cookies, url }) => {
  if (!locals.oidc) error(404, 'Chưa mở đăng nhập bằng định danh điện tử.');
  const { address, binding, expiresAt } = await locals.oidc.begin(
    localPath(url.searchParams.get('tiep'), '/dang-nhap'),
  );
  cookies.set(oidcCookie, binding, cookieOptionsOf(url.origin, expiresAt));
  redirect(303, address);
};
