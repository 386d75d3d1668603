import type { Limit } from '@cuaso/kernel/deadline.ts';
import type { Applicant, PaperIn } from './events.ts';
import type { Submitter } from './on-behalf.ts';

/** A time during which the clock stood still, waiting for the applicant. Instants as ISO text: the state is stored. */
export type Stop = { at: string; resumedAt: string | null; mode: 'resume' | 'restart' };

/** Where a dossier stands: the fold of its events and nothing else. */
export type DossierState = {
  state: 'submitted' | 'awaiting_applicant' | 'processing' | 'result_ready' | 'closed';
  channel: 'counter' | 'online' | 'post';
  applicant: Applicant;
  /** Only where somebody else filed for the applicant. */
  submitter?: Submitter;
  receiveBy?: 'counter' | 'online' | 'post';
  answers: Record<string, unknown>;
  papers: PaperIn[];
  feeVnd: number;
  limit: Limit;
  afterSupplement: 'restart' | 'resume';
  submittedAt: string;
  acceptedAt: string | null;
  calendarVersion: string | null;
  stops: Stop[];
  extendedTo: string | null;
  supplementsAsked: number;
  askedPaperKeys: string[];
  stepKey: string | null;
  stepStartedAt: string | null;
  /** Stops since the step began; the step's own budget stands still with the whole. */
  stepStops: Stop[];
  unitId: string;
  officialId: string | null;
  draft: { outcome: 'granted' | 'refused'; summary: string; fileId: string | null } | null;
  signed: {
    signerName: string;
    signerTitle: string;
    at: string;
    method: 'paper' | 'digital';
    documentId: string | null;
    fileId: string | null;
    shownAt: { kind: 'signature_block'; page: number; centreX: number; nameTop: number } | null;
  } | null;
  resultNumber: string | null;
  readyAt: string | null;
  closedAt: string | null;
  closedAs: 'returned' | 'withdrawn' | 'refused_intake' | null;
};
