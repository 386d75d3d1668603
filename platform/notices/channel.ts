/** The ways by which a person is told. */
export const channels = ['email', 'sms', 'zalo', 'push'] as const;
/** A way by which a person is told. */
export type Channel = (typeof channels)[number];

/** A way as people read it. */
export const channelTitles: Readonly<Record<Channel, string>> = {
  email: 'Thư điện tử',
  sms: 'Tin nhắn SMS',
  zalo: 'Zalo',
  push: 'Thông báo trên thiết bị',
};

/** One message for a provider. `key` is the same at every try, so that a provider that knows it does nothing twice. */
export type Message = {
  key: string;
  kind: string;
  to: string;
  title: string;
  body: string;
  /** The whole in at most 160 characters of GSM-7. */
  sms: string;
  /** What the words were made of, for services that have their own. */
  facts: Readonly<Record<string, string>>;
  /** The page of it, an address of ours. */
  link: string;
  /** When it is of no use any more. */
  expiresAt: Date | null;
};

/** What became of one try. */
export type Outcome =
  | { outcome: 'sent'; reference: string }
  /** It certainly did not go out; later or elsewhere it may. */
  | { outcome: 'retry'; problem: string }
  /** It will never go out like this; `address`: because nothing arrives there. */
  | { outcome: 'refused'; problem: string; because: 'address' | 'message' }
  /** Nobody knows whether it went out. */
  | { outcome: 'uncertain'; problem: string };

/** A service that takes messages of one channel. */
export type Provider = {
  name: string;
  channel: Channel;
  send: (message: Message) => Promise<Outcome>;
  /** Asks what became of an earlier try; `not_there` when the provider has never heard of it. */
  ask?: (message: Message) => Promise<Outcome | { outcome: 'not_there' }>;
  /** The same key twice is one message for the receiver. */
  repeats: 'once' | 'twice';
};
