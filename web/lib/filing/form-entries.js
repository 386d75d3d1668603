// What stands in a form, and a form filled in again with it.
// @ts-check

/** @typedef {[string, string]} Entry */

const formOnly = new Set(['idempotency_key']);

/** What a page says, without files: they go their own way. @param {HTMLFormElement} form @returns {Entry[]} */
export function entriesOf(form) {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && !formOnly.has(name) ? [/** @type {Entry} */ ([name, value])] : [],
  );
}

/** @param {HTMLFormElement} form @param {Entry[]} entries */
export function fillIn(form, entries) {
  /** @type {Map<string, string[]>} */
  const left = new Map();
  for (const [name, value] of entries) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of form.elements) {
    const name = field.getAttribute('name') ?? '';
    if (name === '' || formOnly.has(name) || name === '_date') continue;
    const values = left.get(name) ?? [];
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      const at = values.indexOf(field.value);
      field.checked = at >= 0;
      if (at >= 0) values.splice(at, 1);
    } else if (field instanceof HTMLInputElement && ['file', 'submit', 'hidden'].includes(field.type)) {
      if (field.type === 'hidden') values.splice(values.indexOf(field.value), values.includes(field.value) ? 1 : 0);
    } else if (isText(field)) field.value = values.shift() ?? '';
  }
  // An item of a group that this copy of the page does not draw is not lost for that.
  const dates = new Set([...form.querySelectorAll('[name=_date]')].map((field) => field.getAttribute('value')));
  for (const [name, values] of left)
    for (const value of values) if (name !== '_date' || !dates.has(value)) form.append(hidden(name, value));
  document.dispatchEvent(new Event('change'));
}

/** What a field is called on its page. @param {HTMLFormElement} form @param {string} name */
export function labelOf(form, name) {
  const field = [...form.elements].find((one) => one.getAttribute('name') === name);
  if (!(field instanceof HTMLElement)) return '';
  const group = field.matches('[type=radio], [type=checkbox]')
    ? field.closest('fieldset')?.querySelector('legend')
    : null;
  const label = group ?? ('labels' in field ? /** @type {HTMLInputElement} */ (field).labels?.[0] : undefined);
  return (label?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** A value as a person reads it: the words beside the box or in the list. @param {HTMLFormElement} form @param {Entry} entry */
export function wordsOf(form, [name, value]) {
  for (const field of form.elements) {
    if (field.getAttribute('name') !== name) continue;
    if (field instanceof HTMLSelectElement)
      return [...field.options].find((one) => one.value === value)?.text.trim() ?? value;
    if (field instanceof HTMLInputElement && field.value === value && /radio|checkbox/.test(field.type))
      return (field.labels?.[0]?.textContent ?? value).replace(/\s+/g, ' ').trim();
  }
  return value;
}

/** @param {Element} field @returns {field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
function isText(field) {
  return (
    field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement
  );
}

/** @param {string} name @param {string} value */
function hidden(name, value) {
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name, value });
  return field;
}
