// What forms cannot do by themselves: files that are dropped, a button that says that it works, a bar that moves.

for (const drop of document.querySelectorAll('[data-drop]')) {
  const input = drop.querySelector('input[type=file]');
  const over = (is) => drop.classList.toggle('is-over', is);
  drop.addEventListener('dragover', (event) => { event.preventDefault(); over(true); });
  drop.addEventListener('dragleave', () => over(false));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    input.files = event.dataTransfer.files;
    if (input.files.length) drop.closest('form').requestSubmit();
  });
}

// A file that misses the field must not take the place of the page.
for (const name of ['dragover', 'drop']) {
  addEventListener(name, (event) => event.preventDefault());
}

for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    button.textContent = form.dataset.busy;
    button.setAttribute('aria-busy', 'true');
    form.inert = true;
  });
}
// A page that comes back from the browser's memory works again.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

for (const place of document.querySelectorAll('[data-progress]')) {
  const bar = place.querySelector('progress');
  const look = async () => {
    try {
      const { ended, percent } = await (await fetch(place.dataset.progress)).json();
      if (ended) { location.reload(); return; }
      if (percent) bar.value = percent;
    } catch {
      // The desk may be closed; the page says the last that was known.
    }
    setTimeout(look, 400);
  };
  look();
}

for (const kinds of document.querySelectorAll('[data-kinds]')) {
  const server = kinds.closest('form').querySelector('[data-server]');
  const show = () => { server.hidden = kinds.querySelector(':checked')?.value === 'folder'; };
  kinds.addEventListener('change', show);
  show();
}
