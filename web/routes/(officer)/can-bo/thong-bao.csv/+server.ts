import { exportDeliveries } from '@cuaso/systems/notices/export-deliveries.ts';
import { deliveryQueryOf } from '#lib/notices/delivery-query.ts';
import type { RequestHandler } from './$types.js';

/** The log of notices as the list shows it, all pages of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { fileName, mediaType, text } = await locals.run(exportDeliveries, deliveryQueryOf(url));
  return new Response(text, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
