import { expect, test } from 'vitest';
import type { AgentView } from './agent-view.ts';
import { workAnswer } from './agent-work.ts';
import { terminalTeller } from './terminal-text.ts';

const idle: AgentView = {
  server: 'https://mot-cua.example',
  serverName: 'Cửa Số',
  ownerName: 'Nguyễn Thị Thử Ký',
  connection: { state: 'up' },
  work: undefined,
  token: undefined,
  progress: undefined,
  notice: undefined,
  isRefusalWaiting: false,
};

function workOf(...titles: string[]): AgentView['work'] {
  const items = titles.map((title, i) => {
    const digest = Buffer.alloc(32, i + 1).toString('base64');
    return { itemId: `vb-${i}`, title, detail: `H01.${i + 1} – Trần Văn Thử`, digest };
  });
  const head = { id: 'phien', signerName: 'Nguyễn Thị Thử Ký', certificateFingerprint: 'ab'.repeat(32) };
  const parsed = workAnswer.parse({ session: { ...head, confirmUntil: '2026-11-23T08:00:00.000Z', items } });
  return parsed.session ?? undefined;
}

test('the terminal shows what waits: how many, title, dossier, digest; once, and again when it changes', () => {
  const tell = terminalTeller();
  expect(tell(idle)).toBe('');
  const text = tell({ ...idle, work: workOf('Giấy phép', 'Bản sao') });
  expect(text).toContain('2 văn bản chờ ký. Người ký: Nguyễn Thị Thử Ký');
  expect(text).toContain('1. Giấy phép\n   H01.1 – Trần Văn Thử\n   SHA-256: 0101 0101');
  expect(text).toContain('2. Bản sao');
  expect(text).toContain('chỉ nhận mã băm');
  expect(tell({ ...idle, work: workOf('Giấy phép', 'Bản sao') })).toBe('');
  expect(tell({ ...idle, work: workOf('Giấy phép') })).toContain('1 văn bản chờ ký');
});

test('how the signing ended is said once, and nothing while it runs', () => {
  const tell = terminalTeller();
  tell({ ...idle, work: workOf('Giấy phép') });
  const progress = { signed: 0, total: 1, isStopping: false };
  expect(tell({ ...idle, work: workOf('Giấy phép'), progress })).toBe('');
  const notice = { kind: 'all_signed', signed: 1 } as const;
  expect(tell({ ...idle, notice })).toBe('\nĐã ký và gửi 1 văn bản.\n');
  expect(tell({ ...idle, notice })).toBe('');
});

test('a title cannot steer the terminal', () => {
  const text = terminalTeller()({ ...idle, work: workOf('\u001b[2J\u001b]0;x\u0007Giấy\r\nphép\u009b') });
  // Line ends are the only controls that stand in it.
  expect(/[^\P{Cc}\n]/u.test(text)).toBe(false);
  expect(text).toContain('phép');
});
