import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makePki, type Pki } from '../../../test/pki/make-pki.ts';
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts';
import { projectFolder } from '../../database/data-folder.ts';
import { samplePerson } from './sample-person.ts';
import { sampleSecrets, type SampleServer, startSampleServer } from './sample-server.ts';

const pin = '97531864';
const home = mkdtempSync(join(tmpdir(), 'cuaso-agent-'));
let pki: Pki;
let token: SoftToken;
let server: SampleServer;
beforeAll(async () => {
  pki = await makePki();
  token = await makeSoftToken([{ label: 'lanh-dao', ...pki.holders.leader }], { pin });
}, 60_000);
beforeEach(async () => {
  server = await startSampleServer();
});
afterEach(() => server.close());
afterAll(() => {
  token.remove();
  pki.remove();
  rmSync(home, { recursive: true });
});

type Running = { child: ChildProcess; output: () => string; exited: Promise<number | null> };

function run(...words: string[]): Running {
  const env = { ...process.env, ...token.env, CUASO_AGENT_HOME: home };
  const child = spawn(process.execPath, [join(projectFolder, 'bin', 'sign-agent.ts'), ...words], { env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, output: () => output, exited };
}

async function open(): Promise<Running & { address: string }> {
  const running = run();
  const address = await vi.waitFor(() => {
    const found = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\//.exec(running.output())?.[0];
    if (found === undefined) throw new Error(`not open yet: ${running.output()}`);
    return found;
  }, 60_000);
  return { ...running, address };
}

const shows = (address: string, text: string) =>
  vi.waitFor(async () => expect(await samplePerson(address).read()).toContain(text), {
    timeout: 60_000,
    interval: 100,
  });

test('a wrong code does not pair; the right one does, and the token is kept for the owner alone', async () => {
  const unpaired = run();
  expect(await unpaired.exited).toBe(1);
  expect(unpaired.output()).toContain('chưa được ghép nối');
  const wrong = run('pair', server.origin, 'SAI', '--module', token.module);
  expect(await wrong.exited).toBe(1);
  expect(wrong.output()).toContain('Không ghép nối được');
  const plain = run('pair', 'http://mot-cua.example', 'SAI');
  expect(await plain.exited).toBe(1);
  expect(plain.output()).toContain('https://');
  expect(await run('pair').exited).toBe(1);
  expect(await run('--khong-co').exited).toBe(2);
  const right = run('pair', server.origin, sampleSecrets.code, '--module', token.module);
  expect(await right.exited).toBe(0);
  expect(right.output()).toContain('Nguyễn Thị Thử Ký');
  expect(right.output()).not.toContain(sampleSecrets.token);
  const file = join(home, 'agent.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain(sampleSecrets.token);
}, 180_000);

test('killed in the middle, it signs the rest after the next start and the PIN', async () => {
  const contents = new Map<string, Buffer>(
    Array.from({ length: 40 }, (_, i) => [randomUUID(), Buffer.from(`Văn bản ${i}`)]),
  );
  const items = [...contents].map(([itemId, bytes], i) => {
    const digest = createHash('sha256').update(bytes).digest('base64');
    return { itemId, title: `Giấy phép số ${i + 1}`, detail: `H01.${i + 1}`, digest };
  });
  const { fingerprint, commonName, publicKey } = pki.holders.leader.certificate;
  const confirmUntil = '2026-11-23T08:00:00.000Z';
  server.session = {
    id: randomUUID(),
    signerName: commonName,
    certificateFingerprint: fingerprint,
    confirmUntil,
    items,
  };
  expect(await run('pair', server.origin, sampleSecrets.code, '--module', token.module).exited).toBe(0);

  const first = await open();
  await shows(first.address, '40 văn bản chờ ký');
  server.onSignature = (count) => void (count === 7 && first.child.kill('SIGKILL'));
  await samplePerson(first.address)
    .press('sign', { pin })
    .catch(() => undefined);
  await first.exited;
  server.onSignature = () => undefined;
  const kept = server.signatures.size;
  expect(kept).toBeGreaterThanOrEqual(7);
  expect(kept).toBeLessThan(40);

  const second = await open();
  expect(second.address).not.toBe(first.address);
  await shows(second.address, `${40 - kept} văn bản chờ ký`);
  await samplePerson(second.address).press('sign', { pin });
  await shows(second.address, `Đã ký và gửi ${40 - kept} văn bản.`);
  const signatures = [...server.signatures];
  expect(signatures).toHaveLength(40);
  expect(signatures.every(([id, one]) => verify('sha256', contents.get(id) ?? Buffer.alloc(0), publicKey, one))).toBe(
    true,
  );
  second.child.kill('SIGTERM');
  expect(await second.exited).toBe(0);
  const everything = [...server.heard, first.output(), second.output(), readFileSync(join(home, 'agent.json'), 'utf8')];
  expect(everything.join('\n')).not.toContain(pin);
}, 180_000);
