// What makes a page quicker to use; everything works without it.
(function () {
  "use strict";

  // Filters and pages of a list: fetched and put in place instead of a new page.
  function makeInstant() {
    var list = document.getElementById("danh-sach");
    if (!list || location.protocol === "file:") return;

    function show(address, keep) {
      list.setAttribute("aria-busy", "true");
      return fetch(address)
        .then(function (answer) {
          if (!answer.ok) throw new Error(answer.statusText);
          return answer.text();
        })
        .then(function (text) {
          var page = new DOMParser().parseFromString(text, "text/html");
          var fresh = page.getElementById("danh-sach");
          if (!fresh) throw new Error("no list");
          if (keep) history.pushState({}, "", address);
          document.title = page.title;
          list.replaceChildren.apply(list, Array.from(fresh.childNodes));
          list.removeAttribute("aria-busy");
          document.querySelector("h1").textContent = page.querySelector("h1").textContent;
          makeSortable(list);
          var heading = list.querySelector(".section h2");
          if (heading && keep) {
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
          }
        })
        .catch(function () {
          location.assign(address);
        });
    }

    list.addEventListener("click", function (event) {
      var link = event.target.closest(".filters a, .pages a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      show(link.href, true);
    });
    addEventListener("popstate", function () {
      show(location.href, false);
    });
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

  // "Cite this page" can be copied.
  function makeCopyable() {
    var text = document.getElementById("citation");
    if (!text || !navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text.textContent).then(function () {
        button.textContent = text.dataset.copied;
      });
    });
    text.after(button);
  }

  // The contents of a report have a column of their own on a wide screen, and are closed on a phone.
  function openContents() {
    var contents = document.querySelector(".toc");
    if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;
  }

  openContents();
  makeInstant();
  makeSortable(document);
  makeCopyable();
})();
