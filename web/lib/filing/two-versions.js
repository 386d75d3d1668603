// Shows what was typed here beside what another device saved meanwhile; the person chooses.
// @ts-check
import { entriesOf, labelOf, wordsOf } from './form-entries.js';

/**
 * @param {HTMLFormElement} form
 * @param {{ mine: (mark: string) => void, theirs: () => void }} choose
 * @returns {Promise<boolean>} whether both could be shown
 */
export async function showTwoVersions(form, choose) {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const saved = page.querySelector('form[data-autosave]');
  if (answer.redirected || !(saved instanceof HTMLFormElement)) return false;
  document.querySelector('[data-two-versions]')?.remove();
  const panel = document.createElement('section');
  panel.className = 'cs-stack cs-two-versions';
  panel.dataset['twoVersions'] = '';
  panel.tabIndex = -1;
  panel.setAttribute('aria-labelledby', 'hai-ban');
  const title = Object.assign(document.createElement('h2'), { id: 'hai-ban' });
  title.textContent = 'Trang này đã được lưu từ máy khác';
  const lead = document.createElement('p');
  lead.textContent = 'Dưới đây là những chỗ khác nhau. Xin chọn bản muốn giữ; chưa chọn thì chưa bản nào mất.';
  const row = document.createElement('div');
  row.className = 'cs-actions';
  const close = () => panel.remove();
  row.append(
    button('Giữ bản gõ trên máy này', 'primary', () => (close(), choose.mine(saved.dataset['mark'] ?? ''))),
    button('Lấy bản lưu từ máy khác', 'secondary', () => (close(), choose.theirs())),
  );
  panel.append(title, lead, tableOf(differences(form, saved)), row);
  form.before(panel);
  panel.focus();
  return true;
}

/** @typedef {{ label: string, mine: string, theirs: string }} Difference */

/** @param {HTMLFormElement} form @param {HTMLFormElement} saved @returns {Difference[]} */
function differences(form, saved) {
  const [mine, theirs] = [byName(form), byName(saved)];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => !name.startsWith('_'));
  return names.flatMap((name) => {
    const both = { mine: mine.get(name) ?? '', theirs: theirs.get(name) ?? '' };
    return both.mine === both.theirs
      ? []
      : [{ label: labelOf(form, name) || labelOf(saved, name) || 'Mục khác', ...both }];
  });
}

/** @param {HTMLFormElement} form */
function byName(form) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const entry of entriesOf(form)) {
    const words = wordsOf(form, entry);
    found.set(entry[0], [found.get(entry[0]), words].filter(Boolean).join('; '));
  }
  return found;
}

/** @param {Difference[]} rows */
function tableOf(rows) {
  const list = document.createElement('dl');
  list.className = 'cs-two-versions__list';
  for (const { label, mine, theirs } of rows) {
    const term = Object.assign(document.createElement('dt'), { textContent: label });
    list.append(term, version('Máy này', mine), version('Máy khác', theirs));
  }
  return list;
}

/** @param {string} where @param {string} text */
function version(where, text) {
  const line = document.createElement('dd');
  const name = Object.assign(document.createElement('strong'), { textContent: `${where}: ` });
  line.append(name, text || '(để trống)');
  return line;
}

/** @param {string} text @param {string} variant @param {() => void} act */
function button(text, variant, act) {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: 'ds-button', textContent: text });
  made.dataset['variant'] = variant;
  made.addEventListener('click', act);
  return made;
}
