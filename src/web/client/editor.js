// The editor's page works without this: what is here numbers the lines that are typed, and leads from a mistake to its place.

const ROOM = 3;
const LEAST = 15;

function field() {
  return document.getElementById('source');
}

/** As many numbers as there are lines, and the field as tall as its text: so both scroll together. Lines with a mistake stand out. */
function number() {
  const source = field();
  const count = Math.max(LEAST, source.value.split('\n').length + ROOM);
  const wrong = new Set(
    [...document.querySelectorAll('#check [data-line]')].map(({ dataset }) => Number(dataset.line)),
  );
  const numbers = document.createDocumentFragment();
  for (let line = 1; line <= count; line += 1) {
    const mark = document.createElement('span');
    mark.textContent = `${line}\n`;
    if (wrong.has(line)) mark.className = 'wrong';
    numbers.append(mark);
  }
  source.rows = count;
  source.setAttribute('aria-invalid', wrong.size > 0 ? 'true' : 'false');
  document.querySelector('.sheet .numbers').replaceChildren(numbers);
}

/** Where a line and a column, both counted from 1, are in the text. */
function offsetOf(text, line, column) {
  const lines = text.split('\n').slice(0, line);
  const last = lines.pop() ?? '';
  return lines.reduce((sum, one) => sum + one.length + 1, 0) + Math.min(column - 1, last.length);
}

function goTo({ dataset: { line, column } }) {
  const source = field();
  const at = offsetOf(source.value, Number(line), Number(column));
  const tall = source.clientHeight / source.rows;
  source.focus({ preventScroll: true });
  source.setSelectionRange(at, at);
  const sheet = source.closest('.sheet');
  sheet.scrollTo({ top: Math.max(0, (Number(line) - 4) * tall) });
  sheet.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('click', (event) => {
  const mistake = event.target.closest?.('[data-line]');
  if (!mistake) return;
  event.preventDefault();
  goTo(mistake);
});

document.addEventListener('input', ({ target }) => {
  if (target !== field()) return;
  number();
  // What was previewed was another text.
  const stale = document.querySelector('.stale');
  if (stale) stale.hidden = document.getElementById('preview').childElementCount === 0;
});

document.addEventListener('htmx:after:swap', () => {
  number();
});

document.addEventListener('htmx:before:request', ({ target }) => {
  const stale = document.querySelector('.stale');
  if (stale && target.closest?.('.preview')) stale.hidden = true;
});

document.addEventListener('DOMContentLoaded', number);
