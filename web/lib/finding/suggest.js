// Suggestions below a search field, for who has a script; without one the field searches as ever.
// @ts-check

/** @typedef {{ href: string, title: string, note: string }} Line */

const wait = 180;
const least = 2;

/** @param {HTMLInputElement} input @param {string} source @param {number} number */
function suggest(input, source, number) {
  const list = document.createElement('ul');
  const status = document.createElement('div');
  list.id = `goi-y-${number}`;
  list.className = 'cs-suggest';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Gợi ý');
  list.hidden = true;
  status.className = 'ds-sr-only';
  status.setAttribute('role', 'status');
  input.type = 'text';
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.form?.append(list, status);

  /** @type {Line[]} */
  let lines = [];
  let at = -1;
  let timer = 0;
  /** @type {AbortController | undefined} */
  let asking;

  /** @param {number} next */
  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === at)));
    const marked = list.children[at];
    if (marked) {
      input.setAttribute('aria-activedescendant', marked.id);
      marked.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  /** @param {Line[]} found */
  const show = (found) => {
    lines = found;
    list.replaceChildren(
      ...lines.map(({ title, note }, index) => {
        const item = document.createElement('li');
        const small = document.createElement('span');
        item.id = `${list.id}-${index}`;
        item.setAttribute('role', 'option');
        item.append(title);
        small.textContent = note;
        item.append(small);
        // Before the field loses the focus, and so before the list would close.
        item.addEventListener('pointerdown', (event) => event.preventDefault());
        item.addEventListener('click', () => open(index));
        return item;
      }),
    );
    mark(-1);
    list.hidden = lines.length === 0;
    input.setAttribute('aria-expanded', String(lines.length > 0));
    status.textContent = lines.length > 0 ? `${lines.length} gợi ý, dùng phím mũi tên để chọn.` : 'Không có gợi ý.';
  };
  /** @param {number} index */
  const open = (index) => {
    const line = lines[index];
    if (line) location.assign(line.href);
  };
  const ask = async () => {
    const words = input.value.trim();
    asking?.abort();
    if (words.length < least) return close();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`${source}?q=${encodeURIComponent(words.slice(0, 100))}`, { signal: mine.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // No line, or typed on meanwhile: the search itself works without suggestions.
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, wait);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    // A key that ends a syllable in a Vietnamese keyboard belongs to the keyboard.
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && list.hidden) void ask();
    else if (list.hidden) return;
    else if (event.key === 'ArrowDown') mark(at + 1 >= lines.length ? -1 : at + 1);
    else if (event.key === 'ArrowUp') mark(at < 0 ? lines.length - 1 : at - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) open(at);
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll('input[data-suggest]').forEach((input, number) => {
  if (input instanceof HTMLInputElement) suggest(input, input.dataset['suggest'] ?? '', number);
});
