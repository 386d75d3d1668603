const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** Whether the tax number's tenth digit is right (10 less the weighted sum modulo 11) and its branch, if any, not 000. */
export function isTaxNumber(text: string): boolean {
  const match = /^(\d{9})(\d)(?:-(\d{3}))?$/.exec(text);
  if (match === null) return false;
  const [, head = '', last, branch] = match;
  return Number(last) === checkDigitOf(head) && branch !== '000';
}

/** The check digit of the first nine digits; 10 (never written) where the office gives out no number. */
export function checkDigitOf(head: string): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) sum += weight * Number(head[index]);
  return 10 - (sum % 11);
}
