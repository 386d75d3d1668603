import type { Locals as CuaSoLocals } from '#lib/server/platform.ts';

declare global {
  namespace App {
    /** What a page may show about an error: never a stack, always a reference for the log. */
    interface Error {
      message: string;
      reference?: string;
    }
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Locals extends CuaSoLocals {}
  }
}

export {};
