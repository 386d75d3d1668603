import { describe, expect, it } from 'vitest';
import { readDivisionChanges, readDivisions2020 } from './divisions.ts';

const divisions = readDivisions2020();
const codes = new Set(divisions.map((division) => division.code));
const at = (level: string) => divisions.filter((division) => division.level === level);

describe('divisions of 2020', () => {
  it('are one province, 11 districts and 173 communes', () => {
    expect([at('province').length, at('district').length, at('commune').length]).toEqual([1, 11, 173]);
  });

  it('are 144 communes, 22 wards and 7 townships', () => {
    const count = (kind: string) => divisions.filter((division) => division.kind === kind).length;
    expect([count('xã'), count('phường'), count('thị trấn')]).toEqual([144, 22, 7]);
  });

  it('have unique codes and parents one level up', () => {
    expect(codes.size).toBe(divisions.length);
    for (const district of at('district')) expect(district.parent).toBe('82');
    const districts = new Set(at('district').map((district) => district.code));
    for (const commune of at('commune')) expect(districts).toContain(commune.parent);
  });

  it('are named in NFC and by their kind', () => {
    for (const division of divisions) {
      expect(division.name).toBe(division.name.normalize('NFC'));
      expect(division.name.toLowerCase().startsWith(division.kind)).toBe(true);
    }
  });
});

describe('changes until 2025', () => {
  const changes = readDivisionChanges();

  it('are in order and start from divisions that existed', () => {
    const days = changes.map((change) => change.effectiveOn);
    expect(days).toEqual(days.toSorted());
    for (const effect of changes.flatMap((change) => change.effects)) expect(codes).toContain(effect.code);
  });

  it('carry every commune of 2020 to a commune of the two-tier province', () => {
    const last = changes.at(-1)?.effects ?? [];
    const carried = new Set(last.filter((effect) => effect.successors.length > 0).map((effect) => effect.code));
    const abolished = changes
      .slice(0, -1)
      .flatMap((change) => change.effects)
      .filter((effect) => effect.kind === 'abolished');
    for (const commune of at('commune')) {
      const gone = abolished.find((effect) => effect.code === commune.code);
      expect(carried.has(gone?.successors[0]?.code ?? commune.code)).toBe(true);
    }
  });

  it('tell which targets are certain', () => {
    const effects = changes.flatMap((change) => change.effects);
    expect(effects.filter((effect) => !effect.sure).length).toBeGreaterThan(0);
    expect(effects.filter((effect) => effect.sure).length).toBeGreaterThan(170);
  });
});
