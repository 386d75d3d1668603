import { SigningRefused } from '../signer.ts';
import { type Cryptoki, loadCryptoki } from './cryptoki.ts';
import { require } from './token-refusal.ts';

/** A PKCS#11 module of this process. */
export type TokenModule = { path: string; cryptoki: Cryptoki };

/** A token that is plugged in. */
export type TokenFacts = {
  slot: number;
  label: string;
  serial: string;
  /** A wrong PIN was entered since the last right one; one more may lock it. */
  isPinLow: boolean;
  /** Exactly one try is left. */
  isLastTry: boolean;
  isPinLocked: boolean;
};

const osLocking = 2;
const alreadyInitialised = 0x191;
const pinLowFlag = 0x00010000;
const lastTryFlag = 0x00020000;
const pinLockedFlag = 0x00040000;
const modules = new Map<string, TokenModule>();

/** The module of this library, loaded once in a process. */
export function openModule(path: string): TokenModule {
  const known = modules.get(path);
  if (known !== undefined) return known;
  const module = { path, cryptoki: load(path) };
  initialise(module.cryptoki);
  modules.set(path, module);
  return module;
}

/** Starts the module anew without loading its library again; sessions that are open end. */
export function restartModule({ cryptoki }: TokenModule): void {
  cryptoki.finalize(null);
  initialise(cryptoki);
}

/** The tokens that are plugged in now. */
export function listTokens({ cryptoki }: TokenModule): TokenFacts[] {
  const count = [0];
  require(cryptoki.slotList(1, null, count));
  const list = Buffer.alloc(8 * (count[0] ?? 0));
  require(cryptoki.slotList(1, list, count));
  const slots = Array.from({ length: count[0] ?? 0 }, (_, i) => Number(list.readBigUInt64LE(8 * i)));
  return slots.flatMap((slot) => {
    const [info] = readInfo(cryptoki, slot);
    return info === undefined ? [] : [{ slot, ...info }];
  });
}

function initialise(cryptoki: Cryptoki): void {
  const nobody = { createMutex: null, destroyMutex: null, lockMutex: null, unlockMutex: null };
  const code = cryptoki.initialize({ ...nobody, flags: osLocking, pReserved: null });
  if (code !== alreadyInitialised) require(code);
}

type Info = { label: Uint8Array; serial: Uint8Array; flags: number };

function readInfo(cryptoki: Cryptoki, slot: number): Omit<TokenFacts, 'slot'>[] {
  const out: unknown[] = [{}];
  // Pulled out between the list and the question: then it is not there.
  if (cryptoki.tokenInfo(slot, out) !== 0) return [];
  const { label, serial, flags } = out[0] as Info;
  return [
    {
      label: textOf(label),
      serial: textOf(serial),
      isPinLow: (flags & pinLowFlag) !== 0,
      isLastTry: (flags & lastTryFlag) !== 0,
      isPinLocked: (flags & pinLockedFlag) !== 0,
    },
  ];
}

function textOf(padded: Uint8Array): string {
  return Buffer.from(padded)
    .toString('utf8')
    .replace(/[\s\0]+$/, '');
}

function load(path: string): Cryptoki {
  try {
    return loadCryptoki(path);
  } catch (error) {
    throw Object.assign(new SigningRefused('key_missing', 'the module cannot be loaded'), { cause: error });
  }
}
