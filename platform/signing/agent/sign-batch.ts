import { type Signer, SigningRefused } from '../signer.ts';
import { type AgentApi, ApiRefused } from './agent-api.ts';
import type { Notice } from './agent-view.ts';
import type { Work, WorkItem } from './agent-work.ts';

/** What a batch is signed with, and whom it tells how far it is. */
export type Batch = {
  work: Work;
  signer: Signer;
  giveSignature: AgentApi['giveSignature'];
  /** After each document whose signature the server has. */
  onSigned: () => void;
  /** While the server does not answer, with its sentence; undefined once it does. */
  onServer: (why: string | undefined) => void;
  isStopping: () => boolean;
  wait: (ms: number) => Promise<void>;
};

/** Thrown to the page: what ends a batch before its last document. */
type End = 'stopped' | 'token_gone' | 'device_failed' | 'server_gone' | { why: string };

const [shortestPauseMs, longestPauseMs, patienceMs] = [1000, 15_000, 120_000];
/** One document was settled otherwise meanwhile: the others go on. */
const skipped = new Set(['signing.item_not_waiting', 'signing.item_not_found']);

/**
 * Signs one document after the other and gives each signature to the server before the next is made, so that whatever ends
 * the batch, what was signed stays and the rest waits. Says how it ended.
 */
export async function signBatch(batch: Batch): Promise<Notice> {
  const { items } = batch.work;
  let signed = 0;
  for (const [index, item] of items.entries()) {
    const outcome = await signItem(batch, item);
    if (outcome === 'signed') signed += 1;
    else if (outcome !== 'skipped') return noticeOf(outcome, signed, items.length - index);
  }
  return { kind: 'all_signed', signed };
}

function endOfSigner(error: unknown): End {
  if (!(error instanceof SigningRefused)) throw error;
  if (error.reason === 'key_missing') return 'token_gone';
  return error.reason === 'cancelled' ? 'stopped' : 'device_failed';
}

function noticeOf(end: End, signed: number, left: number): Notice {
  return typeof end === 'string' ? { kind: end, signed, left } : { kind: 'over', signed, left, why: end.why };
}

async function signItem(batch: Batch, item: WorkItem): Promise<'signed' | 'skipped' | End> {
  if (batch.isStopping()) return 'stopped';
  let signature: Buffer | undefined;
  try {
    [signature] = await batch.signer.sign([item.digest]);
  } catch (error) {
    return endOfSigner(error);
  }
  if (signature === undefined) return 'device_failed';
  return deliver(batch, { sessionId: batch.work.id, itemId: item.itemId, signature });
}

type Answer = Parameters<AgentApi['giveSignature']>[0];

async function deliver(batch: Batch, answer: Answer): Promise<'signed' | 'skipped' | End> {
  let waitedMs = 0;
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const refused = await give(batch, answer);
    if (refused === undefined) return 'signed';
    if (refused.kind === 'unpaired') throw refused;
    if (refused.kind === 'refused') return skipped.has(refused.code) ? 'skipped' : { why: refused.message };
    if (waitedMs >= patienceMs || batch.isStopping()) return 'server_gone';
    batch.onServer(refused.message);
    const nextMs = Math.max(pauseMs, refused.waitMs);
    await batch.wait(nextMs);
    waitedMs += nextMs;
  }
}

/** The same signature may be given twice: the server takes it once. */
async function give(batch: Batch, answer: Answer): Promise<ApiRefused | undefined> {
  try {
    await batch.giveSignature(answer);
  } catch (error) {
    if (error instanceof ApiRefused) return error;
    throw error;
  }
  batch.onServer(undefined);
  batch.onSigned();
  return undefined;
}
