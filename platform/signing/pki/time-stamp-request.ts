import { identifier, octets, sequence, smallInteger, tlv } from './der.ts';
import { numberIn } from './der-values.ts';
import { OutOfReach } from './fetch-revocation.ts';
import { oid } from './oids.ts';
import { elementOf, membersOf, tags } from './read-der.ts';

const isWanted = Buffer.from([0x01, 0x01, 0xff]);
const nothing = Buffer.from([0x05, 0x00]);
const grantedWithChanges = 1;

/** The request for a time stamp over these 32 bytes (RFC 3161); the authority's certificate shall come along. */
export function timeStampRequestOf(imprintSha256: Buffer, nonce: Buffer): Buffer {
  const algorithm = sequence(identifier(oid.sha256), nothing);
  return sequence(smallInteger(1), sequence(algorithm, octets(imprintSha256)), tlv(0x02, nonceNumber(nonce)), isWanted);
}

/** The bytes of the nonce as a positive number: a first byte below 0x80 keeps it so. */
export function nonceNumber(nonce: Buffer): Buffer {
  return Buffer.concat([Buffer.from([1]), nonce]);
}

/** The token in an authority's answer, nothing of it checked yet; throws `OutOfReach` where the authority refused. */
export function tokenIn(answer: Buffer): Buffer {
  const members = membersOf(elementOf(answer));
  const status = numberIn(membersOf(members.take()).take());
  const token = members.find(tags.sequence);
  members.end();
  if (status > grantedWithChanges || token === undefined) throw new OutOfReach(`time stamp refused: ${status}`);
  return token.der;
}
