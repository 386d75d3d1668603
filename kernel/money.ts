/** An amount of đồng: whole, and below 10^15 where it is a number. */
export type Vnd = number | bigint;

/** The largest amount that the fields accept: just under a million tỷ đồng. */
export const maxVnd = 999_999_999_999_999;

/** The amount in a typed text such as "1.250.000 đ", or undefined if it is none. */
export function findVnd(text: string): number | undefined {
  const bare = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\s*(đồng|vnđ|vnd|đ|₫)$/u, '');
  if (!/^\d{1,15}$|^\d{1,3}([., \u00a0]\d{3}){1,4}$/.test(bare)) return undefined;
  return Number(bare.replace(/\D/g, ''));
}
