// Every page works without this file: it only makes some things quicker.
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById('cerca');
  if (search === null) return;
  event.preventDefault();
  search.focus();
});

// An open menu closes with Escape or when the focus or the pointer goes elsewhere.
const menus = () => document.querySelectorAll('.altro details[open]');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.removeAttribute('open');
    menu.querySelector('summary').focus();
  }
});
for (const moved of ['pointerdown', 'focusin']) {
  document.addEventListener(moved, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.removeAttribute('open');
  });
}

// A form that was sent says so, and is not sent twice.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  form.setAttribute('aria-busy', 'true');
});
window.addEventListener('pageshow', () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
  }
});

for (const button of document.querySelectorAll('[data-stampa]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// On a phone a row of a wide table is read as a card (sollecito.css): each value needs the words of its column.
function labelCells() {
  for (const table of document.querySelectorAll(
    '.tabella:not(.matrice, .mese, .fitta, .impilata) > table',
  )) {
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
    if (heads.length < 3) continue;
    for (const { cells } of table.tBodies[0]?.rows ?? []) {
      for (const cell of cells) cell.dataset.testa = heads[cell.cellIndex];
    }
    table.parentElement.classList.add('impilata');
  }
}
labelCells();
document.addEventListener('htmx:load', labelCells);
