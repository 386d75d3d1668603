/** The part of oidc-provider that the tests use; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Interaction = { uid: string; params: { client_id: string; scope: string } };
  type Grant = { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
  type Context = { oidc: { session: { accountId: string }; client: { clientId: string } } };

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback: () => (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails: (request: IncomingMessage, response: ServerResponse) => Promise<Interaction>;
    interactionFinished: (request: IncomingMessage, response: ServerResponse, result: unknown) => Promise<void>;
    Grant: new (of: { accountId: string; clientId: string }) => Grant;
    on: (event: string, listener: (...facts: unknown[]) => void) => void;
  }
  export type { Context, Grant, Interaction };
}
