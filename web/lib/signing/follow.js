// Follows a signing session: asks for the page again every two seconds and draws its parts anew when something has changed.
// @ts-check

const pauseMs = 2000;

setTimeout(look, pauseMs);

async function look() {
  const shown = document.querySelector('[data-follow]');
  if (!(shown instanceof HTMLElement)) return;
  const fresh = document.hidden ? undefined : await fetched();
  // Signed out meanwhile: the browser goes where the server wants it.
  if (fresh === null) return location.reload();
  if (fresh && fresh.dataset['session'] !== shown.dataset['session']) draw(shown, fresh);
  if (!fresh || fresh.hasAttribute('data-follow')) setTimeout(look, pauseMs);
}

/** The session as the server draws it now; undefined while the server cannot be reached, null where it shows another page. */
async function fetched() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!answer || answer.status >= 500) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const part = page.querySelector('[data-session]');
  return part instanceof HTMLElement ? part : null;
}

/** Fills each part anew and leaves the focus where it was; the parts stay, so that a change of the status is read out. @param {HTMLElement} shown @param {HTMLElement} fresh */
function draw(shown, fresh) {
  const focused = document.activeElement?.id;
  for (const part of shown.querySelectorAll('[data-part]')) {
    const now = fresh.querySelector(`[data-part="${part.getAttribute('data-part')}"]`);
    if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
  }
  shown.dataset['session'] = fresh.dataset['session'] ?? '';
  if (!fresh.hasAttribute('data-follow')) shown.removeAttribute('data-follow');
  if (focused) document.getElementById(focused)?.focus();
}
