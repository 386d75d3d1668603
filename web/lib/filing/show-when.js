// Shows the questions and papers that apply to what was answered so far; the server decides again when the form is sent.
// @ts-check

/** @typedef {{ op: string, field?: string, value?: unknown, values?: unknown[], of?: Condition | Condition[] }} Condition */

for (const part of document.querySelectorAll('[data-without-script]')) part.setAttribute('hidden', '');
document.addEventListener('input', refresh);
document.addEventListener('change', refresh);
refresh();

function refresh() {
  /** @type {Record<string, unknown>} */
  const answers = before();
  /** @type {Map<Element, Record<string, unknown>>} */
  const items = new Map();
  // In the order of the page: a question looks only at those before it, and one that is hidden has no answer. In a group
  // that is repeated it looks at those of its own item too, and nobody outside looks at it.
  for (const part of document.querySelectorAll('[data-question], [data-show-when]')) {
    if (!(part instanceof HTMLElement)) continue;
    const item = part.closest('[data-item]');
    const known = item === null ? answers : (items.get(item) ?? { ...answers });
    if (item !== null) items.set(item, known);
    const condition = part.dataset['showWhen'];
    const shown = condition === undefined || holds(JSON.parse(condition), known);
    part.hidden = !shown;
    const key = part.dataset['question'];
    if (key === undefined || !shown) continue;
    const answer = answerOf(part, part.dataset['type'] ?? 'text');
    if (answer !== undefined) known[key] = answer;
  }
}

/** Answers of earlier pages, as the page says them. @returns {Record<string, unknown>} */
function before() {
  const said = document.querySelector('[data-answers]');
  return said instanceof HTMLElement ? JSON.parse(said.dataset['answers'] ?? '{}') : {};
}

/** @param {HTMLElement} part @param {string} type @returns {unknown} */
function answerOf(part, type) {
  if (type === 'choices') {
    const ticked = [...part.querySelectorAll('input:checked')].map((box) => box.getAttribute('value'));
    return ticked.length > 0 ? ticked : undefined;
  }
  const radios = part.querySelector('input[type=radio]');
  const field = part.querySelector(radios ? 'input:checked' : 'input:not([type=hidden]), select, textarea');
  const text = field && 'value' in field ? String(field.value).trim() : '';
  if (text === '') return undefined;
  if (type === 'yes_no') return text === 'true';
  if (type === 'number' || type === 'money') return Number(text.replace(/[.\s]/g, '').replace(',', '.'));
  if (type === 'date') return dayOf(text);
  return text;
}

/** @param {string} text */
function dayOf(text) {
  const match = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = match ?? [];
  return match ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** The same rules as kernel/expressions.ts. @param {Condition} condition @param {Record<string, unknown>} answers @returns {boolean} */
function holds(condition, answers) {
  const { op, field = '', value, values = [], of = [] } = condition;
  const parts = [of].flat();
  const answer = answers[field];
  const given = Array.isArray(answer) ? answer : [answer];
  switch (op) {
    case 'equals':
      return given.includes(value);
    case 'in':
      return given.some((one) => values.includes(one));
    case 'filled':
      return answer !== undefined;
    case 'at_least':
      return compare(answer, value) >= 0;
    case 'at_most':
      return compare(answer, value) <= 0;
    case 'and':
      return parts.every((one) => holds(one, answers));
    case 'or':
      return parts.some((one) => holds(one, answers));
    case 'not':
      return !parts.some((one) => holds(one, answers));
    default:
      return true;
  }
}

/** Numbers with numbers, days (as text) with days; what cannot be compared is neither. @param {unknown} a @param {unknown} b @returns {number} */
function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return Number.NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}
