// The telephones of the simulated mobile network: what each shows, and what its owner does.
import { randomBytes } from 'node:crypto';
import { signDigest } from './sign-digest.ts';

/** A telephone with a signing SIM. */
export type Phone = {
  /** International, digits only: 84912345678. */
  msisdn: string;
  keyPem: string;
  /** Without one, the SIM asks for none. */
  pin?: string;
};

/** A request for a signature and what became of it. */
export type Transaction = {
  /** The service's name of it, MSSP_TransID. */
  transaction: string;
  apTransId: string;
  msisdn: string;
  text: string;
  digest: Buffer;
  validUntil: Date;
  state: 'waiting' | 'signed' | 'cancelled' | 'locked';
  signature: Buffer | undefined;
  receipts: number;
};

/** What pressing a key led to; `gone` where nothing waits any more. */
export type Pressed = 'signed' | 'cancelled' | 'pin_wrong' | 'locked' | 'gone';

/** All telephones of the network. */
export type Phones = {
  find: (msisdn: string) => Phone | undefined;
  numbers: () => string[];
  ask: (request: Pick<Transaction, 'apTransId' | 'msisdn' | 'text' | 'digest' | 'validUntil'>) => Transaction;
  transaction: (transaction: string) => Transaction | undefined;
  /** The requests of a telephone, or of all, that wait for their owner; the oldest first. */
  pending: (msisdn?: string) => Transaction[];
  /** All requests of a telephone, the newest first. */
  history: (msisdn: string) => Transaction[];
  confirm: (transaction: string, pin?: string) => Pressed;
  cancel: (transaction: string) => Pressed;
  isLocked: (msisdn: string) => boolean;
  isExpired: (one: Transaction) => boolean;
};

const maxWrongTries = 3;

/** The telephones with nothing on their screens. */
export function phonesOf(list: readonly Phone[], now: () => Date): Phones {
  const phones = new Map(list.map((phone) => [phone.msisdn, phone]));
  const wrongTries = new Map<string, number>();
  const all = new Map<string, Transaction>();
  const isExpired = (one: Transaction) => one.state === 'waiting' && now() > one.validUntil;
  const waits = (one: Transaction) => one.state === 'waiting' && !isExpired(one);
  const isLocked = (msisdn: string) => (wrongTries.get(msisdn) ?? 0) >= maxWrongTries;
  const pending = (msisdn?: string) =>
    [...all.values()].filter((one) => waits(one) && (msisdn === undefined || one.msisdn === msisdn));
  const press = (transaction: string, act: (one: Transaction, phone: Phone) => Pressed): Pressed => {
    const one = all.get(transaction);
    const phone = one && phones.get(one.msisdn);
    return one === undefined || phone === undefined || !waits(one) ? 'gone' : act(one, phone);
  };
  const mistake = (msisdn: string): Pressed => {
    wrongTries.set(msisdn, (wrongTries.get(msisdn) ?? 0) + 1);
    if (!isLocked(msisdn)) return 'pin_wrong';
    for (const one of pending(msisdn)) one.state = 'locked';
    return 'locked';
  };
  return {
    find: (msisdn) => phones.get(msisdn),
    numbers: () => [...phones.keys()],
    ask: (request) => {
      const transaction = `M${randomBytes(8).toString('hex')}`;
      const one: Transaction = { ...request, transaction, state: 'waiting', signature: undefined, receipts: 0 };
      all.set(transaction, one);
      return one;
    },
    transaction: (transaction) => all.get(transaction),
    pending,
    history: (msisdn) => [...all.values()].filter((one) => one.msisdn === msisdn).toReversed(),
    confirm: (transaction, pin) =>
      press(transaction, (one, phone) => {
        if (phone.pin !== undefined && phone.pin !== pin) return mistake(one.msisdn);
        wrongTries.delete(one.msisdn);
        one.signature = signDigest(phone.keyPem, one.digest);
        one.state = 'signed';
        return 'signed';
      }),
    cancel: (transaction) =>
      press(transaction, (one) => {
        one.state = 'cancelled';
        return 'cancelled';
      }),
    isLocked,
    isExpired,
  };
}
