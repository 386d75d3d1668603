import type { z } from 'zod';
import type { publicStepSchema, whereaboutsSchema } from './whereabouts.ts';

/** A move of a dossier to a unit, and to a step where it has one. */
export type Move = { at: string; stepKey: string | null; unitName: string; agencyName: string };

/** What tells where a dossier is and was. */
export type Held = {
  state: string;
  stepKey: string | null;
  stepDueAt: Date | null;
  closedAs: string | null;
  closedAt: Date | null;
  unitName: string;
  holderAgency: string;
  phone: string;
  steps: readonly { key: string; title: string; budgetMinutes: number }[];
  moves: readonly Move[];
};

type Step = z.infer<typeof publicStepSchema>;

/** Where a dossier is, from its moves: pure. */
export function whereaboutsOf(held: Held): z.infer<typeof whereaboutsSchema> {
  const now = held.steps.findIndex((step) => step.key === held.stepKey);
  const steps = held.steps.map((_, i) => stepOf(held, i, now));
  const isOpen = held.state !== 'closed';
  // Before it is taken in, a dossier has no step: it lies where it was handed in.
  const since = now < 0 ? held.moves[0]?.at : lastMoveTo(held, now)?.move.at;
  return {
    holder: isOpen
      ? {
          unitName: held.unitName,
          agencyName: held.holderAgency,
          phone: held.phone,
          since: instantOf(since),
          until: held.state === 'processing' ? instantOf(held.stepDueAt) : null,
        }
      : null,
    nextTitle: isOpen ? (steps.find((step) => step.progress === 'to_come')?.title ?? null) : null,
    steps,
  };
}

function stepOf(held: Held, i: number, now: number): Step {
  const { title = '', budgetMinutes = 0 } = held.steps[i] ?? {};
  const progress = progressOf(held, i, now);
  const blank = { title, progress, budgetMinutes, unitName: '', agencyName: '', since: null, until: null };
  const last = progress === 'to_come' ? undefined : lastMoveTo(held, i);
  if (last === undefined) return blank;
  const { at, unitName, agencyName } = last.move;
  if (progress === 'now') {
    const until = held.state === 'processing' ? instantOf(held.stepDueAt) : null;
    return { ...blank, unitName: held.unitName, agencyName: held.holderAgency, since: instantOf(at), until };
  }
  const next = held.moves.slice(last.index + 1).find((move) => move.stepKey !== null);
  return { ...blank, unitName, agencyName, since: instantOf(at), until: instantOf(next?.at ?? held.closedAt) };
}

function progressOf(held: Held, i: number, now: number): Step['progress'] {
  if (held.closedAs === 'returned' || i < now) return 'done';
  return i === now && held.state !== 'closed' ? 'now' : 'to_come';
}

function lastMoveTo(held: Held, i: number): { move: Move; index: number } | undefined {
  const key = held.steps[i]?.key;
  const index = held.moves.findLastIndex((move) => move.stepKey === key);
  const move = held.moves[index];
  return move && { move, index };
}

function instantOf(at: string | Date | null | undefined): string | null {
  return at ? new Date(at).toISOString() : null;
}
