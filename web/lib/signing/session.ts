import type { getSession } from '@cuaso/systems/signing/get-session.ts';
import type { OutputOf } from '../server/platform.ts';

/** A signing session as its signer follows it. */
export type Session = OutputOf<typeof getSession>;
