import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** The key under which this installation keeps short secrets (PINs on their way, test keys): 32 bytes. */
export type SealingKey = Buffer;

const nonceBytes = 12;
const tagBytes = 16;

/** The sealing key of a secret text of this installation. */
export function sealingKeyOf(secret: string): SealingKey {
  return createHash('sha256').update(`cuaso sealing 1 ${secret}`).digest();
}

/** Seals bytes (AES-256-GCM); `about` binds them to their row, so that they cannot be moved to another. */
export function sealed(key: SealingKey, plain: Uint8Array, about: string, random: (n: number) => Uint8Array): Buffer {
  const nonce = Buffer.from(random(nonceBytes));
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `sealed` made; throws when key, row or bytes are others. */
export function unsealed(key: SealingKey, box: Uint8Array, about: string): Buffer {
  const bytes = Buffer.from(box);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
}
