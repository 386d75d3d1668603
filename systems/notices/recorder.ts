import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { self } from './platform-actor.ts';
import { type Ended, recordOutcomes } from './record-outcomes.ts';

/** Writes outcomes as they come: while one command writes, the next ones gather, so that none waits long and few are written alone. */
export function openRecorder(platform: Platform): { note: (ended: Ended) => void; done: () => Promise<void> } {
  let gathered: Ended[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const write = async () => {
    isWriting = true;
    try {
      for (; gathered.length > 0;) {
        const outcomes = gathered.splice(0, 200);
        await run(platform, recordOutcomes, self, { outcomes });
      }
    } finally {
      isWriting = false;
    }
  };
  return {
    note: (ended) => {
      gathered = [...gathered, ended];
      if (isWriting) return;
      writing = write();
      // Told by `done`; until then it is nobody's error yet.
      writing.catch(() => undefined);
    },
    done: async () => {
      await writing;
      if (gathered.length > 0) await write();
    },
  };
}
