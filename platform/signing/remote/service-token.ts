/** An access token and the instant from which it is not used any more. */
export type AccessToken = { token: string; usableUntil: Date };

/** The access token of this installation at a provider: fetched once, kept until it expires or is refused. */
export type ServiceToken = { get: () => Promise<string>; drop: (token: string) => void };

/** Keeps one access token; questions that come at once wait for the same fetch. */
export function serviceToken(fetch: () => Promise<AccessToken>, now: () => Date): ServiceToken {
  let kept: AccessToken | undefined;
  let fetching: Promise<AccessToken> | undefined;
  const fetchOnce = async () => {
    fetching ??= fetch().finally(() => {
      fetching = undefined;
    });
    kept = await fetching;
    return kept.token;
  };
  return {
    get: async () => (kept !== undefined && now() < kept.usableUntil ? kept.token : fetchOnce()),
    // Of several questions refused at once only the first drops it, the others find its successor.
    drop: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
}
