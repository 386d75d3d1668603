import type { Definition, Paper } from '@cuaso/platform/cases/definition.ts';

/** How many of a paper a clerk usually gets: as the procedure says, one original where it says nothing. */
export function usualNumbers(paper: Pick<Paper, 'originals' | 'copies'>): { originals: number; copies: number } {
  return paper.originals + paper.copies === 0
    ? { originals: 1, copies: 0 }
    : { originals: paper.originals, copies: paper.copies };
}

/** Whether a paper is ticked from the start: it is required, and no alternative to another. */
export function usuallyTicked(paper: Pick<Paper, 'required' | 'group'>): boolean {
  return paper.required && paper.group === undefined;
}

/** The fees of a channel as the counter shows them: what always applies, and what depends on the answers. */
export function feesOf(definition: Definition, channel: string) {
  const fees = definition.channels.find((one) => one.channel === channel)?.fees ?? [];
  return fees.map(({ key, name, amountVnd, appliesWhen }) => ({
    key,
    name,
    amountVnd,
    depends: appliesWhen !== undefined,
  }));
}
