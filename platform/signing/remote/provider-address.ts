/**
 * The address of a signing provider: https, or http to this machine itself (trials). Nothing else is an address, and a name
 * or password inside it neither.
 */
export function providerAddressOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && isLoopback(url) ? url : undefined;
}

/** The address from the settings; a wrong one is a mistake of this installation and shows at start. */
export function requireProviderAddress(text: string): URL {
  const url = providerAddressOf(text);
  if (url === undefined) throw new Error('The address of a signing provider must begin with https.');
  return url;
}

/** An address that a provider names itself: what is reached over the network cannot point to this machine. */
export function namedAddressOf(text: string, namedBy: URL): URL | undefined {
  const url = providerAddressOf(text);
  if (url === undefined) return undefined;
  return isLoopback(url) && !isLoopback(namedBy) ? undefined : url;
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
