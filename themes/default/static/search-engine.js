// Search without a server, from a folder as well: the index is read shard by shard, each a script.
//
// The reader's side of src/search/ and src/prose/: the same folding, hashes and codes, which are explained there. search.js asks
// for it when somebody is about to search, and calls `congboSearch.find`. Shards lie beside the page.
(function () {
  "use strict";

  // Words ------------------------------------------------------------------------------------------------

  const LETTER = /[\p{Alphabetic}\p{N}]/u;
  const WORD = /^\p{Alphabetic}+$/u;
  const NOT_LETTERS = /[^\p{Alphabetic}\p{N}]+/u;
  const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
  const GRAMMAR = new Set(
    ("và của các cho với được trên trong theo về từ đến những là có tại để vào do như này bằng ra đã không số").split(" "),
  );
  const TONE = "[\u0300\u0309\u0303\u0301\u0323]";
  // All three look at decomposed text: `hoà` is h, o, a, tone.
  const TONE_ON_SECOND = new RegExp("(^|[^q])(?:(o)([ae])|(u)(y))(" + TONE + ")(?![\\p{Alphabetic}\\p{N}\\p{M}])", "gu");
  const OPEN_Y = new RegExp("(^|[^\\p{Alphabetic}\\p{N}\\p{M}])([hklmst])y(" + TONE + "?)(?![\\p{Alphabetic}\\p{N}\\p{M}])", "gu");

  function lower(text) {
    const plain = text.replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(INVISIBLE, "").replace(/\s/g, " ");
    return plain.normalize("NFC").toLowerCase().normalize("NFD");
  }

  // As src/text/fold.rs, `fold`: `Quản lý` and `quan li` are one.
  function fold(text) {
    return lower(text).replace(/\p{M}/gu, "").replace(/đ/g, "d").normalize("NFC").replace(OPEN_Y, "$1$2i$3");
  }

  // Marks kept, in one spelling: `hoà` is `hòa`, `kỹ` is `kĩ`.
  function exact(text) {
    return lower(text).replace(TONE_ON_SECOND, "$1$2$4$6$3$5").replace(OPEN_Y, "$1$2i$3").normalize("NFC");
  }

  function stir(hash) {
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  function hash(text) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return stir(sum);
  }

  function hashPair(first, second) {
    return (Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b)) >>> 0;
  }

  function token(folded, marked) {
    return { folded: folded, exact: marked, foldedHash: hash(folded), exactHash: hash(marked) };
  }

  function runs(text) {
    const found = text.split(NOT_LETTERS).filter(Boolean);
    return found.map((run) => (/^\d+$/.test(run) ? run.replace(/^0+(?=\d)/, "") : run));
  }

  // As src/prose/chunk.rs, `read`.
  const chunks = new Map();
  function readChunk(chunk) {
    if (!chunks.has(chunk)) chunks.set(chunk, takeApart(chunk));
    return chunks.get(chunk);
  }

  function takeApart(chunk) {
    const folded = runs(fold(chunk));
    const marked = runs(exact(chunk));
    const parts = folded.slice(0, marked.length).map((run, index) => token(run, marked[index]));
    const letters = Array.from(chunk);
    const isLetter = (letter) => LETTER.test(letter);
    const core = letters.slice(letters.findIndex(isLetter), letters.length - letters.slice().reverse().findIndex(isLetter));
    const joins =
      parts.length > 1 && core.length <= 40 && /\p{Alphabetic}/u.test(chunk) && core.every((sign) => isLetter(sign) || "/-–\u2010\u2011&.".includes(sign));
    const joined = joins ? token(parts.map((part) => part.folded).join(""), parts.map((part) => part.exact).join("")) : null;
    let word = joined || (parts.length === 1 && !GRAMMAR.has(parts[0].exact) ? parts[0] : null);
    if (word && !WORD.test(word.folded)) word = null;
    return { parts: parts, joined: joined, word: word, opens: /^[([{“"]/.test(chunk), closes: /[.,;:!?)\]}”"]$/.test(chunk) };
  }

  // What is asked for: places (what each result should hold) and units (what the index is asked).
  function readQuery(text) {
    const places = [];
    const units = [];
    let before = null;
    text.split(/\s+/).filter(Boolean).forEach((chunk) => {
      const read = readChunk(chunk);
      const here = read.parts.map((part) => {
        places.push(part);
        return places.length - 1;
      });
      read.parts.forEach((part, index) => units.push(unit([here[index]], part.foldedHash, part.exactHash)));
      if (read.joined) units.push(unit(here, read.joined.foldedHash, read.joined.exactHash));
      if (read.word && before && !read.opens) {
        const folded = hashPair(before.word.foldedHash, read.word.foldedHash);
        units.push(unit(before.places.concat(here), folded, hashPair(before.word.exactHash, read.word.exactHash)));
      }
      before = read.word && !read.closes ? { word: read.word, places: here } : null;
    });
    return { places: places, units: units, marked: places.some((part) => part.exact !== part.folded), open: !/\s$/.test(text) };
  }

  function unit(places, folded, marked) {
    return { places: places, key: folded >>> 6, form: marked >>> 28 };
  }

  // Shards -----------------------------------------------------------------------------------------------

  const LAST = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const MORE = "#$%'()*+./:;=>?@[]^`{|}~";
  const SECOND = " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const KEY_BITS = 26;

  const asked = new Map();
  const waiting = new Map();
  let edition = "";

  window.congboShard = function (name, text) {
    const resolve = waiting.get(name);
    waiting.delete(name);
    if (resolve) resolve(text);
  };

  function load(name) {
    if (!asked.has(name)) {
      const answer = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.src = name + ".js" + (edition && "?v=" + edition);
        script.onerror = () => {
          asked.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      });
      asked.set(name, answer);
    }
    return asked.get(name);
  }

  let table = null;
  function start() {
    table = table || Promise.all([load("muc-luc"), load("chu")]).then(readTable);
    table.catch(() => (table = null));
    return table;
  }

  function readTable(answers) {
    const lines = answers[0].split("\n");
    const head = lines.shift().split(" ");
    edition = head[2];
    const cells = lines.filter(Boolean).map((line) => {
      const cell = line.split(" ");
      return { period: cell[0], kind: cell[1], base: +cell[2], end: +cell[2] + +cell[3], bits: +cell[4] };
    });
    return { bits: +head[0], pages: +head[1], cells: cells, words: answers[1].split(" ") };
  }

  function cellOf(cells, slot) {
    let low = 0;
    let high = cells.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (cells[middle].base <= slot) low = middle;
      else high = middle - 1;
    }
    return cells[low];
  }

  // As src/search/number.rs: calls `each` with every number from `at` to `end`.
  function readNumbers(text, at, end, each) {
    let high = 0;
    for (; at < end; at++) {
      const digit = LAST.indexOf(text[at]);
      if (digit < 0) {
        high = high * 24 + MORE.indexOf(text[at]) + 1;
      } else {
        each(high * 64 + digit);
        high = 0;
      }
    }
  }

  // As src/search/posting.rs: the slots of one key, form by form.
  function readPostings(index, unit) {
    return load("chi-muc/" + (index.bits ? unit.key >>> (KEY_BITS - index.bits) : 0).toString(16)).then((text) => {
      let name = " ";
      for (let place = Math.ceil((KEY_BITS - index.bits) / 6) - 1; place >= 0; place--) name += LAST[(unit.key >>> (6 * place)) & 63];
      const start = text.indexOf(name);
      const sections = [];
      let known = 0;
      let total = 0;
      if (start >= 0) {
        const end = text.indexOf(" ", start + 1);
        let body = text.slice(start + name.length, end < 0 ? text.length : end);
        if (body[0] === "!") {
          const stop = body.indexOf("!", 1);
          readNumbers(body, 1, stop, (number) => (total = number));
          body = body.slice(stop + 1);
        }
        body.split(",").forEach((section) => {
          const header = LAST.indexOf(section[0]);
          const slots = [];
          let next = 0;
          readNumbers(section, 1, section.length, (gap) => {
            slots.push(next + gap);
            next += gap + 1;
          });
          known += slots.length;
          sections.push({ form: header >> 2, impact: header & 3, slots: slots });
        });
      }
      return { unit: unit, sections: sections, known: known, total: Math.max(known, total) };
    });
  }

  // As src/prose/codebook.rs: blocks, each an anchor and its chunks.
  function readWords(words, code) {
    const blocks = [];
    let chunks = [];
    let paragraph = 0;
    let capital = false;
    let at = 0;
    const until = () => {
      const start = at;
      at = code.indexOf(" ", at);
      return code.slice(start, at++);
    };
    const add = (word) => {
      chunks.push(capital ? word[0].toUpperCase() + word.slice(1) : word);
      capital = false;
    };
    while (at < code.length) {
      const sign = code[at++];
      if (sign === "|") {
        const anchor = until() || "doan-" + (paragraph + 1);
        if (/^doan-\d+$/.test(anchor)) paragraph = +anchor.slice(5);
        blocks.push({ anchor: anchor === "-" ? "" : anchor, chunks: (chunks = []) });
      } else if (sign === "~") add(until());
      else if (sign === "^") capital = true;
      else if (sign >= "a" && sign <= "z") add(words[sign.charCodeAt(0) - 97]);
      else if (sign >= "0" && sign <= "9") add(words[+sign + 26]);
      else if (sign >= "A" && sign <= "Z") add(words[36 + (sign.charCodeAt(0) - 65) * SECOND.length + SECOND.indexOf(code[at++])]);
      else chunks[chunks.length - 1] += sign;
    }
    return blocks;
  }

  // Ranking ----------------------------------------------------------------------------------------------

  const WEIGHTS = [1, 1.25, 2.2, 6];
  const MOST_UNITS = 8;

  // How much of the query a page must hold by what it holds: the last word may be half typed.
  function coverage(query, has) {
    let held = 0;
    let all = 0;
    query.places.forEach((place, index) => {
      const weight = query.open && index > 0 && index === query.places.length - 1 ? 0.3 : 1;
      all += weight;
      held += weight * has(index);
    });
    return held / all;
  }

  function rank(index, query, lists, filter) {
    const pages = new Map();
    const cells = index.cells.map((cell) => (!filter.kind || cell.kind === filter.kind) && (!filter.period || cell.period === filter.period));
    const wanted = (slot) => cells[index.cells.indexOf(cellOf(index.cells, slot))];
    let certain = true;
    lists.forEach((list) => {
      const rarity = Math.log(1 + index.pages / Math.max(1, list.total));
      const best = new Map();
      list.sections.forEach((section) => {
        const form = !query.marked || section.form === list.unit.form ? 1 : 0.5;
        section.slots.forEach((slot) => best.set(slot, Math.max(best.get(slot) || 0, rarity * WEIGHTS[section.impact] * form)));
      });
      if (list.known < list.total) certain = false;
      best.forEach((score, slot) => {
        const page = pages.get(slot) || { slot: slot, score: 0, held: new Set() };
        page.score += score * (list.unit.places.length > 1 ? 1.5 : 1);
        list.unit.places.forEach((place) => page.held.add(place));
        pages.set(slot, page);
      });
    });
    // A frequent word does not list all its pages, so a page may well hold it that is not listed.
    const chance = query.places.map((place, at) => {
      const own = lists.filter((list) => list.unit.places.includes(at) && list.known < list.total);
      return Math.max(0, ...own.map((list) => (0.8 * (list.total - list.known)) / Math.max(1, index.pages - list.known)));
    });
    const found = Array.from(pages.values()).filter((page) => wanted(page.slot));
    found.forEach((page) => {
      page.coverage = coverage(query, (at) => (page.held.has(at) ? 1 : chance[at]));
      page.score *= page.coverage * page.coverage;
    });
    const whole = found.filter((page) => page.coverage > 0.99);
    const shown = whole.length ? whole : found.filter((page) => page.coverage >= 0.5);
    shown.sort((one, other) => other.score - one.score || other.slot - one.slot);
    return { found: shown, whole: whole.length, certain: certain };
  }

  // First pairs and whatever no pair holds; single syllables only when that yields few pages.
  function search(index, query, filter) {
    const paired = new Set();
    query.units.filter((unit) => unit.places.length > 1).forEach((unit) => unit.places.forEach((place) => paired.add(place)));
    const first = query.units.filter((unit) => unit.places.length > 1 || !paired.has(unit.places[0])).slice(0, MOST_UNITS);
    const rest = query.units.filter((unit) => !first.includes(unit)).slice(0, Math.max(0, MOST_UNITS - first.length));
    const read = (units) => Promise.all(units.map((unit) => readPostings(index, unit)));
    return read(first).then((lists) => {
      const ranked = rank(index, query, lists, filter);
      if (ranked.whole >= 10 || !rest.length) return ranked;
      return read(rest).then((more) => rank(index, query, lists.concat(more), filter));
    });
  }

  // Results ----------------------------------------------------------------------------------------------

  function readPage(index, page) {
    const cell = cellOf(index.cells, page.slot);
    const own = String(page.slot - cell.base);
    const name = cell.kind + (cell.period && "." + cell.period) + "." + ((page.slot - cell.base) >> cell.bits);
    return load("trang/" + name).then((text) => {
      const line = text.split("\n").find((line) => line.startsWith(own + "\t"));
      const fields = line.split("\t");
      return {
        url: fields[1],
        title: fields[2],
        label: fields[3],
        date: fields[4],
        kind: cell.kind,
        period: cell.period,
        score: page.score,
        blocks: readWords(index.words, fields[5]),
      };
    });
  }

  // How well a chunk answers each place: 2 with its marks, 1 without, prefixes of a half-typed word too.
  function hits(query, chunk) {
    const read = readChunk(chunk);
    const found = [];
    query.places.forEach((place, at) => {
      const half = query.open && at === query.places.length - 1 && place.folded.length > 1;
      read.parts.forEach((part) => {
        if (part.exact === place.exact) found.push([at, 2]);
        else if (part.folded === place.folded || (half && part.folded.startsWith(place.folded))) found.push([at, 1]);
      });
    });
    return found;
  }

  // The sentence that answers best, and what of the query the page holds.
  function quote(query, result) {
    const held = new Set();
    const note = (found) => found.forEach((hit) => held.add(hit[0]));
    result.titleChunks = mark(query, result.title.split(/\s+/));
    result.title.split(/\s+/).forEach((chunk) => note(hits(query, chunk)));
    let best = { score: 0 };
    result.blocks.forEach((block) => {
      sentences(block.chunks).forEach((sentence) => {
        const seen = new Map();
        let pairs = 0;
        let before = [];
        sentence.forEach((chunk) => {
          const found = hits(query, chunk);
          found.forEach((hit) => seen.set(hit[0], Math.max(seen.get(hit[0]) || 0, hit[1])));
          if (found.some((hit) => before.some((other) => other[0] + 1 === hit[0]))) pairs += 1;
          before = found;
          note(found);
        });
        let score = Math.min(pairs, query.places.length) * 3;
        seen.forEach((value) => (score += 4 + value));
        if (score > best.score) best = { score: score, anchor: block.anchor, sentence: sentence };
      });
    });
    result.anchor = best.anchor || "";
    // Found by its title or number alone: then its first words.
    const first = result.blocks.find((block) => block.chunks.length);
    result.sentence = mark(query, best.sentence || (first ? first.chunks : []));
    result.score *= Math.pow(coverage(query, (at) => (held.has(at) ? 1 : 0)), 2);
    return result;
  }

  function sentences(chunks) {
    const found = [[]];
    chunks.forEach((chunk) => {
      found[found.length - 1].push(chunk);
      if (/[.;!?]$/.test(chunk) && chunk.length > 3) found.push([]);
    });
    return found.filter((sentence) => sentence.length);
  }

  // Pieces of text, each marked or not; of a long sentence the stretch around its first hit. Where words of the
  // query stand side by side, only those are marked: `công` of `công tác` is no hit for `khoa học công nghệ`.
  function mark(query, sentence) {
    const places = sentence.map((chunk) => hits(query, chunk).map((hit) => hit[0]));
    const beside = (at, step) => (places[at + step] || []).some((other) => places[at].includes(other - step));
    const strong = places.map((found, at) => found.length > 1 || beside(at, 1) || beside(at, -1) || found.some((place) => /\d/.test(query.places[place].folded)));
    const any = strong.some(Boolean);
    const marked = places.map((found, at) => (any ? strong[at] : found.length > 0));
    const first = Math.max(0, marked.indexOf(true));
    const from = sentence.length > 48 ? Math.max(0, Math.min(first - 10, sentence.length - 48)) : 0;
    const pieces = from > 0 ? [{ text: "… ", marked: false }] : [];
    const add = (text, marked) => {
      const last = pieces[pieces.length - 1];
      if (last && last.marked === marked) last.text += text;
      else if (text) pieces.push({ text: text, marked: marked });
    };
    for (let at = from; at < sentence.length && at < from + 48; at++) {
      const touches = marked[at] && marked[at - 1] && !readChunk(sentence[at]).opens && !readChunk(sentence[at - 1]).closes;
      if (at > from) add(" ", touches);
      const ends = /^([^\p{Alphabetic}\p{N}]*)(.*?)([^\p{Alphabetic}\p{N}]*)$/u.exec(sentence[at]);
      add(ends[1], false);
      add(ends[2], marked[at]);
      add(ends[3], false);
    }
    if (from + 48 < sentence.length) add(" …", false);
    return pieces;
  }

  // Answers a query: how many pages, whether that is all, and the results from `from` on, ten at most.
  function find(text, filter, from) {
    const query = readQuery(text);
    if (!query.places.length) return Promise.resolve({ total: 0, certain: true, results: [] });
    return start().then((index) =>
      search(index, query, filter || {}).then((ranked) => {
        const pages = ranked.found.slice(from || 0, (from || 0) + 10);
        return Promise.all(pages.map((page) => readPage(index, page))).then((results) => {
          const seen = new Set();
          const quoted = results.map((result) => quote(query, result)).sort((one, other) => other.score - one.score);
          const once = quoted.filter((result) => !seen.has(result.url) && seen.add(result.url));
          // A long page is found in several parts; where all are shown, how many pages they are is known.
          const total = ranked.found.length > quoted.length ? ranked.found.length : once.length;
          return { total: total, certain: ranked.certain, results: once };
        });
      }),
    );
  }

  window.congboSearch = { fold: fold, exact: exact, start: start, find: find };
})();
