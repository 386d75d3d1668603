import { randomUUID } from 'node:crypto';

/** A signer's key at the simulated provider. */
export type CscCredential = {
  credentialId: string;
  /** The signer's name at the provider; the credential's own id where it says none. */
  userId?: string;
  keyPem: string;
  /** The signer's certificate first, then its chain. */
  certificatePems: readonly string[];
  /** Without one, none is asked for. */
  pin?: string;
  /** The code that is "sent" each time; without one, none is asked for. */
  otp?: string;
  maxSignatures?: number;
};

/** How the simulated provider misbehaves; may be changed at any time. */
export type CscBehaviour = {
  delayMs: number;
  /** Methods that never answer. */
  silent: string[];
  /** Methods that fail, with their HTTP status. */
  failing: Record<string, number>;
  /** What comes as signatures. */
  signatures: 'right' | 'of_another_hash' | 'one_missing' | 'one_too_many' | 'older' | 'twice';
  /** How often an asynchronous answer is not ready yet. */
  pollsUntilReady: number;
  tokenSeconds: number;
  sadSeconds: number;
};

/** What the provider knows of a credential beside what it was made with. */
export type CscKey = CscCredential & {
  keyStatus: 'enabled' | 'disabled';
  certificateStatus: 'valid' | 'expired' | 'revoked' | 'suspended';
  wrongTries: number;
  isCodeSent: boolean;
};

/** What an activation (SAD) allows: these hashes, each once. */
export type Activation = { credentialId: string; hashes: string[]; left: number; expiresAt: number };

/** Everything the provider remembers. */
export type CscState = {
  keys: Map<string, CscKey>;
  tokens: Map<string, number>;
  activations: Map<string, Activation>;
  responses: Map<string, { signatures: string[]; polls: number }>;
  older: string[] | undefined;
  behaviour: CscBehaviour;
  now: () => number;
};

/** The memory of a provider that has just been started. */
export function cscState(credentials: readonly CscCredential[], now: () => Date): CscState {
  const fresh = { keyStatus: 'enabled', certificateStatus: 'valid', wrongTries: 0, isCodeSent: false } as const;
  return {
    keys: new Map(credentials.map((credential) => [credential.credentialId, { ...credential, ...fresh }])),
    tokens: new Map(),
    activations: new Map(),
    responses: new Map(),
    older: undefined,
    behaviour: {
      delayMs: 0,
      silent: [],
      failing: {},
      signatures: 'right',
      pollsUntilReady: 1,
      tokenSeconds: 3600,
      sadSeconds: 300,
    },
    now: () => now().getTime(),
  };
}

/** Makes a name that nobody can guess and keeps what it stands for. */
export function kept<Value>(map: Map<string, Value>, value: Value): string {
  const name = randomUUID();
  map.set(name, value);
  return name;
}
