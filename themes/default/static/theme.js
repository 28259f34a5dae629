// Light, dark, or as the system says. Runs before the first paint, so that nothing flashes.
(function () {
  "use strict";
  var key = "theme";
  var media = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
  var link = document.getElementById("dark");

  function read() {
    // Storage may be refused, for example in a page opened from a folder.
    try {
      return localStorage.getItem(key) || "auto";
    } catch (refused) {
      return "auto";
    }
  }

  function apply(choice) {
    link.media = media[choice] || media.auto;
  }

  apply(read());

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.getElementById("theme-switch");
    if (!place) return;
    var group = document.createElement("div");
    group.className = "theme-switch";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", place.dataset.label);
    Object.keys(media).forEach(function (choice) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = place.dataset[choice];
      button.setAttribute("aria-pressed", String(choice === read()));
      button.addEventListener("click", function () {
        try {
          localStorage.setItem(key, choice);
        } catch (refused) {
          // The choice then holds for this page only.
        }
        apply(choice);
        group.querySelectorAll("button").forEach(function (other) {
          other.setAttribute("aria-pressed", String(other === button));
        });
      });
      group.append(button);
    });
    place.append(group);
  });
})();
