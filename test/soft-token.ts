import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { certificateOf } from '../platform/signing/pki/certificate.ts';

const execute = promisify(execFile);

/** Where Debian's SoftHSM2 lies. */
export const softModule = process.env['SOFTHSM2_MODULE'] ?? '/usr/lib/softhsm/libsofthsm2.so';

/** A token of SoftHSM2 in a folder of its own: as real to PKCS#11 as one in a USB port. */
export type SoftToken = {
  module: string;
  label: string;
  pin: string;
  env: { SOFTHSM2_CONF: string };
  remove: () => void;
};

/**
 * Makes a token with these keys. The module reads SOFTHSM2_CONF when it is opened, so a process sees the token that was made before
 * that; another process is given `env`.
 */
export async function makeSoftToken(
  keys: readonly { label: string; keyPem: string; certificatePem: string }[],
  { label = 'thu-nghiem', pin = '246810' } = {},
): Promise<SoftToken> {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-token-'));
  mkdirSync(join(folder, 'tokens'));
  const env = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') };
  writeFileSync(
    env.SOFTHSM2_CONF,
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  process.env['SOFTHSM2_CONF'] = env.SOFTHSM2_CONF;
  const tool = (program: string, ...words: string[]) => execute(program, words, { env: { ...process.env, ...env } });
  await tool('softhsm2-util', '--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '13579135');
  for (const [index, key] of keys.entries()) {
    const id = (index + 1).toString(16).padStart(2, '0');
    const [keyFile, certificateFile] = [join(folder, `${id}.key`), join(folder, `${id}.der`)];
    writeFileSync(keyFile, createPrivateKey(key.keyPem).export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    writeFileSync(certificateFile, certificateOf(key.certificatePem).der);
    const about = ['--token', label, '--label', key.label, '--id', id, '--pin', pin];
    await tool('softhsm2-util', '--import', keyFile, ...about);
    const write = [
      '--module',
      softModule,
      '--token-label',
      label,
      '--login',
      '--pin',
      pin,
      '--label',
      key.label,
      '--id',
      id,
    ];
    await tool('pkcs11-tool', ...write, '--write-object', certificateFile, '--type', 'cert');
  }
  return { module: softModule, label, pin, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
