/** An appointment that the telephone or computer puts into its calendar. */
export function calendarResponse(file: { name: string; text: string }): Response {
  return new Response(file.text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': `attachment; filename="${file.name}"`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    },
  });
}
