/** The seven ways in which the platform refuses; each is mapped once to HTTP, to forms and to Vietnamese. */
export const failureKinds = [
  'invalid',
  'signed_out',
  'denied',
  'not_found',
  'conflict',
  'too_many',
  'unavailable',
] as const;

/** One of the seven kinds. */
export type FailureKind = (typeof failureKinds)[number];

/** What a reader of the refusal needs beside the code: small, plain, free of secrets. */
export type FailureDetails = Readonly<Record<string, unknown>>;

/** A refusal that is part of the contract. Anything else that is thrown is a bug. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly details: FailureDetails;

  constructor(kind: FailureKind, code: string, details: FailureDetails = {}, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** Refuses: throws a Failure of this kind and code (`area.what_is_wrong`). */
export function fail(kind: FailureKind, code: string, details: FailureDetails = {}): never {
  throw new Failure(kind, code, details);
}

/** Whether a caught value is a refusal, of this code if one is given. */
export function isFailure(caught: unknown, code?: string): caught is Failure {
  return caught instanceof Failure && (code === undefined || caught.code === code);
}
