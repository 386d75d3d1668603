/** The address and name under which people know this platform. */
export type Site = { origin: string; name: string };

const key = 'identity.site';

/** Says once, at start, where the platform is reached; passkeys and the national identity are bound to this address. */
export function setSite(memory: Map<string, unknown>, site: Site): void {
  memory.set(key, { ...site, origin: new URL(site.origin).origin });
}

/** The address, if it was said; never what a caller claims. */
export function findSite(memory: Map<string, unknown>): Site | undefined {
  return memory.get(key) as Site | undefined;
}
