import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TrustedAuthority } from '../../platform/signing/trust.ts';
import { type Certificate, certificateOf } from '../../platform/signing/pki/certificate.ts';
import { keptFolder } from './kept-folder.ts';
import { authorityConfiguration, extensionSections } from './openssl-configuration.ts';

const execute = promisify(execFile);

/** A holder of a certificate in the tests: its key and certificate as openssl wrote them. */
export type Holder = { certificate: Certificate; certificatePem: string; keyPem: string };

/** Who has a certificate in the tests' public-key infrastructure; each but the first two has its fault. */
export type HolderName =
  | 'leader'
  | 'agency'
  | 'expired'
  | 'notYet'
  | 'revoked'
  | 'wrongPurpose'
  | 'stranger'
  | 'otherSubject'
  | 'fourth'
  | 'timeStamp'
  | 'responder';

/** A small public-key infrastructure made by openssl: a root, an authority under it, holders, a list of the revoked. */
export type Pki = {
  folder: string;
  root: Certificate;
  authority: Certificate;
  strangerRoot: Certificate;
  holders: Readonly<Record<HolderName, Holder>>;
  /** The two authorities as the province trusts them. */
  trusted: TrustedAuthority[];
  /** The authority's newest list, and the root's. */
  crl: () => Buffer;
  rootCrl: () => Buffer;
  /** Revokes for a reason of openssl: keyCompromise where none is given, 'none' for a line without any. */
  revoke: (name: HolderName, reason?: string) => Promise<void>;
  remove: () => void;
};

const subjects: Readonly<Record<HolderName, string>> = {
  leader: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Nguyễn Thị Thử Ký',
  agency: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Ủy ban nhân dân xã Thử Nghiệm',
  expired: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Người Hết Hạn',
  notYet: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Người Chưa Tới Hạn',
  revoked: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Người Bị Thu Hồi',
  wrongPurpose: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=may-chu.example',
  stranger: '/C=VN/O=Nơi Khác/CN=Nguyễn Thị Thử Ký',
  otherSubject: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Trần Văn Người Khác',
  fourth: '/C=VN/O=Ủy ban nhân dân xã Thử Nghiệm/CN=Lê Văn Thứ Tư',
  timeStamp: '/C=VN/O=Thử nghiệm/CN=Dấu thời gian thử nghiệm',
  responder: '/C=VN/O=Thử nghiệm/CN=Trả lời thu hồi thử nghiệm',
};

/**
 * The infrastructure in a folder of its own. Without addresses it is a copy of the one that was made first today, because openssl
 * looks for prime numbers for seconds.
 */
export async function makePki(addresses: { crlUrl?: string; ocspUrl?: string } = {}): Promise<Pki> {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-pki-'));
  if (Object.keys(addresses).length > 0) await fill(folder, addresses);
  else cpSync(await keptFolder((empty) => fill(empty, {})), folder, { recursive: true });
  return pkiOf(folder, namesOf(), revokerOf(folder));
}

async function fill(folder: string, addresses: { crlUrl?: string; ocspUrl?: string }): Promise<void> {
  for (const name of ['goc', 'cap', 'la']) prepareFolder(folder, name);
  writeFileSync(join(folder, 'mo-rong.cnf'), extensionSections(addresses));
  const openssl = opensslIn(folder);
  await makeRoot(openssl, 'goc', '/C=VN/O=Thử nghiệm/CN=Gốc thử nghiệm');
  await makeRoot(openssl, 'la', '/C=VN/O=Nơi Khác/CN=Gốc không ai tin');
  await makeKeyAndRequest(openssl, 'cap/ca', '/C=VN/O=Thử nghiệm/CN=Cơ quan nhà nước (thử nghiệm)');
  await issue(openssl, 'goc', 'cap/ca', 'v3_authority', period(-400, 3000));
  await Promise.all(namesOf().map((name) => makeRequest(openssl, folder, name)));
  // One authority writes its book line by line.
  for (const name of namesOf()) await issueHolder(openssl, name);
  await revokerOf(folder)('revoked');
}

function namesOf(): HolderName[] {
  return Object.keys(subjects) as HolderName[];
}

function revokerOf(folder: string): Pki['revoke'] {
  const openssl = opensslIn(folder);
  return async (name, reason = 'keyCompromise') => {
    const said = reason === 'none' ? [] : ['-crl_reason', reason];
    await openssl('ca', '-config', 'cap.cnf', '-revoke', `${name}.pem`, ...said);
    await writeLists(openssl);
  };
}

function opensslIn(folder: string): Openssl {
  return (...parts) => execute('openssl', parts, { cwd: folder });
}

type Openssl = (...parts: string[]) => Promise<unknown>;

function prepareFolder(folder: string, name: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'index.txt'), '');
  writeFileSync(join(folder, name, 'serial'), name === 'goc' ? '1001\n' : '2001\n');
  writeFileSync(join(folder, name, 'crlnumber'), '01\n');
  writeFileSync(join(folder, `${name}.cnf`), authorityConfiguration(name));
}

/** The roots are older than everything below them. */
async function makeRoot(openssl: Openssl, name: string, subject: string): Promise<void> {
  await makeKeyAndRequest(openssl, `${name}/ca`, subject);
  const [from, until] = period(-500, 4000);
  const words = [
    'ca',
    '-batch',
    '-selfsign',
    '-notext',
    '-utf8',
    '-config',
    `${name}.cnf`,
    '-keyfile',
    `${name}/ca.key`,
  ];
  const ends = ['-extensions', 'v3_root', '-startdate', from, '-enddate', until];
  await openssl(...words, ...ends, '-in', `${name}/ca.csr`, '-out', `${name}/ca.pem`);
}

async function makeKeyAndRequest(openssl: Openssl, name: string, subject: string): Promise<void> {
  await openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-utf8',
    '-sha256',
    '-subj',
    subject,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-config',
    'cap.cnf',
  );
}

/** Keys take longest to make; those of holders serve every infrastructure of this process. */
const keys = new Map<HolderName, string>();

async function makeRequest(openssl: Openssl, folder: string, name: HolderName): Promise<void> {
  const key = keys.get(name);
  if (key === undefined) {
    await makeKeyAndRequest(openssl, name, subjects[name]);
    keys.set(name, readFileSync(join(folder, `${name}.key`), 'utf8'));
    return;
  }
  writeFileSync(join(folder, `${name}.key`), key);
  const words = ['req', '-new', '-key', `${name}.key`, '-utf8', '-sha256', '-subj', subjects[name]];
  await openssl(...words, '-out', `${name}.csr`, '-config', 'cap.cnf');
}

async function issue(
  openssl: Openssl,
  by: string,
  name: string,
  extensions: string,
  [from, until]: [string, string],
): Promise<void> {
  await openssl(
    'ca',
    '-batch',
    '-notext',
    '-utf8',
    '-config',
    `${by}.cnf`,
    '-extfile',
    'mo-rong.cnf',
    '-extensions',
    extensions,
    '-startdate',
    from,
    '-enddate',
    until,
    '-in',
    `${name}.csr`,
    '-out',
    `${name}.pem`,
  );
}

async function issueHolder(openssl: Openssl, name: HolderName): Promise<void> {
  const special: Partial<Record<HolderName, string>> = {
    wrongPurpose: 'v3_server',
    timeStamp: 'v3_stamp',
    responder: 'v3_responder',
  };
  const periods: Partial<Record<HolderName, [string, string]>> = { expired: period(-300, -2), notYet: period(30, 400) };
  const by = name === 'stranger' ? 'la' : 'cap';
  await issue(openssl, by, name, special[name] ?? 'v3_holder', periods[name] ?? period(-100, 700));
}

async function writeLists(openssl: Openssl): Promise<void> {
  for (const name of ['cap', 'goc']) {
    await openssl('ca', '-config', `${name}.cnf`, '-gencrl', '-crldays', '7', '-out', `${name}/crl.pem`);
    await openssl('crl', '-in', `${name}/crl.pem`, '-outform', 'DER', '-out', `${name}/crl.der`);
  }
}

function pkiOf(folder: string, names: readonly HolderName[], revoke: Pki['revoke']): Pki {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const holders = Object.fromEntries(
    names.map((name) => {
      const certificatePem = text(`${name}.pem`);
      return [name, { certificate: certificateOf(certificatePem), certificatePem, keyPem: text(`${name}.key`) }];
    }),
  ) as Record<HolderName, Holder>;
  const [root, authority, strangerRoot] = ['goc', 'cap', 'la'].map((name) => certificateOf(text(`${name}/ca.pem`)));
  if (root === undefined || authority === undefined || strangerRoot === undefined) throw new Error('no authorities');
  const trustedFrom = new Date('2020-01-01T00:00:00Z');
  return {
    folder,
    root,
    authority,
    strangerRoot,
    holders,
    trusted: [
      { certificate: root, isAnchor: true, trustedFrom, trustedUntil: null },
      { certificate: authority, isAnchor: false, trustedFrom, trustedUntil: null },
    ],
    crl: () => readFileSync(join(folder, 'cap/crl.der')),
    rootCrl: () => readFileSync(join(folder, 'goc/crl.der')),
    revoke,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A period around now, in days, as openssl wants its ends. */
function period(from: number, until: number): [string, string] {
  const at = (days: number) =>
    `${new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return [at(from), at(until)];
}
