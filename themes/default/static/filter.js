// Filters of a list that combine: a choice of each, and words of the name, in an address that can be sent. What a row is
// filed under stands in the row (`data-of`), so the pages of the list are all the data there is: a long list is read page
// by page, and of a choice only that choice's pages. Without this script each choice is a page of its own, as ever.
(function () {
  "use strict";

  var PAGE = 100; // rows of a page of the list, and rows shown at once
  var WHOLE = 500; // lists up to here are read whole, so that every count is right
  var list = document.getElementById("danh-sach");
  // In a folder pages cannot be read one by one: there page.js puts the page of one choice here.
  if (!list || location.protocol === "file:" || parent !== window) return;
  var base = new URL(list.dataset.list, location.href).href;
  var chosen = {}; // by filter: `year: "nam/2020/"`
  var words = "";
  var pages = {}; // what was read, by address
  var asked = 0; // only the last question is answered
  var known = []; // the folders of what rows of the list are filed under: `nam/`

  // The address below the list's, without a file's name: `nam/2020/`.
  function below(href) {
    var folder = base.replace(/index\.html$/, "");
    return new URL(href, location.href).href.replace(/index\.html$/, "").replace(folder, "");
  }

  // `2020` of `nam/2020/`: what the address that can be sent says.
  function last(own) {
    return own.replace(/\/$/, "").replace(/.*\//, "");
  }

  // `year` of the filter by year.
  function idOf(facet) {
    return facet.className.replace(/.*facet-/, "");
  }

  function facets() {
    return Array.from(list.querySelectorAll(".facet")).map(function (facet) {
      var items = Array.from(facet.querySelectorAll("li")).filter(function (item) {
        return item.querySelector(".count");
      });
      return { id: idOf(facet), items: items };
    });
  }

  // Letters without their marks, for whoever types none.
  function folded(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function hasWords(row) {
    return words.split(/\s+/).filter(Boolean).every(function (word) {
      var marked = folded(word) !== word.toLowerCase();
      return marked ? row.text.includes(word.toLowerCase()) : row.plain.includes(folded(word));
    });
  }

  // Whether a row is filed under all that is chosen, but for one filter.
  function fits(row, but) {
    return Object.keys(chosen).every(function (id) {
      return id === but || row.of.includes(chosen[id]);
    });
  }

  function rowsOf(page, address) {
    return Array.from(page.querySelectorAll("tr[data-of]")).map(function (element) {
      element.querySelectorAll("a[href]").forEach(function (link) {
        link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
      });
      var text = element.cells[0].textContent.toLowerCase();
      return { element: element, of: element.dataset.of.split(" "), text: text, plain: folded(text) };
    });
  }

  function read(address) {
    if (!pages[address]) {
      pages[address] = window.listAt(address).then(function (page) {
        return rowsOf(new DOMParser().parseFromString(page.list, "text/html"), address);
      });
    }
    return pages[address];
  }

  // Where to read, and how many rows there are: the whole list if it is short, else the choice with fewest rows.
  function source() {
    var whole = { address: base, rows: +list.dataset.rows, of: null };
    if (whole.rows <= WHOLE) return whole;
    return facets().reduce(function (best, facet) {
      facet.items.forEach(function (item) {
        var link = item.querySelector("a");
        var rows = +item.querySelector(".count").dataset.all;
        if (chosen[facet.id] === below(link.href) && rows < best.rows) best = { address: link.href, rows: rows, of: facet.id };
      });
      return best;
    }, whole);
  }

  function pageOf(address, number) {
    var file = /index\.html$/.test(address) ? "index.html" : "";
    var folder = address.replace(/index\.html$/, "");
    return number === 1 ? address : folder + "trang/" + number + "/" + file;
  }

  function readAll(from) {
    var reads = [];
    for (var number = 1; number <= Math.max(1, Math.ceil(from.rows / PAGE)); number++) reads.push(read(pageOf(from.address, number)));
    return Promise.all(reads).then(function (parts) {
      return [].concat.apply([], parts);
    });
  }

  function query() {
    var asks = new URLSearchParams();
    Object.keys(chosen).forEach(function (id) {
      asks.set(id, last(chosen[id]));
    });
    if (words.trim()) asks.set("q", words.trim());
    var text = asks.toString();
    return text && "?" + text;
  }

  function count(rows, from) {
    facets().forEach(function (facet) {
      facet.items.forEach(function (item) {
        var link = item.querySelector("a");
        var own = below(link.href);
        var number = item.querySelector(".count");
        if (chosen[facet.id] === own) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        if (from.of === facet.id && chosen[facet.id] !== own) {
          number.textContent = "";
          return;
        }
        var left = rows.filter(function (row) {
          return row.of.includes(own) && fits(row, facet.id) && hasWords(row);
        }).length;
        number.textContent = left;
        item.classList.toggle("nothing", !left);
      });
    });
  }

  function show(rows, from) {
    var found = rows.filter(function (row) {
      return fits(row) && hasWords(row);
    });
    var table = list.querySelector("table.data");
    function fill(most) {
      table.tBodies[0].replaceChildren.apply(
        table.tBodies[0],
        found.slice(0, most).map(function (row) {
          return row.element;
        })
      );
      more.hidden = found.length <= most;
      more.onclick = function () {
        fill(most + PAGE);
      };
    }
    fill(PAGE);
    table.hidden = !found.length;
    var pager = list.querySelector(".pages");
    if (pager) pager.hidden = true;
    count(rows, from);
    say(found.length ? list.dataset.found.replace("{count}", found.length).replace("{total}", list.dataset.rows) : list.dataset.none);
  }

  function say(text) {
    status.textContent = text;
    clear.hidden = !query();
  }

  // Only the first page of the whole list has every choice; from any other the question is carried there.
  function isWhole() {
    return !below(location.href.replace(/[?#].*/, ""));
  }

  // `keep` is how the address is kept: a choice is a step back, a letter is none.
  function answer(keep) {
    var question = ++asked;
    var address = base + query();
    if (!isWhole()) return location.assign(address);
    try {
      history[keep](null, "", address);
    } catch (refused) {
      // Safari refuses when it is changed too often; the list is right nevertheless.
    }
    list.dataset.at = location.href.replace(/#.*/, "");
    if (!query()) return location.assign(base);
    say(list.dataset.loading);
    var from = source();
    readAll(from).then(function (rows) {
      if (question !== asked) return;
      show(rows, from);
      // On a phone the choices stand below the list.
      var top = form.getBoundingClientRect().top;
      if (keep === "pushState" && (top < 0 || top > innerHeight)) form.scrollIntoView();
    });
  }

  // The form ------------------------------------------------------------------------------------------------

  var form = document.createElement("form");
  var input = document.createElement("input");
  var status = document.createElement("p");
  var clear = document.createElement("button");
  var more = document.createElement("button");

  function build() {
    form.className = "filter-words";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", list.dataset.words);
    input.type = "search";
    input.placeholder = list.dataset.words;
    input.setAttribute("aria-label", list.dataset.words);
    status.setAttribute("role", "status");
    status.className = "fine";
    clear.type = more.type = "button";
    clear.className = more.className = "button button-quiet";
    clear.textContent = list.dataset.clear;
    more.textContent = list.dataset.more;
    clear.hidden = more.hidden = true;
    status.textContent = "";
    form.append(input, status, clear);
    list.querySelector(".filter-place").append(form);
    list.querySelector("table.data").after(more);
    list.querySelectorAll(".facet .count").forEach(function (number) {
      number.dataset.all = number.textContent;
    });
  }

  function listen() {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    // Each letter narrows the whole list; from another page the words are carried there once they are complete.
    ["input", "change"].forEach(function (name) {
      input.addEventListener(name, function () {
        if (name !== (isWhole() ? "input" : "change")) return;
        words = input.value;
        answer("replaceState");
      });
    });
    clear.addEventListener("click", function () {
      location.assign(base);
    });
    // Before page.js, which would put one choice's own page here.
    list.addEventListener(
      "click",
      function (event) {
        var link = event.target.closest(".facet a");
        if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        var facet = idOf(link.closest(".facet"));
        var own = below(link.href);
        if (facet === "symbol" || !link.parentElement.querySelector(".count") || !isKnown(own)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (chosen[facet] === own) delete chosen[facet];
        else chosen[facet] = own;
        answer("pushState");
      },
      true
    );
  }

  // A filter of rows that this list has not, such as tasks as a period had them, stays a page of its own, and so does
  // whatever a single row could be chosen by.
  function learn() {
    var rows = Array.from(list.querySelectorAll("tr[data-of]"));
    known = [];
    if (rows.length < 2) return;
    rows.forEach(function (row) {
      known.push.apply(known, row.dataset.of.split(" ").map(folderOf));
    });
  }

  function isKnown(own) {
    return known.includes(folderOf(own));
  }

  // `nam/` of `nam/2020/`, nothing of `ubnd-tinh/`.
  function folderOf(own) {
    return own.replace(/[^/]*\/$/, "");
  }

  function start() {
    chosen = {};
    var asks = new URLSearchParams(location.search);
    facets().forEach(function (facet) {
      facet.items.forEach(function (item) {
        var own = below(item.querySelector("a").href);
        if (asks.get(facet.id) === last(own) && isKnown(own)) chosen[facet.id] = own;
      });
    });
    words = input.value = asks.get("q") || "";
    // On the page of one choice that choice is made already.
    list.querySelectorAll(".facet a[aria-current]").forEach(function (link) {
      var own = below(link.href);
      if (isKnown(own)) chosen[idOf(link.closest(".facet"))] = own;
    });
  }

  // With the page that was opened, and with each that page.js puts in its place.
  function begin() {
    asked++;
    learn();
    start();
    // The rows at a mere beginning of addresses are no choice that could be combined with others.
    if (!known.length || (!isWhole() && !query())) return;
    build();
    if (isWhole() && query()) answer("replaceState");
  }

  listen();
  list.addEventListener("list-shown", begin);
  begin();
})();
