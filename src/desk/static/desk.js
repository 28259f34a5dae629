// What forms cannot do by themselves: files that are dropped, a button that says that it works, a bar that moves, names that are found
// while one types.

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

// A field that names something finds it by words, marks left out. Without this script, it is a line of text.
for (const input of document.querySelectorAll('[data-finds]')) {
  const list = document.createElement('ul');
  Object.assign(list, { className: 'found', id: `${input.id}-found`, hidden: true, role: 'listbox' });
  list.setAttribute('aria-label', input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '');
  input.after(list);
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.title = input.dataset.hint;
  let found = [], at = -1, asked = 0, waiting = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const mark = (index) => {
    at = (index + found.length) % found.length;
    [...list.children].forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    list.children[at].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', list.children[at].id);
  };
  const choose = (index) => {
    const chosen = found[index];
    close();
    if (input.dataset.puts) {
      input.value = '';
      input.dispatchEvent(new CustomEvent('found', { bubbles: true, detail: chosen }));
      return;
    }
    input.value = chosen.word;
    let meant = input.closest('.finds').nextElementSibling;
    if (!meant?.classList.contains('meant')) {
      meant = Object.assign(document.createElement('span'), { className: 'meant' });
      input.closest('.finds').after(meant);
    }
    meant.textContent = chosen.name;
  };
  const show = () => {
    list.replaceChildren(...found.map(({ word, name, note }, index) => {
      const option = Object.assign(document.createElement('li'), { role: 'option', id: `${list.id}-${index}` });
      const more = Object.assign(document.createElement('small'), { textContent: [name && word, note].filter(Boolean).join(' · ') });
      option.append(name || word, more);
      option.setAttribute('aria-selected', 'false');
      option.addEventListener('mousedown', (event) => { event.preventDefault(); choose(index); });
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    at = -1;
  };
  const look = async () => {
    const turn = ++asked;
    const query = new URLSearchParams({ loai: input.dataset.finds, chu: input.value });
    try {
      const answer = await (await fetch(`/dien/goi-y?${query}`)).json();
      if (turn === asked && document.activeElement === input) { found = answer; show(); }
    } catch {
      close();
    }
  };
  input.addEventListener('input', () => {
    const meant = input.closest('.finds').nextElementSibling;
    if (meant?.classList.contains('meant')) meant.textContent = '';
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
  input.addEventListener('blur', () => { clearTimeout(waiting); asked += 1; close(); });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && list.hidden) { event.preventDefault(); look(); }
    if (list.hidden) return;
    if (event.key === 'ArrowDown') { event.preventDefault(); mark(at + 1); }
    if (event.key === 'ArrowUp') { event.preventDefault(); mark(at < 0 ? found.length - 1 : at - 1); }
    if (event.key === 'Enter' && at >= 0) { event.preventDefault(); choose(at); }
    if (event.key === 'Escape') { event.preventDefault(); close(); }
  });
}

// Words that were typed and not saved are not lost by a click beside.
for (const form of document.querySelectorAll('form[data-entry]')) {
  let isTouched = false;
  form.addEventListener('input', () => { isTouched = true; });
  form.addEventListener('submit', () => { isTouched = false; });
  addEventListener('beforeunload', (event) => { if (isTouched) event.preventDefault(); });
}
