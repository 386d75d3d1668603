import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenModule } from '../token/token-module.ts';
import { Agent } from './agent.ts';
import type { Pairing } from './agent-home.ts';
import { openAgentServer } from './agent-server.ts';
import { agentTokensOf } from './agent-tokens.ts';

/** What the agent is started with; `port` 0 takes any that is free. */
export type AgentStart = {
  readPairing: () => Pairing;
  openModule: () => TokenModule;
  random: (bytes: number) => Uint8Array;
  port: number;
  /** For what should not happen; never with a secret. */
  report: (error: unknown) => void;
};

const [answerMs, afterBugMs] = [1500, 10_000];

/** Starts the agent: its local page, and the loop that asks the server. Closing lets a document in the making be finished. */
export async function startAgent(start: AgentStart): Promise<{ address: string; close: () => Promise<void> }> {
  const ending = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const { readPairing, random, port, report } = start;
  const agent = new Agent({ readPairing, tokens: agentTokensOf(start.openModule), wait, report });
  const server = await openAgentServer({ agent, random, port, pause: () => wait(answerMs) });
  void askForEver(agent, { isEnded: () => ending.signal.aborted, wait, report });
  return {
    address: server.address,
    close: async () => {
      agent.stop();
      ending.abort();
      await Promise.all([server.close(), agent.settled()]);
    },
  };
}

type Loop = { isEnded: () => boolean; wait: (ms: number) => Promise<void>; report: (error: unknown) => void };

async function askForEver(agent: Agent, { isEnded, wait, report }: Loop): Promise<void> {
  while (!isEnded()) {
    try {
      await wait(await agent.step());
    } catch (error) {
      report(error);
      await wait(afterBugMs);
    }
  }
}
