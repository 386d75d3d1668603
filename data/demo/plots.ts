import { nextWorkingDay, type WorkCalendar } from '@cuaso/kernel/calendar.ts';
import { addDays, dayOf, instantAt } from '@cuaso/kernel/clock.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Person as PersonActor } from '@cuaso/platform/identity/actor.ts';
import { citizensOf } from '../people/applicants.ts';
import { type Random, randomOf } from '../people/random.ts';
import type { Office } from './cast.ts';
import type { Plot } from './life.ts';

/** A procedure that demo dossiers are filed for. */
export type Playable = {
  code: string;
  levels: readonly string[];
  agencyId: string | null;
  definition: Definition;
  isWritten: boolean;
};

/** How the demo's dossiers are spread: how many, until when, over how many days; the featured offices have fresh work. */
export type Spread = { count: number; until: Date; days: number; seed: string; featured: readonly string[] };

/** The demo's dossiers, oldest first: which office, which procedure, who and when. */
export function plotsOf(
  spread: Spread,
  calendar: WorkCalendar,
  offices: readonly Office[],
  playables: readonly Playable[],
  accounts: readonly PersonActor[],
): Plot[] {
  const featured = offices.filter((office) => spread.featured.includes(office.name));
  const people = citizensOf(spread.seed, spread.count);
  const plots = people.flatMap((applicant, index): Plot[] => {
    const random = randomOf(`${spread.seed}/dossier/${index}`);
    const isFeatured = featured.length > 0 && random.below(4) === 0;
    const office = random.pick(isFeatured ? featured : offices);
    const choice = procedureFor(random, office, playables);
    if (choice === undefined) return [];
    const online =
      accounts.length > 0 &&
      choice.definition.channels.some((one) => one.channel === 'online') &&
      random.below(4) === 0;
    return [
      {
        office,
        procedureCode: choice.code,
        definition: choice.definition,
        applicant,
        account: online ? random.pick(accounts) : null,
        startAt: intakeMoment(random, isFeatured ? { ...spread, days: 14 } : spread, calendar),
        random,
      },
    ];
  });
  return plots.toSorted((a, b) => a.startAt.getTime() - b.startAt.getTime());
}

function procedureFor(random: Random, office: Office, playables: readonly Playable[]): Playable | undefined {
  const own = playables.filter((one) =>
    office.level === 'province' ? one.agencyId === office.agencyId : one.levels.includes(office.level),
  );
  if (own.length === 0) return undefined;
  const written = own.filter((one) => one.isWritten);
  return written.length > 0 && random.below(4) > 0 ? random.pick(written) : random.pick(own);
}

/** More of the recent days, in office hours; yesterday and today are busy too. */
function intakeMoment(random: Random, spread: Spread, calendar: WorkCalendar): Date {
  const back = Math.floor((spread.days * random.below(1000) * random.below(1000)) / 1_000_000);
  const day = nextWorkingDay(calendar, addDays(dayOf(spread.until), -back - 2));
  const minute = random.weighted([
    [420 + random.below(270), 6],
    [810 + random.below(210), 4],
  ]);
  return new Date(Math.min(instantAt(day, minute).getTime() + random.below(60) * 1000, spread.until.getTime()));
}
