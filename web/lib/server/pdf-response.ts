/** A document of ours that the browser shows, so that it can be printed at once. */
export function pdfResponse(file: { name: string; mediaType: string; base64: string }): Response {
  return new Response(Buffer.from(file.base64, 'base64'), {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `inline; filename="${file.name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
