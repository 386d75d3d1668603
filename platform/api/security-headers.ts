/** What every answer says, page, file or data; the pages' own content policy comes from the pages. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

/** Said once a person has come by https: from then on only so (RFC 6797). */
export const strictTransport = 'max-age=31536000; includeSubDomains';

/** The policy of an answer that is data or a page without script. */
export const dataPolicy =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
