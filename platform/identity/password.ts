import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes, one lane: the least that OWASP advises, some 20 ms here. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

// A hash of nothing anybody knows: an unknown login takes as long as a known one.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$Y3Vhc28tbm9ib2R5LTAwMQ$rXNQdJrD873YCDLadymKSwnoazGynYr29ZhAM7G/DP0';

/** The password as a PHC string, with a salt of 16 random bytes. Slow on purpose: call it before taking any lock. */
export function hashPassword(password: string, random: (bytes: number) => Uint8Array): Promise<string> {
  return hash(password.normalize('NFC'), { ...cost, salt: random(16) });
}

/** Whether this is the password; without a stored one the answer is no and takes just as long. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? nobodysHash, password.normalize('NFC'));
  return matches && stored != null;
}
