/** A table as text, to be saved. */
export function csvResponse(file: { fileName: string; mediaType: string; text: string }): Response {
  return new Response(file.text, {
    headers: {
      'content-type': `${file.mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
}
