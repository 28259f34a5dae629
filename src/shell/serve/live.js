// Follows the page in view while its author writes: loads it again when it has changed, and shows what congbo says about
// the content. Only `congbo serve` adds this; no published page has it.
"use strict";

(() => {
  const own = new URL(document.currentScript.src);
  const place = `congbo-scroll:${location.pathname}`;
  const hidden = "congbo-hidden";
  let stream = null;

  function listen() {
    // A browser allows six streams to one host: a tab that nobody sees must not hold one.
    if (stream || document.hidden) return;
    const query = `page=${encodeURIComponent(location.pathname)}&${own.search.slice(1)}`;
    stream = new EventSource(`/~congbo/events?${query}`);
    stream.addEventListener("notices", (event) => show(JSON.parse(event.data)));
    stream.addEventListener("reload", () => {
      leave();
      sessionStorage.setItem(place, String(scrollY));
      location.reload();
    });
  }

  function leave() {
    if (stream) stream.close();
    stream = null;
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    // Never as HTML: the text quotes files as they are.
    if (text) made.textContent = text;
    return made;
  }

  function show(notices) {
    document.getElementById("congbo-live")?.remove();
    if (notices.items.length === 0) return;
    const digest = JSON.stringify(notices);
    const panel = element("details", notices.has_errors ? "has-errors" : "");
    panel.id = "congbo-live";
    panel.lang = document.documentElement.lang;
    // Errors keep the page from being up to date, so they show themselves, until they are put away.
    panel.open = notices.has_errors && sessionStorage.getItem(hidden) !== digest;
    panel.addEventListener("toggle", () => {
      if (panel.open) sessionStorage.removeItem(hidden);
      else sessionStorage.setItem(hidden, digest);
    });
    panel.append(element("summary", "", `congbo: ${notices.summary}`));
    const list = element("div", "congbo-list");
    list.tabIndex = 0;
    for (const notice of notices.items) list.append(element("pre", notice.severity, notice.text));
    if (notices.more > 0) list.append(element("p", "", `+ ${notices.more}`));
    panel.append(list);
    document.body.append(panel);
  }

  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("congbo-live");
    if (event.key === "Escape" && panel?.open) panel.open = false;
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  // Also for a page that comes back from the browser's memory: the stream tells whether it is stale.
  addEventListener("pageshow", listen);
  addEventListener("load", () => {
    const top = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (top !== null && !location.hash) scrollTo(0, Number(top));
  });
  listen();
})();
