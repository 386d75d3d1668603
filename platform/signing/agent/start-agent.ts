import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenModule } from '../token/token-module.ts';
import { Agent } from './agent.ts';
import type { Pairing } from './agent-home.ts';
import { openAgentServer } from './agent-server.ts';
import { agentTokensOf } from './agent-tokens.ts';
import { terminalTeller } from './terminal-text.ts';

/** What the agent is started with; `port` 0 takes any that is free. */
export type AgentStart = {
  readPairing: () => Pairing;
  openModule: () => TokenModule;
  random: (bytes: number) => Uint8Array;
  port: number;
  /** For the terminal: what waits to be signed and how it ended. */
  tell: (text: string) => void;
  /** For what should not happen; never with a secret. */
  report: (error: unknown) => void;
};

const [answerMs, afterBugMs] = [1500, 10_000];

/** Starts the agent: its local page, and the loop that asks the server. Closing lets a document in the making be finished. */
export async function startAgent(start: AgentStart): Promise<{ address: string; close: () => Promise<void> }> {
  const ending = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const { readPairing, random, port, tell, report } = start;
  const agent = new Agent({ readPairing, tokens: agentTokensOf(start.openModule), wait, report });
  const server = await openAgentServer({ agent, random, port, pause: () => wait(answerMs) });
  void askForEver(agent, { isEnded: () => ending.signal.aborted, wait, tell, report });
  return {
    address: server.address,
    close: async () => {
      agent.stop();
      ending.abort();
      await Promise.all([server.close(), agent.settled()]);
    },
  };
}

type Loop = { isEnded: () => boolean; wait: (ms: number) => Promise<void> } & Pick<AgentStart, 'tell' | 'report'>;

async function askForEver(agent: Agent, { isEnded, wait, tell, report }: Loop): Promise<void> {
  const textOf = terminalTeller();
  while (!isEnded()) {
    try {
      const waitMs = await agent.step();
      const text = textOf(agent.view);
      if (text !== '') tell(text);
      await wait(waitMs);
    } catch (error) {
      report(error);
      await wait(afterBugMs);
    }
  }
}
