// Reads the page aloud with the voice of the device, part by part; the part that is being read is marked.
// @ts-check

const parts = 'h1, h2, h3, h4, p, li, dt, dd, caption, th, td, legend, label, summary, figcaption';
const longest = 220;
const bar = document.querySelector('[data-read-aloud]');
const open = document.querySelector('[data-read-aloud-open]');
if (bar instanceof HTMLElement && open instanceof HTMLElement && 'speechSynthesis' in window) offer(bar, open);

/** @param {HTMLElement} controls @param {HTMLElement} opener */
function offer(controls, opener) {
  const speech = window.speechSynthesis;
  const says = controls.querySelector('[role=status]');
  const speed = controls.querySelector('select');
  /** @param {string} name */
  const buttonOf = (name) => /** @type {HTMLButtonElement} */ (controls.querySelector(`[data-read="${name}"]`));
  const [play, pause, stop, close] = ['play', 'pause', 'stop', 'close'].map(buttonOf);
  /** @type {HTMLElement[]} */
  let places = [];
  let at = 0;
  // Counts the readings: what an older one still says is not listened to.
  let reading = 0;

  opener.hidden = false;
  opener.addEventListener('click', () => {
    controls.hidden = false;
    play?.focus();
    begin();
  });
  play?.addEventListener('click', () => (speech.paused && reading > 0 ? resume() : begin()));
  pause?.addEventListener('click', () => {
    speech.pause();
    show('Đang tạm dừng.', 'paused');
  });
  stop?.addEventListener('click', end);
  close?.addEventListener('click', () => {
    end();
    controls.hidden = true;
    opener.focus();
  });
  // A new speed is heard from the part that is being read.
  speed?.addEventListener('change', () => speech.speaking && readFrom(at));
  window.addEventListener('pagehide', () => speech.cancel());

  async function begin() {
    show('Đang chuẩn bị giọng đọc.', 'stopped');
    if (!(await voice())) {
      show(
        'Máy này chưa có giọng đọc tiếng Việt. Có thể thêm trong phần Cài đặt của máy, mục Chuyển văn bản thành giọng nói.',
        'stopped',
      );
      return;
    }
    places = partsOf(document.querySelector('main') ?? document.body);
    readFrom(0);
  }

  function resume() {
    speech.resume();
    show('Đang đọc.', 'reading');
  }

  /** @param {number} index */
  async function readFrom(index) {
    const mine = ++reading;
    speech.cancel();
    speech.resume();
    show('Đang đọc.', 'reading');
    const found = await voice();
    for (at = index; at < places.length; at += 1) {
      const place = places[at];
      if (place === undefined) break;
      mark(place);
      for (const piece of piecesOf(textOf(place))) {
        if (mine !== reading) return;
        await say(piece, found);
      }
      if (mine !== reading) return;
    }
    end();
    show('Đã đọc hết trang.', 'stopped');
  }

  function end() {
    reading += 1;
    speech.cancel();
    mark(undefined);
    show('Đã dừng.', 'stopped');
  }

  /** @param {string} text @param {SpeechSynthesisVoice | undefined} found @returns {Promise<void>} */
  function say(text, found) {
    return new Promise((done) => {
      const words = new SpeechSynthesisUtterance(text);
      words.lang = 'vi-VN';
      if (found) words.voice = found;
      words.rate = Number(speed?.value ?? 1);
      words.addEventListener('end', () => done());
      words.addEventListener('error', () => done());
      speech.speak(words);
    });
  }

  /** @param {string} text @param {'reading' | 'paused' | 'stopped'} state */
  function show(text, state) {
    if (says) says.textContent = text;
    // The button that has the focus is never taken away from under it.
    if (state === 'paused' && document.activeElement === pause) play?.focus();
    pause?.toggleAttribute('disabled', state !== 'reading');
    stop?.toggleAttribute('disabled', state === 'stopped');
  }
}

/** The Vietnamese voice of this device; browsers load their voices late. @returns {Promise<SpeechSynthesisVoice | undefined>} */
async function voice() {
  for (let round = 0; round < 10; round += 1) {
    const voices = window.speechSynthesis.getVoices();
    const found = voices.find((one) => /^vi\b/i.test(one.lang.replace('_', '-')));
    if (found || voices.length > 0) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
}

/** The parts of a page that are seen and have words of their own, in reading order. @param {Element} root */
function partsOf(root) {
  const found = [...root.querySelectorAll(parts)].filter((one) => one instanceof HTMLElement);
  return /** @type {HTMLElement[]} */ (found).filter(
    (one) =>
      one.checkVisibility() &&
      one.querySelector(parts) === null &&
      textOf(one) !== '' &&
      !one.closest('nav, [aria-hidden=true]'),
  );
}

/** @param {HTMLElement} part */
function textOf(part) {
  return part.innerText.replace(/\s+/g, ' ').trim();
}

/** Some voices fall silent in the middle of a long text. @param {string} text @returns {string[]} */
function piecesOf(text) {
  /** @type {string[]} */
  const pieces = [];
  for (const sentence of text.split(/(?<=[.;:?!])\s+/)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length < longest)
      pieces[pieces.length - 1] = `${last} ${sentence}`;
    else pieces.push(sentence);
  }
  return pieces;
}

/** @param {HTMLElement | undefined} part */
function mark(part) {
  for (const one of document.querySelectorAll('.cs-being-read')) one.classList.remove('cs-being-read');
  part?.classList.add('cs-being-read');
  part?.scrollIntoView({ block: 'nearest' });
}
