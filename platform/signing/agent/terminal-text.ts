import type { AgentView } from './agent-view.ts';
import { digestGroups, markOf, type Work } from './agent-work.ts';
import { sentencesOf } from './notice-html.ts';

/** Gives what the terminal has not said yet: documents that wait, how the signing ended; empty when there is nothing new. */
export function terminalTeller(): (view: AgentView) => string {
  let [shownMark, shownNotice]: [string | undefined, string] = [undefined, ''];
  return ({ work, notice, progress }) => {
    // While a batch runs, its documents are on the screen already.
    if (progress !== undefined) return '';
    const mark = work === undefined ? undefined : markOf(work);
    const said = notice === undefined ? '' : sentencesOf(notice).join('\n');
    const parts = [said !== shownNotice ? said : '', work !== undefined && mark !== shownMark ? workText(work) : ''];
    [shownMark, shownNotice] = [mark, said];
    return parts
      .filter((part) => part !== '')
      .map((part) => `\n${part}\n`)
      .join('');
  };
}

function workText({ items, signerName }: Work): string {
  const documents = items.map(
    ({ title, detail, digest }, index) =>
      `${index + 1}. ${title}\n   ${detail}\n   SHA-256: ${digestGroups(digest.toString('hex'))}`,
  );
  return [
    `${items.length} văn bản chờ ký. Người ký: ${signerName}`,
    ...documents,
    'Ứng dụng chỉ nhận mã băm, không nhận tệp. Nhập mã PIN và ký, hoặc không ký, trên trang đã mở ở địa chỉ trên.',
  ].join('\n');
}
