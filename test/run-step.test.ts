import { expect, test, vi } from 'vitest';
import { runStep } from './run-step.ts';

async function linesOf(command: string[], budgetMs = 10_000) {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const count = await runStep({ name: 'step', command }, performance.now() + budgetMs);
  write.mockRestore();
  return { ...count, text: written.join('') };
}

test('a good step is one line', async () => {
  const { passed, failed, text } = await linesOf(['sh', '-c', 'echo chatter']);
  expect([passed, failed]).toEqual([1, 0]);
  expect(text).toMatch(/^step +ok +\d+\.\d s\n$/);
});

test('a failing step shows what the program said', async () => {
  const { failed, text } = await linesOf(['sh', '-c', 'echo the reason; exit 3']);
  expect(failed).toBe(1);
  expect(text).toMatch(/^the reason\nstep +FAILED/);
});

test('a program that does not exist is a failed step', async () => {
  expect(await linesOf(['/nowhere/program'])).toMatchObject({ passed: 0, failed: 1 });
});

test('a step that hangs is ended with all that it started', async () => {
  const { failed, text } = await linesOf(['sh', '-c', 'sleep 60 & sleep 60'], 200);
  expect(failed).toBe(1);
  expect(text).toContain('was stopped');
});
