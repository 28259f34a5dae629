// Runs the theme's search engine against an index on disk, as a page opened from the folder would: a script
// element reads its file, and nothing else is there. Arguments: engine, folder. Input: queries, one JSON object
// a line (`text`, `filter`, `from`). Output: a line each with the answer, and how many bytes it loaded.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [engine, folder] = process.argv.slice(2);
let loaded = 0;

function append(script) {
  const file = path.join(folder, script.src.split("?")[0]);
  fs.readFile(file, "utf8", (failure, text) => {
    if (failure) return script.onerror(failure);
    loaded += Buffer.byteLength(text);
    vm.runInContext(text, context, { filename: file });
  });
}

const window = {};
const context = vm.createContext(
  Object.assign(window, { window, document: { createElement: () => ({}), head: { append }, getElementById: () => null } }),
);
for (const part of ["search-words.js", "search-query.js", path.basename(engine)]) {
  const file = path.join(path.dirname(engine), part);
  vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
}

async function main() {
  const search = window.congboSearch;
  await search.start();
  for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const query = JSON.parse(line);
    loaded = 0;
    const answer = "fold" in query ? { fold: search.fold(query.fold) } : await search.find(query.text, query.filter, query.from);
    for (const result of answer.results || []) delete result.blocks, delete result.page;
    console.log(JSON.stringify({ ...answer, loaded }));
  }
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
