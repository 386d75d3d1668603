import { channelShort, levelTitles } from '../words/procedures.ts';
import type { Dimension } from './slice-of-address.ts';

/** The name of a row as people read it: months as 11/2026. */
export function rowName(by: Dimension, row: { key: string; name: string }): string {
  if (by === 'month') return row.key.split('-').toReversed().join('/');
  if (by === 'channel') return channelShort[row.key] ?? row.name;
  return by === 'level' ? (levelTitles[row.key] ?? row.name) : row.name;
}
