// The search page: asks the engine while somebody types, and shows what it finds. By the ids of search.html.
(function () {
  "use strict";

  const form = document.getElementById("search-form");
  if (!form) return;

  const input = document.getElementById("search");
  const kind = document.getElementById("search-kind");
  const period = document.getElementById("search-period");
  const filters = document.getElementById("search-filters");
  const order = document.getElementById("search-order");
  const kinds = document.getElementById("search-kinds");
  const said = document.getElementById("search-said");
  const help = document.getElementById("search-help");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const browse = document.getElementById("search-browse");
  const more = document.createElement("button");
  const needsIndex = location.protocol === "file:" || /index\.html$/.test(location.pathname);
  const engineParts = document.currentScript.dataset.engine.split(" ");
  let engine = null;
  let turn = 0;
  let timer = 0;
  // What is to be searched as it was typed, though a correction is known.
  let asTyped = "";

  // The engine comes when it is about to be needed, part by part, and is asked for again if it did not come.
  function ready() {
    engine = engine || engineParts.reduce((before, part) => before.then(() => loaded(part)), Promise.resolve()).then(() => window.congboSearch);
    engine.catch(() => (engine = null));
    return engine;
  }

  function loaded(part) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = part;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
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
    const [path, own] = result.url.split("#");
    const page = needsIndex && /(^|\/)$/.test(path) ? path + "index.html" : path;
    const anchor = own || result.anchor;
    return "../" + page + (anchor ? "#" + anchor : "");
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

  function worded(word, values, words) {
    return ((words || said).dataset[word] || "").replace(/\{(\w+)\}/g, (slot, name) => values[name]);
  }

  // What the index notes of a page: `state replaced 2021-03-01 Quyết định …`, `until 2025-06-30 xã …`, `days … …`.
  function noteOf(result) {
    const [word, first, second, ...rest] = (result.note || "").split(" ");
    if (word === "state") {
      const state = said.dataset[first.replace(/-(\w)/g, (dash, letter) => letter.toUpperCase())] || "";
      const since = second && second !== "-" ? " " + worded("since", { day: written(second) }) : "";
      return state && state[0].toUpperCase() + state.slice(1) + since + (rest.length ? " " + worded("by", { name: rest.join(" ") }) : "");
    }
    if (word === "until") {
      const name = [second].concat(rest).filter(Boolean).join(" ");
      return worded("until", { day: written(first) }) + (name ? ", " + worded("now", { name }) : "");
    }
    return word === "days" ? worded("days", { from: written(first), to: written(second) }) : "";
  }

  // Words that a result lacks, each of which can be insisted on.
  function insistent(words) {
    return words.map((word) => {
      const button = element("button", "search-word", word);
      button.type = "button";
      button.title = worded("insist", { word });
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => ask(input.value.replace(word, '"' + word + '"')));
      return button;
    });
  }

  function line(word, words) {
    return element("p", "card-line", [element("span", "", worded(word, {}))].concat(insistent(words)));
  }

  function card(result, leftOut) {
    const link = element("a", "", result.titleChunks);
    link.href = address(result);
    const facts = [result.label || labelOf(kind, result.kind), labelOf(period, result.period) || result.period];
    if (result.date) facts.push(written(result.date));
    facts.push(noteOf(result));
    const item = element("li", result.tier < 1 ? "search-answer" : "", [
      element("p", "card-title", link),
      element("p", "card-line", facts.filter(Boolean).map((fact) => element("span", "", fact))),
    ]);
    if (result.sentence.length) item.append(element("p", "card-text", result.sentence));
    // What the first result lacks is said above them all.
    const lacks = result.missing.filter((word) => !leftOut.includes(word));
    if (lacks.length) item.append(line("missing", lacks));
    if (result.alike.length) item.append(line("alike", result.alike));
    item.lang = "vi";
    return item;
  }

  // Results in tiers, with a heading where a weaker one begins.
  function append(results, leftOut) {
    results.forEach((result) => {
      const heading = result.tier === 3 ? "otherMarks" : result.tier === 4 ? "part" : "";
      if (heading && heading !== list.dataset.tier && !order.value) list.append(element("li", "search-tier", worded(heading, {})));
      list.dataset.tier = heading;
      list.append(card(result, leftOut));
    });
  }

  function say(word, values) {
    status.textContent = worded(word, values, status);
  }

  // The address of a search: typing replaces it, asking adds to the way back.
  function remember(asked) {
    const words = new URLSearchParams();
    if (input.value.trim()) words.set("q", input.value.trim());
    [["kind", kind], ["period", period], ["order", order]].forEach(([name, select]) => select.value && words.set(name, select.value));
    const address = String(words) ? "?" + words : location.pathname;
    try {
      if (asked && "?" + words !== location.search) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch (refused) {
      // A page from a folder may not change its address; searching goes on.
    }
  }

  // How many results there are of each kind; a press narrows to it.
  function showKinds(counts) {
    const present = Array.from(kind.options).filter((option) => counts[option.value] || option.value === kind.value);
    kinds.replaceChildren.apply(kinds, present.length > 1 || kind.value ? present.map((option) => kindButton(option, counts)) : []);
  }

  function kindButton(option, counts) {
    const count = option.value ? counts[option.value] || 0 : Object.values(counts).reduce((sum, count) => sum + count, 0);
    const button = element("button", "", [option.textContent + " ", element("span", "", String(count))]);
    button.type = "button";
    button.setAttribute("aria-pressed", String(option.value === kind.value));
    button.addEventListener("click", () => {
      kind.value = option.value;
      run(0, true).then(() => (kinds.querySelector('[aria-pressed="true"]') || input).focus());
    });
    return button;
  }

  // What was understood, corrected and left out.
  function showSaid(answer) {
    const lines = [];
    if (answer.correction) {
      const again = element("button", "search-word", worded("asTyped", { query: answer.query }));
      again.type = "button";
      again.addEventListener("click", () => {
        asTyped = input.value;
        run(0, true);
      });
      lines.push(element("p", "", [worded("corrected", { from: answer.correction.from, to: answer.correction.text }) + " ", again]));
    }
    const understood = Array.from(new Set(answer.understood.map((part) => part.text)));
    if (understood.length) lines.push(element("p", "", [worded("understood", {}) + " "].concat(understood.map((text) => element("span", "search-chip", text)))));
    if (answer.leftOut.length) lines.push(element("p", "", [worded("leftOut", {}) + " "].concat(insistent(answer.leftOut))));
    said.replaceChildren.apply(said, lines);
    said.hidden = !lines.length;
  }

  function show(answer, from) {
    if (!from) {
      list.replaceChildren();
      list.dataset.tier = "";
      showKinds(answer.kinds);
      showSaid(answer);
    }
    append(answer.results, answer.leftOut);
    list.hidden = !list.children.length;
    more.hidden = answer.total <= from + 10;
    help.hidden = browse.hidden = !!answer.total;
    const written = (count) => count.toLocaleString(document.documentElement.lang) + (answer.certain ? "" : "+");
    const part = from || answer.whole === answer.total ? "found" : answer.whole ? "foundPart" : "foundNoWhole";
    if (answer.total) say(part, { count: written(answer.total), whole: written(answer.whole), part: written(answer.total - answer.whole) });
    else say(answer.designation ? "noneOf" : "none", { query: answer.designation || input.value.trim() });
  }

  function ask(text) {
    input.value = text;
    run(0, true);
    input.focus();
  }

  function run(from, asked) {
    const mine = ++turn;
    const text = input.value;
    clearTimeout(timer);
    remember(asked);
    browse.hidden = !!text.trim();
    filters.hidden = !text.trim();
    help.hidden = true;
    if (!text.trim()) {
      list.hidden = more.hidden = said.hidden = true;
      status.textContent = "";
      return Promise.resolve();
    }
    if (!from) say("loading", {});
    const filter = { kind: kind.value, period: period.value, order: order.value, asTyped: asTyped === text };
    const answer = ready().then((search) => search.find(text, filter, from));
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

  // What the address asks for, now and after going back.
  function readAddress() {
    const asking = new URLSearchParams(location.search);
    input.value = asking.get("q") || "";
    [["kind", kind], ["period", period], ["order", order]].forEach(([name, select]) => {
      select.value = asking.get(name) || "";
      if (select.selectedIndex < 0) select.value = "";
    });
    run(0);
  }

  more.type = "button";
  more.className = "button button-quiet";
  more.hidden = true;
  more.textContent = status.dataset.more || "+";
  more.addEventListener("click", () => {
    const shown = list.querySelectorAll(".card-title").length;
    const from = Math.ceil(shown / 10) * 10;
    run(from).then(() => {
      const next = list.querySelectorAll(".card-title a")[shown];
      if (next) next.focus();
    });
  });
  list.after(more);

  input.addEventListener("focus", () => ready().then((search) => search.start()).catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asTyped = "";
    timer = setTimeout(run, 150, 0);
  });
  [kind, period, order].forEach((select) => select.addEventListener("change", () => run(0, true)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(0, true);
  });
  window.addEventListener("popstate", readAddress);
  document.addEventListener("keydown", move);

  if (location.search) readAddress();
})();
