/** What a later answer has to be: as many signatures, of that many bytes, under the provider's own id. */
export type ExpectedResponse = { count: number; signatureBytes: number; responseID: string };

/** One text that a job can keep and that says with which answer it may be content: `3:256:<the provider's id>`. */
export function responseIdOf({ count, signatureBytes, responseID }: ExpectedResponse): string {
  return `${count}:${signatureBytes}:${responseID}`;
}

/** The other way round; another text than `responseIdOf` makes is a mistake of the program. */
export function responseOf(responseId: string): ExpectedResponse {
  const [, count, signatureBytes, responseID] = /^(\d{1,4}):(\d{1,5}):(.+)$/s.exec(responseId) ?? [];
  if (responseID === undefined) throw new RangeError('This is not the id of a remote signature that was put off.');
  return { count: Number(count), signatureBytes: Number(signatureBytes), responseID };
}
