/** Where the QR code on a paper result leads: to the signed original, for whoever holds the paper. */
export function originalAddressOf({ origin, code, secret }: { origin: string; code: string; secret: string }): string {
  return `${origin}/ket-qua/${encodeURIComponent(code)}?k=${encodeURIComponent(secret)}`;
}
