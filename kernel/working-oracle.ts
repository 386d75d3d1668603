/** What the slow calendar reads of the file. */
export type OracleData = { daysOff: { date: string }[]; workingSaturdays: { date: string }[] };

/** The slow calendar; minutes are counted since 1970 in local time. */
export type WorkingOracle = {
  /** The minute at which so many worked minutes have passed, not counting what lies within the stops. */
  add(from: number, count: number, stops?: readonly (readonly [number, number])[]): number;
  /** The worked minutes from one minute to another. */
  between(from: number, to: number): number;
};

/**
 * The calendar once more, as slow and plain as possible, for the property tests: it steps minute by minute and shares no
 * code with the calendar that it checks.
 */
export function workingOracle(data: OracleData): WorkingOracle {
  const off = new Set(data.daysOff.map((row) => row.date));
  const paidBack = new Set(data.workingSaturdays.map((row) => row.date));
  const worked = new Map<number, boolean>();

  function isWorkedDay(number: number): boolean {
    const known = worked.get(number);
    if (known !== undefined) return known;
    const date = new Date(number * 86_400_000);
    const text = date.toISOString().slice(0, 10);
    const answer = paidBack.has(text) || (date.getUTCDay() % 6 !== 0 && !off.has(text));
    worked.set(number, answer);
    return answer;
  }

  function isWorkedMinute(minute: number): boolean {
    const ofDay = minute % 1440;
    const inHours = (ofDay >= 420 && ofDay < 690) || (ofDay >= 810 && ofDay < 1020);
    return inHours && isWorkedDay(Math.floor(minute / 1440));
  }

  return {
    add(from, count, stops = []) {
      let minute = from;
      if (count === 0) {
        while (!isWorkedMinute(minute) && !isWorkedMinute(minute - 1)) minute++;
        return minute;
      }
      for (let left = count; left > 0; minute++) {
        const isStopped = stops.some(([begin, end]) => begin <= minute && minute < end);
        if (!isStopped && isWorkedMinute(minute)) left--;
      }
      return minute;
    },
    between(from, to) {
      let count = 0;
      for (let minute = from; minute < to; minute++) if (isWorkedMinute(minute)) count++;
      return count;
    },
  };
}

/** The local minute of an instant. */
export function minuteOf(at: Date): number {
  return at.getTime() / 60_000 + 420;
}

/** The instant of a local minute. */
export function instantOf(minute: number): Date {
  return new Date((minute - 420) * 60_000);
}
