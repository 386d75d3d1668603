// Small comforts for pages that work without any script. No framework, no dependency, one file.
// @ts-check

/** @param {ParentNode} root */
function start(root) {
  for (const button of root.querySelectorAll('[data-print]')) {
    button.removeAttribute('hidden');
    button.addEventListener('click', () => window.print());
  }
  for (const area of root.querySelectorAll('textarea[data-count]'))
    countLetters(/** @type {HTMLTextAreaElement} */ (area));
  for (const input of root.querySelectorAll('input[type=file]')) listFiles(/** @type {HTMLInputElement} */ (input));
  const summary = root.querySelector('[data-focus]');
  if (summary instanceof HTMLElement) summary.focus();
  for (const box of root.querySelectorAll('[data-scrolls]')) {
    // A table that fits needs no stop of the Tab key.
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute('tabindex');
  }
}

/** Says how many letters are left, once few are. @param {HTMLTextAreaElement} area */
function countLetters(area) {
  const limit = Number(area.dataset['count']);
  const line = note(area);
  const show = () => {
    const left = limit - [...area.value.normalize('NFC')].length;
    line.textContent = left < 0 ? `Quá ${-left} ký tự.` : left <= limit / 4 ? `Còn ${left} ký tự.` : '';
  };
  area.addEventListener('input', show);
  show();
}

/** Lists the chosen files with their sizes and says at once which one is too large. @param {HTMLInputElement} input */
function listFiles(input) {
  const limit = Number(input.dataset['maxMb'] || Infinity) * 1024 * 1024;
  const line = note(input);
  input.addEventListener('change', () => {
    const list = document.createElement('ul');
    list.className = 'cs-file-list';
    for (const file of input.files ?? []) {
      const item = document.createElement('li');
      const size =
        file.size < 1024 * 1024
          ? `${Math.ceil(file.size / 1024)} KB`
          : `${(file.size / 1048576).toFixed(1).replace('.', ',')} MB`;
      item.textContent = `${file.name} (${size})${file.size > limit ? ' – lớn hơn mức cho phép' : ''}`;
      list.append(item);
    }
    line.replaceChildren(list);
  });
}

/** A line below a field that screen readers are told of. @param {HTMLElement} field */
function note(field) {
  const line = document.createElement('div');
  line.className = 'cs-small';
  line.setAttribute('role', 'status');
  field.after(line);
  return line;
}

/** A form is sent once; its button shows that it is on its way. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-enhance')) return;
  if (form.dataset['sent']) {
    event.preventDefault();
    return;
  }
  form.dataset['sent'] = 'true';
  const button = event.submitter;
  // Marked and not disabled: a disabled button would not send its name, and would lose the focus.
  button?.setAttribute('aria-busy', 'true');
  button?.setAttribute('aria-disabled', 'true');
});

/** Back to a page from the browser's memory: its forms may be sent again. */
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[data-sent]')) {
    form.removeAttribute('data-sent');
    for (const button of form.querySelectorAll('[aria-busy]')) {
      button.removeAttribute('aria-busy');
      button.removeAttribute('aria-disabled');
    }
  }
});

/** "/" goes to the search, Alt+1…9 to the entries of the menu, Ctrl+Enter sends, Escape closes open sheets. */
document.addEventListener('keydown', (event) => {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const typing = target.matches('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape') closeSheets(undefined);
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && target.matches('textarea, input, select')) {
    target.closest('form')?.requestSubmit();
  } else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector('[data-search]');
    if (search instanceof HTMLElement) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) {
    const link = document.querySelector(`[data-key="${event.code.slice(5)}"]`);
    if (link instanceof HTMLElement) {
      event.preventDefault();
      link.click();
    }
  }
});

document.addEventListener('click', (event) => closeSheets(event.target instanceof Element ? event.target : undefined));

/** Closes sheets that were not clicked in. @param {Element | undefined} inside */
function closeSheets(inside) {
  for (const sheet of document.querySelectorAll('details.cs-sheet[open]')) {
    if (inside && sheet.contains(inside)) continue;
    const focused = sheet.contains(document.activeElement);
    sheet.removeAttribute('open');
    if (!inside && focused) sheet.querySelector('summary')?.focus();
  }
}

start(document);
