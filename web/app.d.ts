/// <reference types="vite/client" />
import type { NavigationItem } from '#lib/navigation.ts';
import type { Province } from '#lib/province.ts';
import type { Appearance } from '#lib/server/appearance.ts';
import type { Who } from '#lib/server/who.ts';
import type { Locals as PageLocals } from '#lib/server/platform.ts';

declare global {
  namespace App {
    /** What a page may show about an error: never a stack, always a reference for the log. */
    interface Error {
      reference?: string;
    }
    interface Locals extends PageLocals {}
    interface PageData {
      /** Names the forms of this page, so that the same form sent twice is one command. */
      formKey?: string;
      province?: Province;
      theme?: Appearance;
      who?: Who | undefined;
      menu?: NavigationItem[];
    }
  }
}

export {};
