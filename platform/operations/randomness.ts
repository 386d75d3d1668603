import { randomBytes } from 'node:crypto';

/** The machine's own randomness; what a running platform gives to its operations. */
export const systemRandom = (bytes: number): Uint8Array => randomBytes(bytes);
