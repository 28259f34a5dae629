// The text of a report: a few tools that put the signs of Markdown, and the page beside it as it will be.

const form = document.querySelector('form[data-entry]');
const text = form.querySelector('#than');
const tools = form.querySelector('[data-tools]');
const page = form.querySelector('[data-page]');
const state = form.querySelector('[data-state]');

tools.hidden = false;

// By the browser's own way, so that its undo knows of it.
const put = (words, from = text.selectionStart, to = text.selectionEnd) => {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, words)) {
    text.setRangeText(words, from, to, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

// The lines that the selection touches, each begun anew.
const eachLine = (begun) => {
  const from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const end = text.value.indexOf('\n', text.selectionEnd);
  const to = end < 0 ? text.value.length : end;
  const lines = text.value.slice(from, to).split('\n');
  put(lines.map((line, index) => begun(line.replace(/^(#{1,6} |- |\d+\. )/, ''), index)).join('\n'), from, to);
};

const does = {
  heading: () => eachLine((line) => `## ${line}`),
  list: () => eachLine((line) => `- ${line}`),
  numbers: () => eachLine((line, index) => `${index + 1}. ${line}`),
  bold: () => put(`**${text.value.slice(text.selectionStart, text.selectionEnd)}**`),
  table: (button) => {
    const [one, other] = button.dataset.cells.split('|');
    put(`\n\n| ${one} | ${other} |\n| --- | --- |\n|  |  |\n\n`);
  },
};

tools.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-does]');
  if (button) does[button.dataset.does](button);
});
tools.addEventListener('found', ({ target, detail }) => {
  put(target.dataset.puts === 'link' ? `[${detail.name}](/mo-hinh/${detail.word}/)` : detail.word);
});

let waiting = 0, turn = 0;
const look = async () => {
  const mine = ++turn;
  try {
    const answer = await (await fetch('/viet/thu', { method: 'POST', body: new FormData(form) })).json();
    if (mine !== turn || !page) return;
    if (!answer.address) { state.textContent = answer.said.join(' '); return; }
    state.textContent = state.dataset.fresh;
    // The same page again keeps the place to which it was scrolled.
    if (page.contentWindow.location.pathname === answer.address) page.contentWindow.location.reload();
    else page.contentWindow.location.replace(answer.address);
  } catch {
    // The desk may be closed; the page shows what was known last.
  }
};
form.addEventListener('input', ({ target }) => {
  if (target.closest('[data-tools]')) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 500);
});
