import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { agentFolderOf, readPairing, serverOriginOf, writePairing } from './agent-home.ts';
import { AgentProblem } from './agent-problem.ts';
import { requireModule } from './find-module.ts';

const home = mkdtempSync(join(tmpdir(), 'cuaso-agent-'));
afterAll(() => rmSync(home, { recursive: true }));

const pairing = {
  server: 'https://mot-cua.example',
  token: 'cuaso_ky_abc',
  signerName: 'Nguyễn Thị Thử Ký',
  serverName: 'Cửa Số',
  modulePath: '/usr/lib/opensc-pkcs11.so',
};

test('a pairing is kept in a file that its owner alone may read, and replaced as a whole', () => {
  const folder = join(home, 'moi', 'cuaso-agent');
  writePairing(folder, { ...pairing, token: 'cuaso_ky_cu' });
  writePairing(folder, pairing);
  expect(readPairing(folder)).toEqual(pairing);
  expect(statSync(join(folder, 'agent.json')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual(['agent.json']);
});

test('a pairing that is absent, damaged or open to others is refused in words', () => {
  const folder = join(home, 'hong');
  expect(() => readPairing(folder)).toThrow('chưa được ghép nối');
  writePairing(folder, pairing);
  chmodSync(join(folder, 'agent.json'), 0o644);
  expect(() => readPairing(folder)).toThrow('chmod 600');
  chmodSync(join(folder, 'agent.json'), 0o600);
  for (const text of ['', '{', 'null', '{"server":"https://a.example"}']) {
    writeFileSync(join(folder, 'agent.json'), text);
    expect(() => readPairing(folder)).toThrow('bị hỏng');
  }
});

test('the token goes only over https, or to this computer itself', () => {
  expect(serverOriginOf('https://mot-cua.example/')).toBe('https://mot-cua.example');
  expect(serverOriginOf('http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
  const refused = ['http://mot-cua.example', 'mot-cua.example', 'https://a:b@mot-cua.example', 'ftp://a', ''];
  for (const typed of [...refused, 'https://mot-cua.example/x', 'http://127.0.0.1.example'])
    expect(() => serverOriginOf(typed)).toThrow(AgentProblem);
});

test('the folder is the one that was named, else the usual one of the user', () => {
  expect(agentFolderOf({ CUASO_AGENT_HOME: '/a' }, '/b')).toBe('/a');
  expect(agentFolderOf({}, '/b')).toBe('/b/.config/cuaso-agent');
});

test('the library is the one that was named, else the first usual one that is there', () => {
  const [file, absent] = [join(home, 'thu-vien.so'), join(home, 'khong-co.so')];
  writeFileSync(file, '');
  expect(requireModule(file)).toBe(file);
  expect(requireModule(undefined, [absent, file])).toBe(file);
  expect(() => requireModule(absent)).toThrow('--module');
  expect(() => requireModule(undefined, [absent])).toThrow('--module');
  expect(() => requireModule('thu-vien.so')).toThrow('đầy đủ');
});
