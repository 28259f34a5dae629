// What makes a page quicker to use; everything works without it.
(function () {
  "use strict";

  // Filters and pages of a list: the list of the page behind a link is put in place, instead of a new page.
  var list = document.getElementById("danh-sach");
  var folder = location.protocol === "file:";

  // Links that hold wherever they stand; those inside the page stay as they are.
  function settle(within) {
    within.querySelectorAll('a[href]:not([href^="#"])').forEach(function (link) {
      link.setAttribute("href", link.href);
    });
  }

  function listOf(page) {
    var own = page.getElementById("danh-sach");
    return { title: page.title, heading: page.querySelector("h1").textContent, list: own.innerHTML };
  }

  function fetched(address) {
    return fetch(address)
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.text();
      })
      .then(function (text) {
        return listOf(new DOMParser().parseFromString(text, "text/html"));
      });
  }

  // In a folder opened without a server, pages may not read each other. So the other page is loaded in a hidden
  // frame, where this same script sees that it stands in a frame and hands its list over.
  function framed(address) {
    return new Promise(function (resolve, reject) {
      var frame = document.createElement("iframe");
      var timer = setTimeout(finish, 4000, reject, new Error("no answer"));
      function finish(settled, value) {
        clearTimeout(timer);
        removeEventListener("message", take);
        frame.remove();
        settled(value);
      }
      function take(event) {
        if (event.source === frame.contentWindow) finish(resolve, event.data);
      }
      addEventListener("message", take);
      frame.hidden = true;
      frame.src = address;
      document.body.append(frame);
    });
  }

  // For filter.js, which needs a server: the list of another page.
  window.listAt = fetched;

  function handOver() {
    settle(list);
    parent.postMessage(listOf(document), "*");
  }

  function withoutPlace(address) {
    return address.replace(/#.*/, "");
  }

  // The list that this step of the history is of; the one that is there is `list.dataset.at`, which filter.js keeps too.
  function shown() {
    return withoutPlace((history.state && history.state.list) || location.href);
  }

  function show(address, keep) {
    var at = withoutPlace(address);
    list.dataset.at = at;
    list.setAttribute("aria-busy", "true");
    return (folder ? framed : fetched)(address)
      .then(function (page) {
        list.removeAttribute("aria-busy");
        // Something else has been asked for since.
        if (list.dataset.at !== at) return;
        // A page of a folder may not change its address; what it shows is then remembered with it.
        if (keep) history.pushState({ list: address }, "", folder ? undefined : address);
        document.title = page.title;
        document.querySelector("h1").textContent = page.heading;
        var fresh = new DOMParser().parseFromString(page.list, "text/html").body;
        list.replaceChildren.apply(list, Array.from(fresh.childNodes));
        makeSortable(list);
        list.dispatchEvent(new Event("list-shown"));
        var heading = list.querySelector(".section h2");
        if (!heading || !keep) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        if (heading.getBoundingClientRect().top < 0) heading.scrollIntoView();
      })
      .catch(function () {
        if (list.dataset.at === at) location.assign(address);
      });
  }

  function makeInstant() {
    if (!list) return;
    settle(document);
    list.addEventListener("click", function (event) {
      var link = event.target.closest(".filters a, .pages a, .unfilter a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      show(link.href, true);
    });
    // A page of a folder does not know after a jump to one of its places which list it shows: so each step is told.
    function remember() {
      if (folder && !history.state) history.replaceState({ list: list.dataset.at }, "");
    }
    addEventListener("popstate", function () {
      remember();
      if (shown() !== list.dataset.at) show(shown(), false);
    });
    list.dataset.at = withoutPlace(location.href);
    remember();
    if (shown() !== list.dataset.at) show(shown(), false);
  }

  // Tables sort by a click on a column's name, in Vietnamese order.
  var order = new Intl.Collator("vi", { numeric: true });

  function key(row, column) {
    var cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
  }

  function sort(table, column, down) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (one, other) {
      var a = key(one, column);
      var b = key(other, column);
      // What is unknown stands last, whichever way the rest is sorted.
      if (a === "" || b === "") return (a === "") - (b === "");
      return (down ? -1 : 1) * order.compare(a, b);
    });
    body.append.apply(body, rows);
  }

  function makeSortable(within) {
    within.querySelectorAll("table.sortable").forEach(function (table) {
      if (table.tBodies[0].rows.length < 2) return;
      Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
        var button = document.createElement("button");
        button.type = "button";
        button.append.apply(button, Array.from(cell.childNodes));
        cell.append(button);
        button.addEventListener("click", function () {
          var down = cell.getAttribute("aria-sort") === "ascending";
          table.querySelectorAll("th[aria-sort]").forEach(function (other) {
            other.removeAttribute("aria-sort");
          });
          cell.setAttribute("aria-sort", down ? "descending" : "ascending");
          sort(table, column, down);
        });
      });
    });
  }

  // On plain http and in a folder there is no clipboard but the old way.
  function copied(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function copyButton(name, text, done) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = name;
    button.addEventListener("click", function () {
      copied(text).then(function () {
        button.textContent = done;
      });
    });
    return button;
  }

  // "Cite this page" can be copied.
  var citation = document.getElementById("citation");

  function makeCopyable() {
    if (citation) citation.after(copyButton(citation.dataset.copy, citation.textContent, citation.dataset.copied));
  }

  // Every paragraph, item and row of a report has an address of its own: a sign beside it that shows where the pointer,
  // the focus or a finger is. Whoever follows it sees the place marked, and may copy its address or a citation of it.
  var PLACES = ".body :is(p, li, tr, h2, h3, h4, h5)[id]";

  function addressOf(place) {
    var canonical = document.querySelector("link[rel=canonical]");
    return (canonical ? canonical.href : location.href.split("#")[0]) + "#" + place.id;
  }

  // The words of a place without its sign, its menu and the marks of the law.
  function wordsOf(place) {
    var words = place.cloneNode(true);
    words.querySelectorAll(".place, .place-menu, .law").forEach(function (own) {
      own.remove();
    });
    return words.textContent.trim().replace(/\s+/g, " ");
  }

  function citationOf(place) {
    var page = citation.textContent.trim();
    var end = page.lastIndexOf(" ");
    return "“" + wordsOf(place) + "” " + page.slice(0, end + 1) + addressOf(place);
  }

  function menuOf(place) {
    var menu = document.createElement("span");
    menu.className = "place-menu";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", citation.dataset.place);
    menu.append(
      copyButton(citation.dataset.address, addressOf(place), citation.dataset.copied),
      copyButton(citation.dataset.cite, citationOf(place), citation.dataset.copied)
    );
    return menu;
  }

  function openMenu(place) {
    document.querySelectorAll(".place-menu").forEach(function (menu) {
      menu.remove();
    });
    (place.matches("tr") ? place.lastElementChild : place.querySelector("p") || place).append(menuOf(place));
  }

  function makePlaces() {
    if (!citation) return;
    document.querySelectorAll(PLACES).forEach(function (place) {
      var sign = document.createElement("a");
      sign.className = "place";
      sign.href = "#" + place.id;
      sign.textContent = "¶";
      sign.setAttribute("aria-label", citation.dataset.place + ": " + wordsOf(place).slice(0, 40));
      sign.addEventListener("click", function () {
        openMenu(place);
      });
      (place.matches("tr") ? place.firstElementChild : place).append(sign);
    });
    document.addEventListener("pointerup", function (event) {
      var place = event.pointerType === "touch" && event.target.closest && event.target.closest(PLACES);
      document.querySelectorAll(".touched").forEach(function (other) {
        other.classList.remove("touched");
      });
      if (place) place.classList.add("touched");
    });
  }

  // Paragraphs used to be counted through the whole text: an old address still leads to its place.
  function findOldPlace() {
    var number = /^#doan-(\d+)$/.exec(location.hash);
    if (!number || document.getElementById(location.hash.slice(1))) return;
    var counted = Array.from(document.querySelectorAll(".body [id]")).filter(function (place) {
      return /^doan-\d+$|\.\d+$/.test(place.id);
    });
    var place = counted[number[1] - 1];
    if (place) location.replace("#" + place.id);
  }

  // What a mark of the law means is its title, which a finger cannot ask for: so a tap writes it out.
  function makeMarksTell() {
    document.addEventListener("click", function (event) {
      var told = document.querySelector(".law-told");
      if (told) told.remove();
      var mark = event.target.closest(".law");
      if (!mark) return;
      told = document.createElement("span");
      told.className = "law-told";
      told.setAttribute("role", "status");
      mark.after(told);
      // Only what changes once it is there is read out.
      setTimeout(function () {
        told.textContent = mark.title;
      });
    });
  }

  // The contents of a report have a column of their own on a wide screen, and are closed on a phone.
  function openContents() {
    var contents = document.querySelector(".toc");
    if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;
  }

  if (folder && list && parent !== window) return handOver();
  openContents();
  makeInstant();
  makeSortable(document);
  makeCopyable();
  makePlaces();
  findOldPlace();
  makeMarksTell();
})();
