import { inspect } from 'node:util';
import { SigningRefused } from '@cuaso/platform/signing/signer.ts';

/** Why there was no signature, `none` where there was one. Anything but a SigningRefused, or one that tells a secret, fails. */
export async function refusalOf(attempt: Promise<unknown>, secrets: readonly string[] = []): Promise<string> {
  try {
    await attempt;
    return 'none';
  } catch (error) {
    if (!(error instanceof SigningRefused)) throw error;
    const told = inspect(error, { depth: 10, showHidden: true });
    const leaked = secrets.find((secret) => told.includes(secret));
    if (leaked !== undefined) throw new Error(`The refusal tells ${leaked}: ${told}`, { cause: error });
    return error.reason;
  }
}
