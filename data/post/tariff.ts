import { z } from 'zod';
import { readData } from '../read-data.ts';

const rowSchema = z.strictObject({
  kind: z.enum(['pick_up', 'delivery']),
  zone: z.enum(['near', 'province']),
  validFrom: z.iso.date(),
  feeVnd: z.int().min(0),
});

/** The postal tariff of the demo; its amounts are invented. */
export function readPostTariff() {
  return readData(z.array(rowSchema), './post/tariff.json');
}
