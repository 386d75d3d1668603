import { sequence, setOf, tlv } from '../pki/der.ts';
import { oid } from '../pki/oids.ts';
import { around, BadDer, elementFrom, elementOf, insideOf, listOf } from '../pki/read-der.ts';
import { attribute } from './build.ts';
import { BadCms, readCms } from './read.ts';

/** The same signature with one more time stamp over its value; everything else stays byte for byte. Throws `BadCms`. */
export function withTimeStamp(cms: Buffer, token: Buffer): Buffer {
  // What could not be checked later is not extended.
  readCms(cms);
  try {
    const [type, held] = listOf(elementOf(cms), 2);
    if (type === undefined || held === undefined) throw new BadCms('no SignedData');
    const members = listOf(insideOf(held), 6).map(({ der }) => der);
    const infos = elementFrom(members.pop() ?? Buffer.alloc(0));
    const info = stamped(insideOf(infos).der, token);
    return sequence(type.der, tlv(0xa0, sequence(...members, setOf(info))));
  } catch (error) {
    if (error instanceof BadDer) throw new BadCms(error.message, { cause: error });
    throw error;
  }
}

function stamped(info: Buffer, token: Buffer): Buffer {
  elementOf(token);
  const members = listOf(elementOf(info), 10);
  const last = members.at(-1);
  const unsigned = last?.tag === around(1) ? listOf(last, 100, around(1)).map(({ der }) => der) : [];
  const kept = (unsigned.length > 0 ? members.slice(0, -1) : members).map(({ der }) => der);
  const all = [...unsigned, attribute(oid.signatureTimeStamp, token)].toSorted(Buffer.compare);
  return sequence(...kept, tlv(around(1), ...all));
}
