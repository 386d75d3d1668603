import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begins with the files that take longest, so that none of them is left alone at the end; a new clone has no times yet. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const asBefore = await BaseSequencer.prototype.sort.call(this, files);
    return asBefore.toSorted((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId));
  }
}

function rankOf(path: string): number {
  if (path.includes('/test/browser/axe.')) return 0;
  if (path.includes('/test/browser/')) return 1;
  return path.endsWith('.slow.test.ts') ? 2 : 3;
}
