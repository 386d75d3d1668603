import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleScan } from '../../data/demo/sample-scan.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { processesIn, signal } from '../../platform/database/processes.ts';
import { callerOf, demoOf, type ServerProcess, startServer } from '../server-process.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-upload-'));
const folder = dataFolder(data);
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer(data);
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

/** A scan of some megabytes: what follows the end of a PDF belongs to no page. */
const file = Buffer.concat([Buffer.from(sampleScan()), Buffer.alloc(3 * 1024 * 1024, 32), Buffer.from('\n%%EOF\n')]);
const protocol = { 'tus-resumable': '1.0.0' };

async function signedIn(): Promise<string> {
  const demo = demoOf(data);
  const call = callerOf(server.address, {});
  const { body } = await call('identity.sign-in', { login: demo.loginOf('Người dân'), password: demo.password });
  return `cuaso_session=${(body as { token: string }).token}`;
}

/** One request of the upload protocol; relative addresses are those of the running server. */
async function tus(cookie: string, method: string, path: string, more: Record<string, string> = {}, body?: Buffer) {
  const headers = { ...protocol, cookie, origin: server.address, ...more };
  return fetch(`${server.address}${path}`, { method, headers, ...(body && { body: new Uint8Array(body) }) });
}

async function begun(cookie: string): Promise<string> {
  const metadata = `filename ${Buffer.from('Căn cước.pdf').toString('base64')}`;
  const made = await tus(cookie, 'POST', '/tai-tep', {
    'upload-length': String(file.length),
    'upload-metadata': metadata,
  });
  expect(made.status).toBe(201);
  return made.headers.get('location') ?? '';
}

async function offsetOf(cookie: string, path: string): Promise<number> {
  const head = await tus(cookie, 'HEAD', path);
  expect(head.status).toBe(200);
  return Number(head.headers.get('upload-offset'));
}

function patch(cookie: string, path: string, offset: number): Promise<Response> {
  const more = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  return tus(cookie, 'PATCH', path, more, file.subarray(offset));
}

/** Sends all but the last bytes in one request, waits until most of them are there, and then does what breaks. */
async function brokenAt99(cookie: string, path: string, breaks: () => void): Promise<void> {
  const sent = Math.floor(file.length * 0.99);
  const headers = {
    ...protocol,
    cookie,
    origin: server.address,
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
    'content-length': String(file.length),
  };
  const going = request(`${server.address}${path}`, { method: 'PATCH', headers });
  const over = new Promise((resolve) => going.on('close', resolve).on('error', resolve));
  going.write(file.subarray(0, sent));
  while ((await offsetOf(cookie, path)) < file.length / 2) await new Promise((done) => setTimeout(done, 20));
  breaks();
  going.destroy();
  await over;
}

test('a line that breaks at 99 % goes on where it stopped', { timeout: 60_000 }, async () => {
  const cookie = await signedIn();
  const path = await begun(cookie);
  await brokenAt99(cookie, path, () => undefined);
  let offset = await offsetOf(cookie, path);
  expect(offset).toBeGreaterThan(file.length / 2);
  expect(offset).toBeLessThan(file.length);
  expect((await patch(cookie, path, 0)).status).toBe(409);
  // What was on its way when the line broke may still be written: where it stands is asked until it is taken.
  for (
    let answer = await patch(cookie, path, offset);
    answer.status === 409;
    answer = await patch(cookie, path, offset)
  ) {
    offset = await offsetOf(cookie, path);
  }
  expect(await offsetOf(cookie, path)).toBe(file.length);
  const finished = await tus(cookie, 'GET', path);
  const { fileId, size } = (await finished.json()) as { fileId: string; size: number };
  expect(size).toBe(file.length);
  const read = await fetch(`${server.address}/tep/nhap/${fileId}`, { headers: { cookie } });
  expect(Buffer.from(await read.arrayBuffer()).equals(file)).toBe(true);
});

test('kill -9 of server and database in the middle loses no piece that was taken', { timeout: 240_000 }, async () => {
  const before = await signedIn();
  const path = await begun(before);
  await brokenAt99(before, path, () => {
    server.process.kill('SIGKILL');
    signal(processesIn(folder.cluster), 'SIGKILL');
  });
  server = await startServer(data);
  const after = await signedIn();
  const offset = await offsetOf(after, path);
  expect(offset).toBeGreaterThanOrEqual(file.length / 2);
  expect((await patch(after, path, offset)).status).toBe(204);
  const finished = await tus(after, 'GET', path);
  const { fileId } = (await finished.json()) as { fileId: string };
  const read = await fetch(`${server.address}/tep/nhap/${fileId}`, { headers: { cookie: after } });
  expect(Buffer.from(await read.arrayBuffer()).equals(file)).toBe(true);
  expect((await tus(after, 'GET', path)).status).toBe(200);
});

test('who is not signed in uploads nothing', async () => {
  const refused = await fetch(`${server.address}/tai-tep`, {
    method: 'POST',
    headers: { ...protocol, origin: server.address, 'upload-length': '10' },
    redirect: 'manual',
  });
  expect(refused.status).toBe(303);
});
