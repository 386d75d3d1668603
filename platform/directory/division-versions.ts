import { divisionKindOf, divisionWordOf, type Province } from './province.ts';

/** A division as it stood from one day to another (half-open; null: still). */
export type DivisionVersion = {
  code: string;
  name: string;
  kind: string;
  parent: string | null;
  validFrom: string;
  validTo: string | null;
};

/** What became of a division on a day. */
export type DivisionSuccession = { code: string; successor: string; changedOn: string; legalBasis: string };

type Timeline = { open: Map<string, DivisionVersion>; closed: DivisionVersion[] };
type Change = Province['divisionChanges'][number];

/** All versions of all divisions: what stood at first, carried through the changes, oldest first. */
export function divisionVersionsOf(province: Province): DivisionVersion[] {
  const timeline: Timeline = { open: new Map(), closed: [] };
  for (const { code, name, kind, parent } of province.divisions) {
    const version = { code, name, kind: divisionKindOf(kind), parent, validFrom: province.validFrom, validTo: null };
    timeline.open.set(code, version);
  }
  for (const change of inOrder(province.divisionChanges)) apply(timeline, change);
  return [...timeline.closed, ...timeline.open.values()];
}

/** Who carries on for whom; a division that keeps its code is its own continuation and needs no row. */
export function divisionSuccessionsOf(province: Province): DivisionSuccession[] {
  return inOrder(province.divisionChanges).flatMap(({ effects, effectiveOn, legalBasis }) =>
    effects.flatMap(({ code, successors }) =>
      successors
        .filter((successor) => successor.code !== code)
        .map((successor) => ({ code, successor: successor.code, changedOn: effectiveOn, legalBasis })),
    ),
  );
}

function inOrder(changes: readonly Change[]): Change[] {
  return changes.toSorted((one, other) => one.effectiveOn.localeCompare(other.effectiveOn));
}

function apply(timeline: Timeline, { effects, effectiveOn }: Change): void {
  const names = new Map(effects.flatMap(({ successors }) => successors.map(({ code, name }) => [code, name])));
  const gone = new Set(effects.map(({ code }) => code).filter((code) => !names.has(code)));
  const before = new Map(timeline.open);
  for (const code of gone) close(timeline, code, effectiveOn);
  for (const [code, name] of names) {
    const parent = before.get(code)?.parent ?? before.get(parentOfFirst(effects, code))?.parent ?? null;
    reopen(timeline, { code, name, parent: standing(parent, gone, before) }, effectiveOn);
  }
  for (const { code, name, parent } of timeline.open.values().toArray()) {
    const above = standing(parent, gone, before);
    if (above !== parent) reopen(timeline, { code, name, parent: above }, effectiveOn);
  }
}

/** The nearest division above that is still there. */
function standing(code: string | null, gone: ReadonlySet<string>, before: Timeline['open']): string | null {
  let above = code;
  while (above !== null && gone.has(above)) above = before.get(above)?.parent ?? null;
  return above;
}

function parentOfFirst(effects: Change['effects'], code: string): string {
  return effects.find(({ successors }) => successors.some((successor) => successor.code === code))?.code ?? '';
}

function reopen(timeline: Timeline, next: { code: string; name: string; parent: string | null }, on: string): void {
  const current = timeline.open.get(next.code);
  if (current?.name === next.name && current.parent === next.parent) return;
  close(timeline, next.code, on);
  const kind = divisionKindOf(divisionWordOf(next.name));
  timeline.open.set(next.code, { ...next, kind, validFrom: on, validTo: null });
}

function close(timeline: Timeline, code: string, on: string): void {
  const current = timeline.open.get(code);
  if (current === undefined) return;
  timeline.open.delete(code);
  if (current.validFrom < on) timeline.closed.push({ ...current, validTo: on });
}
