import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Pki } from './make-pki.ts';

const execute = promisify(execFile);

/** Which of the services: revocation lists, OCSP, time stamps. */
export type Service = 'crl' | 'ocsp' | 'tsa';

/**
 * What a service does instead of answering: nothing but an error; nothing for too long; an answer with a changed byte; an honest
 * answer to a question that differs in the last byte of its number (nonce, serial number).
 */
export type Trouble = 'none' | 'down' | 'slow' | 'another_answer' | 'another_question';

/** The services of the tests' authority on this machine, answered by openssl. */
export type PkiServer = {
  crlUrl: string;
  rootCrlUrl: string;
  ocspUrl: string;
  tsaUrl: string;
  /** What a service does from now on instead of answering. */
  trouble: (service: Service, what: Trouble) => void;
  /** How often each was asked. */
  asked: Record<Service, number>;
  stop: () => Promise<void>;
};

/** Starts the services; each question is answered by openssl itself. */
export async function startPkiServer(pki: Pki): Promise<PkiServer> {
  const troubles = new Map<Service, Trouble>();
  const asked = { crl: 0, ocsp: 0, tsa: 0 };
  let queue = Promise.resolve();
  const server = createServer((request, reply) => {
    const service = serviceOf(request.url ?? '');
    const answer = async () => {
      asked[service] += 1;
      const trouble = troubles.get(service) ?? 'none';
      if (trouble === 'down') return reply.writeHead(503).end();
      const made = await answerOf(pki, service, request, trouble);
      if (trouble === 'another_answer') made[made.length - 20] = (made[made.length - 20] ?? 0) ^ 0xff;
      return reply.end(made);
    };
    if (troubles.get(service) === 'slow') return void sleep(6000).then(() => reply.writeHead(504).end());
    // openssl writes its book of serial numbers without locks.
    queue = queue.then(answer).then(
      () => undefined,
      () => void reply.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    crlUrl: `${url}/crl/cap`,
    rootCrlUrl: `${url}/crl/goc`,
    ocspUrl: `${url}/ocsp`,
    tsaUrl: `${url}/tsa`,
    trouble: (service, what) => void troubles.set(service, what),
    asked,
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

function serviceOf(path: string): Service {
  if (path.startsWith('/crl/')) return 'crl';
  return path === '/ocsp' ? 'ocsp' : 'tsa';
}

async function answerOf(pki: Pki, service: Service, request: IncomingMessage, trouble: Trouble): Promise<Buffer> {
  if (service === 'crl') return request.url === '/crl/goc' ? pki.rootCrl() : pki.crl();
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const place = mkdtempSync(join(pki.folder, 'hoi-'));
  const [question, reply] = [join(place, 'q'), join(place, 'a')];
  writeFileSync(
    question,
    trouble === 'another_question' ? changed(service, Buffer.concat(parts)) : Buffer.concat(parts),
  );
  await execute('openssl', service === 'ocsp' ? ocsp(question, reply) : stamp(question, reply), { cwd: pki.folder });
  const made = readFileSync(reply);
  rmSync(place, { recursive: true, force: true });
  return made;
}

/** The number stands last in a question of OCSP, and before the wish for certificates in one for a time stamp. */
function changed(service: Service, question: Buffer): Buffer {
  const at = question.length - (service === 'tsa' ? 4 : 1);
  question[at] = (question[at] ?? 0) ^ 1;
  return question;
}

function ocsp(question: string, reply: string): string[] {
  return [
    'ocsp',
    '-index',
    'cap/index.txt',
    '-CA',
    'cap/ca.pem',
    '-rsigner',
    'responder.pem',
    '-rkey',
    'responder.key',
    '-reqin',
    question,
    '-respout',
    reply,
    '-ndays',
    '1',
  ];
}

function stamp(question: string, reply: string): string[] {
  return [
    'ts',
    '-reply',
    '-config',
    'cap.cnf',
    '-queryfile',
    question,
    '-signer',
    'timeStamp.pem',
    '-inkey',
    'timeStamp.key',
    '-chain',
    'cap/ca.pem',
    '-out',
    reply,
  ];
}
