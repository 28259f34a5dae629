// The search page: asks the engine while somebody types, and shows what it finds. By the ids of search.html.
(function () {
  "use strict";

  const form = document.getElementById("search-form");
  if (!form) return;

  const input = document.getElementById("search");
  const kind = document.getElementById("search-kind");
  const period = document.getElementById("search-period");
  const filters = document.getElementById("search-filters");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const browse = document.getElementById("search-browse");
  const more = document.createElement("button");
  const needsIndex = location.protocol === "file:" || /index\.html$/.test(location.pathname);
  const engineAddress = document.currentScript.dataset.engine;
  let engine = null;
  let turn = 0;
  let timer = 0;

  // The engine comes when it is about to be needed, and is asked for again if it did not come.
  function ready() {
    engine =
      engine ||
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = engineAddress;
        script.onload = () => resolve(window.congboSearch);
        script.onerror = reject;
        document.head.append(script);
      });
    engine.catch(() => (engine = null));
    return engine;
  }

  function element(name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    (Array.isArray(content) ? content : [content]).forEach((piece) => {
      if (typeof piece === "string" || piece instanceof Node) made.append(piece);
      else made.append(piece.marked ? element("mark", "", piece.text) : piece.text);
    });
    return made;
  }

  function address(result) {
    const page = needsIndex && /(^|\/)$/.test(result.url) ? result.url + "index.html" : result.url;
    return "../" + page + (result.anchor ? "#" + result.anchor : "");
  }

  function labelOf(select, value) {
    const option = Array.from(select.options).find((option) => value && option.value === value);
    return option ? option.textContent : "";
  }

  // As decree 30/2020/NĐ-CP writes a day: a zero before days below 10 and before months 1 and 2.
  function written(date) {
    const parts = date.split("-");
    return parts[2] + "/" + (+parts[1] > 2 ? +parts[1] : parts[1]) + "/" + parts[0];
  }

  function card(result) {
    const link = element("a", "", result.titleChunks);
    link.href = address(result);
    const facts = [result.label || labelOf(kind, result.kind), labelOf(period, result.period) || result.period];
    if (result.date) facts.push(written(result.date));
    const item = element("li", "", [
      element("p", "card-title", link),
      element("p", "card-line", facts.filter(Boolean).map((fact) => element("span", "", fact))),
    ]);
    if (result.sentence.length) item.append(element("p", "card-text", result.sentence));
    item.lang = "vi";
    return item;
  }

  function say(word, values) {
    status.textContent = (status.dataset[word] || "").replace(/\{(\w+)\}/g, (slot, name) => values[name]);
  }

  function remember() {
    const words = new URLSearchParams();
    if (input.value.trim()) words.set("q", input.value.trim());
    if (kind.value) words.set("kind", kind.value);
    if (period.value) words.set("period", period.value);
    try {
      history.replaceState(null, "", String(words) ? "?" + words : location.pathname);
    } catch (refused) {
      // A page from a folder may not change its address; searching goes on.
    }
  }

  function show(answer, from) {
    if (!from) list.replaceChildren();
    list.append.apply(list, answer.results.map(card));
    list.hidden = !list.children.length;
    more.hidden = answer.total <= from + 10;
    const count = answer.total.toLocaleString(document.documentElement.lang) + (answer.certain ? "" : "+");
    say(answer.total ? "found" : "none", { count: count, query: input.value.trim() });
  }

  function run(from) {
    const mine = ++turn;
    const text = input.value;
    clearTimeout(timer);
    remember();
    browse.hidden = !!text.trim();
    filters.hidden = !text.trim();
    if (!text.trim()) {
      list.hidden = more.hidden = true;
      status.textContent = "";
      return Promise.resolve();
    }
    if (!from) say("loading", {});
    const answer = ready().then((search) => search.find(text, { kind: kind.value, period: period.value }, from));
    return answer.then(
      (answer) => {
        if (mine === turn) show(answer, from);
      },
      () => {
        if (mine !== turn) return;
        browse.hidden = false;
        say("failed", {});
      },
    );
  }

  function move(event) {
    const links = Array.from(list.querySelectorAll(".card-title a"));
    const at = links.indexOf(document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape" && at >= 0) input.focus();
    else if (event.key === "/" && document.activeElement !== input && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) input.focus();
    else if (step && (at >= 0 || document.activeElement === input) && links.length) (links[at + step] || (at + step < 0 ? input : links[at])).focus();
    else return;
    event.preventDefault();
  }

  more.type = "button";
  more.className = "button button-quiet";
  more.hidden = true;
  more.textContent = status.dataset.more || "+";
  more.addEventListener("click", () => {
    const shown = list.children.length;
    const from = Math.ceil(shown / 10) * 10;
    run(from).then(() => list.children[shown] && list.children[shown].querySelector("a").focus());
  });
  list.after(more);

  input.addEventListener("focus", () => ready().then((search) => search.start()).catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 150, 0);
  });
  [kind, period].forEach((select) => select.addEventListener("change", () => run(0)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(0);
  });
  document.addEventListener("keydown", move);

  const asking = new URLSearchParams(location.search);
  input.value = asking.get("q") || "";
  kind.value = asking.get("kind") || "";
  period.value = asking.get("period") || "";
  if (kind.selectedIndex < 0) kind.value = "";
  if (period.selectedIndex < 0) period.value = "";
  if (input.value) run(0);
})();
