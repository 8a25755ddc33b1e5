// What no attribute of htmx does. Pages work without it.

/** Moments are written in UTC; whoever reads them gets their own time of day. */
function localTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]:not([data-local])')) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    time.dataset.local = '';
    time.title = time.dateTime;
    time.textContent = moment.toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
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
