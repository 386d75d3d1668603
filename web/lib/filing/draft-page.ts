import type { getDraft } from '@cuaso/systems/services/get-draft.ts';
import type { OutputOf } from '../server/platform.ts';

/** A draft as its pages get it. */
export type Draft = OutputOf<typeof getDraft>;
/** A paper of a draft as its page gets it. */
export type DraftPaper = Draft['papers'][number];

/** The address of a page of a draft. */
export function draftPath(draftId: string, page?: string): string {
  return ['/nop-ho-so/ban-nhap', draftId, page].filter(Boolean).join('/');
}
