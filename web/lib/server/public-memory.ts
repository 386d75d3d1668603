/** What a page that everybody sees remembers for a short while; those who ask meanwhile wait for the same answer. */
export function publicMemory<T>(seconds: number): (now: Date, work: () => Promise<T>) => Promise<T> {
  let kept: { until: number; answer: Promise<T> } | undefined;
  return (now, work) => {
    if (kept !== undefined && now.getTime() < kept.until) return kept.answer;
    const answer = work();
    const mine = { until: now.getTime() + seconds * 1000, answer };
    kept = mine;
    // A failure is not remembered.
    answer.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return answer;
  };
}
