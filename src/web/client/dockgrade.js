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
