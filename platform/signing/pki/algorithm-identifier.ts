import { identifierIn, numberIn } from './der-values.ts';
import { digestNames, oid } from './oids.ts';
import { around, BadDer, type Element, elementOf, insideOf, membersOf } from './read-der.ts';

/** An algorithm as certificates and signatures name it (RFC 5280, section 4.1.1.2). */
export type AlgorithmIdentifier = { id: string; parameters: Buffer | null };

/** Reads an AlgorithmIdentifier. */
export function readAlgorithm(element: Element): AlgorithmIdentifier {
  const members = membersOf(element);
  const id = identifierIn(members.take());
  const [parameters] = members.rest(1);
  return { id, parameters: parameters?.der ?? null };
}

/** The digest algorithm that is named, as node:crypto calls it; nothing where it is not known. */
export function digestNameOf({ id }: AlgorithmIdentifier): string | undefined {
  return digestNames[id];
}

/** What the parameters of RSASSA-PSS say (RFC 4055, section 3.1): absent parts are SHA-1 and a salt of 20 bytes. */
export type PssParameters = { digest: string | undefined; maskDigest: string | undefined; saltBytes: number };

/** Reads the parameters of RSASSA-PSS; throws `BadDer`. */
export function pssParametersOf({ parameters }: AlgorithmIdentifier): PssParameters {
  if (parameters === null) return { digest: 'sha1', maskDigest: 'sha1', saltBytes: 20 };
  const members = membersOf(elementOf(parameters));
  const [hash, mask, salt, trailer] = [0, 1, 2, 3].map((n) => members.find(around(n)));
  members.end();
  if (trailer !== undefined && numberIn(insideOf(trailer)) !== 1) throw new BadDer('trailer');
  return {
    digest: hash === undefined ? 'sha1' : digestNameOf(readAlgorithm(insideOf(hash))),
    maskDigest: mask === undefined ? 'sha1' : maskDigestOf(readAlgorithm(insideOf(mask))),
    saltBytes: salt === undefined ? 20 : numberIn(insideOf(salt)),
  };
}

function maskDigestOf({ id, parameters }: AlgorithmIdentifier): string | undefined {
  if (id !== oid.maskGeneration || parameters === null) return undefined;
  return digestNameOf(readAlgorithm(elementOf(parameters)));
}
