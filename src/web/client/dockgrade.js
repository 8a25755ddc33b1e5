// What no attribute of htmx does. Pages work without it.

/** Moments are written in UTC; whoever reads them gets their own time of day. */
function localTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]:not([data-local])')) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    time.dataset.local = '';
    time.title = time.dateTime;
    time.textContent = moment.toLocaleString(document.documentElement.lang, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  }
}

document.addEventListener('DOMContentLoaded', () => localTimes(document));
document.addEventListener('htmx:after:swap', () => localTimes(document));

/** Milliseconds. A stream that says nothing for so long is dead, though nobody told the browser: the service says something every fifteen seconds. */
const SILENCE = 40_000;
/** Milliseconds after which a stream is asked for again that never began; one that was lost comes back by itself. */
const AGAIN = 3000;
const silences = new WeakMap();

function tellLost(isLost) {
  for (const note of document.querySelectorAll('[data-lost]')) note.textContent = isLost ? note.dataset.lost : '';
}

function heard({ target, detail: { connection } }) {
  tellLost(false);
  clearTimeout(silences.get(target));
  silences.set(
    target,
    setTimeout(() => connection.reader?.cancel(), SILENCE),
  );
}

document.addEventListener('htmx:sse:after:connection', heard);
document.addEventListener('htmx:sse:after:message', heard);
document.addEventListener('htmx:sse:close', ({ target }) => clearTimeout(silences.get(target)));
document.addEventListener('htmx:sse:error', () => tellLost(true));
document.addEventListener('htmx:error', ({ target }) => {
  if (!target.hasAttribute?.('hx-sse:connect')) return;
  tellLost(true);
  setTimeout(() => htmx.trigger(target, 'again'), AGAIN);
});

/** The time of what runs goes on between two messages. */
setInterval(() => {
  for (const running of document.querySelectorAll('[data-seconds]')) {
    const seconds = Number(running.dataset.seconds) + 1;
    const [minutes, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0')];
    running.dataset.seconds = seconds;
    running.textContent = minutes === 0 ? `${seconds} s` : `${minutes} min ${rest} s`;
  }
}, 1000);

/** What looks again by itself rests while nobody sees it, and looks at once when somebody does. */
const POLLING = '[hx-trigger^="every "]';
document.addEventListener('htmx:before:request', (event) => {
  if (document.hidden && event.target.matches?.(POLLING)) event.preventDefault();
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  for (const polling of document.querySelectorAll(POLLING)) htmx.trigger(polling, 'seen');
});

/** Buttons that copy a field are there where scripts run; what came of it is told to screen readers too. */
function showCopyButtons() {
  for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false;
}

document.addEventListener('DOMContentLoaded', showCopyButtons);
document.addEventListener('htmx:after:swap', showCopyButtons);
document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector('[role="status"]');
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.done;
  } catch {
    // Without HTTPS there is no clipboard: the text is marked, and the keyboard copies it.
    status.textContent = button.dataset.failed;
  }
});

/** What its reader folded or unfolded stays so when the page looks again. */
const folded = new WeakSet();
document.addEventListener('click', ({ target }) => {
  const details = target.closest?.('summary')?.parentElement;
  if (details) folded.add(details);
});
htmx.registerExtension('folds', {
  htmx_before_morph_attr: (element, { attrName }) => attrName !== 'open' || !folded.has(element),
});
