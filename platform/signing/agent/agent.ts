import { SigningRefused } from '../signer.ts';
import { type AgentApi, agentApiOf, ApiRefused, type WorkRefusal } from './agent-api.ts';
import type { Pairing } from './agent-home.ts';
import { AgentProblem } from './agent-problem.ts';
import type { AgentTokens, TokenView } from './agent-tokens.ts';
import type { AgentView, Connection, Notice, Progress } from './agent-view.ts';
import { markOf, type Work } from './agent-work.ts';
import { signBatch } from './sign-batch.ts';

/** What the agent works with; `wait` ends early when the agent is closed. */
export type AgentParts = {
  readPairing: () => Pairing;
  tokens: AgentTokens;
  wait: (ms: number) => Promise<void>;
  /** For what should not happen: told to the person at the keyboard, never with a secret. */
  report: (error: unknown) => void;
};

const pollMs = 2000;
const longestPollMs = 30_000;

/** The agent between server, token and page: asks for work by `step`, and signs only when `sign` is called with a PIN. */
export class Agent {
  readonly #parts: AgentParts;
  #pairing: Pairing;
  #api: AgentApi;
  #connection: Connection = { state: 'starting' };
  #failures = 0;
  #work: Work | undefined;
  #token: TokenView | undefined;
  #progress: Progress | undefined;
  #notice: Notice | undefined;
  /** The session that the notice is about: it is not shown above another one. */
  #noticeFor: string | undefined;
  #running: Promise<void> = Promise.resolve();
  #refusal: { sessionId: string; reason: WorkRefusal } | undefined;
  /** Counts what changes the work, so that an older answer of the server is not taken for a newer one. */
  #turn = 0;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.#pairing = parts.readPairing();
    this.#api = agentApiOf(this.#pairing);
  }

  /** What the page shows now. */
  get view(): AgentView {
    const { server, serverName, signerName: ownerName } = this.#pairing;
    return {
      server,
      serverName,
      ownerName,
      connection: this.#connection,
      work: this.#work,
      token: this.#token,
      progress: this.#progress,
      notice: this.#notice,
      isRefusalWaiting: this.#refusal !== undefined,
    };
  }

  /** Asks the server once and says after how many milliseconds to ask again: later and later while it is away. */
  async step(): Promise<number> {
    if (this.#progress !== undefined) return pollMs;
    if (this.#connection.state === 'unpaired' && !this.#isPairedAnew()) return pollMs;
    const turn = ++this.#turn;
    try {
      await this.#sendRefusal();
      const work = await this.#api.takeWork();
      if (turn === this.#turn) this.#accept(work);
      return pollMs;
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Signs the shown work; resolves when the batch has ended, however. The PIN goes to the token and nowhere else. */
  async sign({ mark, pin }: { mark: string; pin: string }): Promise<void> {
    const work = this.#shownWork(mark);
    if (work === undefined) return;
    if (pin === '') return this.#tell({ kind: 'pin_missing' });
    // No PIN has these, and a library could read past one of them.
    if (/\p{Cc}/u.test(pin)) return this.#tell({ kind: 'pin_wrong' });
    this.#turn += 1;
    this.#notice = undefined;
    this.#progress = { signed: 0, total: work.items.length, isStopping: false };
    this.#running = this.#run(work, pin);
    await this.#running;
    if (this.#connection.state === 'up') await this.step();
  }

  /** Tells the server that the shown work is not signed; at once, or as soon as the server answers. */
  async refuse({ mark }: { mark: string }): Promise<void> {
    const work = this.#shownWork(mark);
    if (work === undefined) return;
    this.#refuseAs(work, this.#reasonNow());
    this.#tell({ kind: 'not_signed' });
    await this.step();
  }

  /** Ends a running batch after the document that is being signed. */
  stop(): void {
    if (this.#progress !== undefined) this.#progress = { ...this.#progress, isStopping: true };
  }

  /** Resolves when no batch is running. */
  settled(): Promise<void> {
    return this.#running;
  }

  #tell(notice: Notice): void {
    this.#notice = notice;
    this.#noticeFor = this.#work?.id;
  }

  /** The work if it is still what the person saw. */
  #shownWork(mark: string): Work | undefined {
    if (this.#progress !== undefined) return undefined;
    if (this.#work !== undefined && markOf(this.#work) === mark) return this.#work;
    this.#tell({ kind: 'changed' });
    return undefined;
  }

  async #run(work: Work, pin: string): Promise<void> {
    try {
      await this.#signWith(work, pin);
    } catch (error) {
      if (error instanceof ApiRefused) this.#failed(error);
      else {
        this.#tell({ kind: 'unexpected' });
        this.#parts.report(error);
      }
    } finally {
      this.#progress = undefined;
    }
  }

  async #signWith(work: Work, pin: string): Promise<void> {
    try {
      const signer = await this.#parts.tokens.openSigner({ fingerprint: work.certificateFingerprint, pin });
      try {
        this.#tell(await signBatch({ ...this.#batchParts(), work, signer }));
        this.#work = undefined;
      } finally {
        signer.close();
      }
    } catch (error) {
      if (!(error instanceof SigningRefused)) throw error;
      this.#notOpened(work, error);
    }
  }

  #batchParts() {
    return {
      giveSignature: this.#api.giveSignature,
      wait: this.#parts.wait,
      isStopping: () => this.#progress?.isStopping ?? true,
      onSigned: () => {
        if (this.#progress !== undefined) this.#progress = { ...this.#progress, signed: this.#progress.signed + 1 };
      },
      onServer: (why: string | undefined) => {
        this.#connection = why === undefined ? { state: 'up' } : { state: 'down', why };
      },
    };
  }

  /** The token did not let the person in: nothing was signed. */
  #notOpened(work: Work, { reason }: SigningRefused): void {
    const left = work.items.length;
    if (reason === 'pin_wrong' || reason === 'key_missing') this.#tell({ kind: reason });
    else if (reason === 'cancelled') this.#tell({ kind: 'stopped', signed: 0, left });
    else if (reason === 'pin_locked') {
      this.#tell({ kind: 'pin_locked' });
      this.#refuseAs(work, 'pin_locked');
    } else this.#tell({ kind: 'device_failed', signed: 0, left });
    if (this.#work !== undefined) this.#token = this.#parts.tokens.look(work.certificateFingerprint);
  }

  #reasonNow(): WorkRefusal {
    if (this.#token?.state === 'ready' && this.#token.isPinLocked) return 'pin_locked';
    if (this.#token?.state !== 'ready' || this.#notice?.kind === 'key_missing') return 'key_missing';
    return this.#notice?.kind === 'pin_wrong' ? 'pin_wrong' : 'cancelled';
  }

  #refuseAs(work: Work, reason: WorkRefusal): void {
    this.#turn += 1;
    this.#refusal = { sessionId: work.id, reason };
    this.#work = undefined;
  }

  async #sendRefusal(): Promise<void> {
    const refusal = this.#refusal;
    if (refusal === undefined) return;
    try {
      await this.#api.refuseWork(refusal);
    } catch (error) {
      // A session that is over needs no refusal.
      if (!(error instanceof ApiRefused) || error.kind !== 'refused') throw error;
    }
    if (this.#refusal === refusal) this.#refusal = undefined;
  }

  #accept(work: Work | undefined): void {
    this.#connection = { state: 'up' };
    this.#failures = 0;
    const taken = work !== undefined && work.items.length > 0 && work.id !== this.#refusal?.sessionId;
    if (taken && work.id !== this.#noticeFor) this.#notice = undefined;
    this.#work = taken ? work : undefined;
    this.#token = taken ? this.#parts.tokens.look(work.certificateFingerprint) : undefined;
  }

  #failed(error: unknown): number {
    if (!(error instanceof ApiRefused)) throw error;
    if (error.kind === 'unpaired') {
      this.#connection = { state: 'unpaired' };
      this.#work = undefined;
      this.#refusal = undefined;
      return pollMs;
    }
    this.#connection = { state: 'down', why: error.message };
    this.#failures += 1;
    return Math.max(error.waitMs, Math.min(pollMs * 2 ** Math.min(this.#failures - 1, 10), longestPollMs));
  }

  #isPairedAnew(): boolean {
    try {
      const pairing = this.#parts.readPairing();
      if (pairing.token === this.#pairing.token) return false;
      this.#pairing = pairing;
      this.#api = agentApiOf(pairing);
      this.#connection = { state: 'starting' };
      return true;
    } catch (error) {
      if (error instanceof AgentProblem) return false;
      throw error;
    }
  }
}
