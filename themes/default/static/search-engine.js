// Search without a server, from a folder as well: the index is read shard by shard, each a script.
//
// The reader's side of src/search/, whose files explain the index. search-query.js says what a query asks for; search.js asks for
// all three when somebody is about to search, and calls `congboSearch.find`. Shards lie beside the page.
//
// Results come in tiers, whatever their weight: what a number or a name means; what holds every word as it was typed; what holds
// other words for the same; what holds every word with other marks, if nothing else does; what holds most words. Nothing that
// was typed is dropped in silence: each result says which words it does not hold.
(function () {
  "use strict";

  const { fold, exact, readChunk } = window.congboWords;
  const { readVocabulary, readQuery, confused } = window.congboQuery;

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
    table = table || Promise.all([load("muc-luc"), load("chu"), load("hieu")]).then(readTable);
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
    return { bits: +head[0], pages: +head[1], cells: cells, words: answers[1].split(" "), vocabulary: readVocabulary(answers[2]) };
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
    return load(shardOf(index, unit.key)).then((text) => {
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
      return { sections: sections, known: known, total: Math.max(known, total) };
    });
  }

  // The anchor that is counted next: doan-1 first, doan-2 after it, muc-1.1 after muc-1.
  function following(anchor) {
    const [, stem, number] = anchor.match(/^(doan-|.*\.)(\d+)$/) || [];
    if (stem) return stem + (+number + 1);
    return anchor ? anchor + ".1" : "doan-1";
  }

  // As src/prose/codebook.rs: blocks, each an anchor and its chunks.
  function readWords(words, code) {
    const blocks = [];
    let chunks = [];
    let before = "";
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
        const anchor = until() || following(before);
        if (anchor !== "-") before = anchor;
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

  // Asking the index -------------------------------------------------------------------------------------

  // Shards that one query may load at each step: on a small site all keys are in a few, and everything is asked.
  const MOST_FIRST = 5;
  const MOST_MORE = 2;
  const MOST_TRIED = 2;

  function shardOf(index, key) {
    return "chi-muc/" + (index.bits ? key >>> (KEY_BITS - index.bits) : 0).toString(16);
  }

  // As many of these units as cost so many shards that are not there yet.
  function within(index, units, most) {
    const fresh = new Set();
    return units.filter((unit) => {
      const more = unit.keys.map((key) => shardOf(index, key.key)).filter((name) => !asked.has(name) && !fresh.has(name));
      if (fresh.size + new Set(more).size > most) return false;
      more.forEach((name) => fresh.add(name));
      return true;
    });
  }

  // A unit of several keys is in the pages that have them all.
  function readUnit(index, unit) {
    return Promise.all(unit.keys.map((key) => readPostings(index, key))).then((lists) => {
      const rarest = lists.reduce((one, other) => (other.total < one.total ? other : one));
      const slots = new Map();
      lists[lists.indexOf(rarest)].sections.forEach((section) =>
        section.slots.forEach((slot) => {
          const seen = slots.get(slot) || { impact: 0, exact: false };
          slots.set(slot, { impact: Math.max(seen.impact, section.impact), exact: seen.exact || section.form === unit.keys[lists.indexOf(rarest)].form });
        }),
      );
      lists.forEach((list) => {
        if (list === rarest || list.known < list.total) return;
        const held = new Set(list.sections.flatMap((section) => section.slots));
        slots.forEach((_, slot) => held.has(slot) || slots.delete(slot));
      });
      return { unit, slots, known: rarest.known, total: rarest.total };
    });
  }

  // What is understood comes first, then pairs and whatever no pair holds; single syllables, and other words for the same, only
  // where that yields few pages.
  function stagesOf(index, query) {
    const paired = new Set();
    const of = (...roles) => query.units.filter((unit) => roles.includes(unit.role));
    of("pair").forEach((unit) => unit.places.forEach((place) => paired.add(place)));
    const words = of("word").filter((unit) => !query.places[unit.places[0]].light);
    const lone = words.filter((unit) => !paired.has(unit.places[0]));
    const known = of("number", "fact", "name", "joined");
    const first = within(index, known.concat(of("spelling"), of("pair"), lone), MOST_FIRST);
    const more = words.concat(of("beginning", "spelling", "same", "pair", "joined"));
    return [first, more.filter((unit) => !first.includes(unit))];
  }

  // Of words in pairs, those come first whose pairs no page has.
  function bySilence(index, rest, lists) {
    const paired = new Set(lists.filter((list) => list.unit.role === "pair" && list.total).flatMap((list) => list.unit.places));
    const rank = (unit) => (unit.role !== "word" ? 1 : unit.places.some((place) => paired.has(place)) ? 2 : 0);
    return within(index, rest.slice().sort((one, other) => rank(one) - rank(other)), MOST_MORE);
  }

  function search(index, query, filter) {
    const read = (units) => Promise.all(units.map((unit) => readUnit(index, unit)));
    if (!query.designation) return searchWords(index, query, filter, read);
    // Who types the number of a document wants that document, and what cites it; the rest of what was typed is compared with them.
    const named = query.units.filter((unit) => unit.role === "number" || unit.day || (unit.role === "joined" && unit.places.join() === query.designation.places.join()));
    return read(named).then((lists) => {
      const ranked = rank(index, query, lists, filter);
      return ranked.found.some((page) => page.cited) ? ranked : searchWords(index, query, filter, read);
    });
  }

  function searchWords(index, query, filter, read) {
    const [first, rest] = stagesOf(index, query);
    return read(first).then((lists) => {
      const ranked = rank(index, query, lists, filter);
      if (!rest.length || ranked.found.filter((page) => page.tier <= 1).length >= 10 || (ranked.found[0] || {}).sure) return ranked;
      return read(bySilence(index, rest, lists)).then((more) => rank(index, query, lists.concat(more), filter));
    });
  }

  // Ranking ----------------------------------------------------------------------------------------------

  const WEIGHTS = [1, 1.25, 2.2, 6];
  const ROLES = { word: 1, pair: 1.5, joined: 1.5, fact: 1.6, number: 1.5, name: 3, spelling: 1.2, same: 0.8, beginning: 1 };
  // How surely a page holds a place that has the unit.
  const HOLDS = { same: 0.9, beginning: 0.9 };

  function rank(index, query, lists, filter) {
    const pages = new Map();
    const cells = new Map(index.cells.map((cell) => [cell, !filter.period || cell.period === filter.period]));
    let certain = true;
    lists.forEach((list) => addList(index, query, pages, list));
    lists.forEach((list) => list.known < list.total && (certain = false));
    const chance = chances(index, query, lists);
    const half = halfTyped(index, query, lists);
    const found = Array.from(pages.values()).filter((page) => cells.get(cellOf(index.cells, page.slot)));
    found.forEach((page) => judge(query, page, chance, half));
    const shown = kept(found.filter((page) => page.tier < 9));
    const kinds = {};
    shown.forEach((page) => {
      const kind = cellOf(index.cells, page.slot).kind;
      kinds[kind] = (kinds[kind] || 0) + 1;
    });
    const wanted = filter.kind ? shown.filter((page) => cellOf(index.cells, page.slot).kind === filter.kind) : shown;
    wanted.sort((one, other) => one.tier - other.tier || other.score - one.score || other.slot - one.slot);
    return { found: wanted, kinds, certain, half, lists };
  }

  // What the index knows of a page stands in no sentence of its text.
  function isKnown(unit) {
    return !!unit && /^(fact|number|beginning|same|spelling|name)$/.test(unit.role);
  }

  function addList(index, query, pages, list) {
    const { unit } = list;
    const light = unit.places.every((place) => query.places[place].light) ? 0.1 : 1;
    const rarity = light * Math.log(1 + index.pages / Math.max(1, list.total));
    const marked = unit.places.some((place) => query.places[place].marked);
    const known = /^(fact|number|beginning|same|spelling)$/.test(unit.role);
    // `mô hinh`: of a pair with marks on one word alone the text must tell whether it is the one.
    const mixed = unit.role === "pair" && unit.places.some((place) => !query.places[place].marked);
    list.slots.forEach((seen, slot) => {
      const same = seen.exact || !marked;
      if (known && !seen.exact && unit.role !== "same" && unit.role !== "spelling") return;
      const page = pages.get(slot) || { slot, score: 0, held: new Map(), alike: new Set(), roles: new Map(), facts: new Set(), numbered: false, named: false, cited: false };
      const hold = known || same || mixed ? HOLDS[unit.role] || (same ? 1 : 0.95) : 0.5;
      page.score += rarity * WEIGHTS[known && unit.role === "fact" ? 2 : seen.impact] * ROLES[unit.role] * (known || same ? (seen.exact ? 1 : 0.8) : 0.3);
      if (unit.fact) page.facts.add(unit.fact);
      if (unit.role === "number") page.numbered = true;
      if (unit.role === "name" && same) page.named = true;
      if (unit.role === "joined" && seen.impact === 3) page.cited = true;
      unit.places.forEach((place) => {
        const before = page.held.get(place) || 0;
        page.held.set(place, Math.max(before, unit.role === "name" && !same ? 0.5 : hold));
        if (!isKnown(page.roles.get(place)) || hold > before) page.roles.set(place, unit);
      });
      pages.set(slot, page);
    });
  }

  // A frequent word does not list all its pages, so a page may well hold it that is not listed.
  function chances(index, query, lists) {
    return query.places.map((_, at) => {
      const own = lists.filter((list) => list.unit.places.includes(at) && list.known < list.total);
      return Math.max(0, ...own.map((list) => (0.8 * (list.total - list.known)) / Math.max(1, index.pages - list.known)));
    });
  }

  // The last word may be half typed: it is, when nothing has it and it is no syllable that the dictionary knows.
  function halfTyped(index, query, lists) {
    const last = query.places.length - 1;
    const place = query.places[last];
    if (!query.open || last < 1 || place.quoted || /\d/.test(place.folded)) return -1;
    if (lists.some((list) => list.unit.places.includes(last) && list.unit.role !== "name" && list.total)) return -1;
    return dictionary(index).folded.has(place.folded) ? -1 : last;
  }

  function dictionary(index) {
    if (!index.dictionary) {
      const words = index.words.filter((word) => /^\p{Alphabetic}+$/u.test(word));
      index.dictionary = { exact: new Set(words.map(exact)), folded: new Set(words.map(fold)) };
    }
    return index.dictionary;
  }

  function judge(query, page, chance, half) {
    let [held, all, worst, alike, other] = [0, 0, 1, false, false];
    query.places.forEach((place, at) => {
      const weight = at === half ? 0.1 : place.light ? 0.15 : 1;
      const hold = Math.max(page.held.get(at) || 0, chance[at]);
      all += weight;
      held += weight * hold;
      if (place.light || at === half) return;
      worst = Math.min(worst, hold);
      if (hold === 0.5) alike = true;
      if (hold === 0.9) other = true;
      if (place.quoted && hold < 0.6) worst = -1;
    });
    page.coverage = held / all;
    page.score *= page.coverage * page.coverage;
    const whole = worst >= 0.6;
    page.sure = page.cited || (page.numbered && whole);
    const cites = query.designation && query.designation.places.every((place) => (page.held.get(place) || 0) >= 0.6);
    if (query.designation && !page.cited && !page.numbered && !cites) page.tier = 9;
    else if (worst < 0) page.tier = 9;
    else if (page.sure) page.tier = 0;
    else if (page.named) page.tier = 0.5;
    else if (whole) page.tier = other ? 2 : 1;
    else if (worst >= 0.5 && alike) page.tier = 3;
    else page.tier = page.coverage >= 0.45 || cites ? 4 : 9;
  }

  // Other marks only where nothing is as it was typed; part of the words only where few pages hold them all.
  function kept(found) {
    const count = (tier) => found.filter((page) => page.tier <= tier).length;
    const most = count(2) >= 5 ? 2 : count(2) ? 4 : 4;
    return found.filter((page) => page.tier <= most && !(page.tier === 3 && count(2)));
  }

  // Results ----------------------------------------------------------------------------------------------

  const READ = 10;
  // The words of a page that is read at a glance.
  const SHORT = 150;

  function readPage(index, page) {
    const cell = cellOf(index.cells, page.slot);
    const own = String(page.slot - cell.base);
    const name = cell.kind + (cell.period && "." + cell.period) + "." + ((page.slot - cell.base) >> cell.bits);
    return load("trang/" + name).then((text) => {
      const line = text.split("\n").find((line) => line.startsWith(own + "\t"));
      const fields = line.split("\t");
      const subject = fields[6] ? [{ anchor: "", chunks: fields[6].split(" ") }] : [];
      const facts = { kind: cell.kind, period: cell.period, score: page.score, tier: page.tier, page };
      return { url: fields[1], title: fields[2], label: fields[3], date: fields[4], note: fields[5], ...facts, blocks: subject.concat(readWords(index.words, fields[7])) };
    });
  }

  // How well a chunk answers each place: 2 with its marks, 1 without, 0.5 where it only may be another word.
  function hits(query, chunk) {
    const read = readChunk(chunk);
    const found = [];
    query.places.forEach((place, at) => {
      const half = at === query.half && place.folded.length > 1;
      read.parts.concat(read.joined || []).forEach((part) => {
        if (part.exact === place.exact) found.push([at, 2]);
        else if (part.folded === place.folded) found.push([at, place.marked ? 0.5 : 1]);
        else if (half && (place.marked ? part.exact.startsWith(place.exact) : part.folded.startsWith(place.folded))) found.push([at, 1]);
      });
    });
    return found;
  }

  // The sentence that answers best, and what of the query the page holds.
  function quote(query, result) {
    const held = new Map();
    const title = new Map();
    const note = (into, found) => found.forEach((hit) => into.set(hit[0], Math.max(into.get(hit[0]) || 0, hit[1])));
    const titleChunks = result.title.split(/\s+/);
    let inTitle = 0;
    titleChunks.forEach((chunk) => {
      const found = hits(query, chunk).filter((hit) => hit[1] >= 1);
      inTitle += found.length ? 1 : 0;
      note(title, found);
    });
    note(held, Array.from(title));
    let best = { score: 0, seen: new Map(), pairs: 0 };
    let length = titleChunks.length;
    result.blocks.forEach((block) => {
      length += block.chunks.length;
      sentences(block.chunks).forEach((sentence) => {
        const seen = new Map();
        let pairs = 0;
        let before = [];
        sentence.forEach((chunk) => {
          const found = hits(query, chunk);
          note(seen, found);
          if (found.some((hit) => before.some((other) => other[0] + 1 === hit[0] && Math.min(hit[1], other[1]) >= 1))) pairs += 1;
          before = found;
        });
        note(held, Array.from(seen));
        let score = Math.min(pairs, query.places.length) * 3;
        seen.forEach((value, at) => (score += (query.places[at].light ? 0.5 : 4) + value));
        if (score > best.score) best = { score, seen, pairs, anchor: block.anchor, sentence };
      });
    });
    result.anchor = best.anchor || "";
    // Found by its title or number alone: then its first words.
    const first = result.blocks.find((block) => block.chunks.length);
    // A document is known by its trích yếu, whatever else of it was asked for.
    const known = result.kind === "van-ban" && first;
    weigh(query, result, { held, title, near: best.seen, titleShare: inTitle / titleChunks.length, pairs: best.pairs, length });
    const least = result.alike.length ? 0.5 : 1;
    result.titleChunks = mark(query, titleChunks, least);
    result.sentence = mark(query, known ? first.chunks : best.sentence || (first ? first.chunks : []), least);
    return result;
  }

  // Now that the text is there: what is missing, what has other marks only, and how close together the words stand.
  function weigh(query, result, seen) {
    const { page } = result;
    const missing = [];
    const alike = [];
    let [near, all] = [0, 0];
    query.places.forEach((place, at) => {
      const unit = page.roles.get(at);
      const known = isKnown(unit) && page.held.get(at) >= 0.9;
      const value = seen.held.get(at) || 0;
      if (value < 1 && !known) (value ? alike : missing).push(at);
      const weight = place.light || at === query.half ? 0.1 : 1;
      all += weight;
      // On a short page all words stand together.
      const here = Math.max(seen.title.get(at) || 0, seen.near.get(at) || 0, seen.length < SHORT ? value : 0);
      near += weight * Math.min(1, known ? 1 : here);
    });
    result.near = near / all;
    // A long page holds more words than it is about; a phrase is more than its words.
    const lengthy = Math.max(0.6, 0.75 + 0.25 * Math.log10(seen.length / 100));
    const run = query.places.length > 1 ? Math.min(1, seen.pairs / (query.places.length - 1)) : 0;
    const kinds = query.units.filter((unit) => /^loai:/.test(unit.fact || ""));
    const another = kinds.length && !kinds.some((unit) => page.facts.has(unit.fact));
    result.score *= (result.near * result.near * (1 + 0.7 * seen.titleShare) * (0.7 + 0.6 * run) * (another ? 0.45 : 1)) / lengthy;
    result.missing = wordsAt(query, missing);
    result.alike = wordsAt(query, alike);
    const broken = query.compounds.filter((places) => !places.every((at) => isKnown(page.roles.get(at))) && !standsTogether(query, result, places));
    if (broken.length) {
      result.tier = result.tier === 1 || result.tier === 2 ? 4 : result.tier;
      result.score *= 0.5;
    }
    const needed = (places) => places.some((at) => !query.places[at].light && at !== query.half);
    if (result.tier >= 1 && result.tier <= 2 && needed(missing)) result.tier = 4;
    else if (result.tier >= 1 && result.tier <= 2 && needed(alike)) result.tier = 3;
    // Every word is somewhere on a long page, but nowhere together.
    else if (result.tier === 1 && result.near < 0.8) {
      result.tier = 4;
      result.score *= 0.5;
    }
  }

  // Whether a page has these words side by side: `chuyển đổi số` is not `chuyển đổi … kế hoạch số`.
  function standsTogether(query, result, places) {
    const wanted = places.map((at) => query.places[at]).filter((place) => place.folded !== "va");
    const matches = (place, part) => part && (place.marked ? part.exact === place.exact : part.folded === place.folded);
    const texts = [result.title.split(/\s+/)].concat(result.blocks.map((block) => block.chunks));
    return texts.some((chunks) => {
      const row = chunks.flatMap((chunk) => readChunk(chunk).parts).filter((part) => part.folded !== "va");
      return row.some((_, at) => wanted.every((place, step) => matches(place, row[at + step])));
    });
  }

  // The chunks that hold these places, as they were typed.
  function wordsAt(query, places) {
    return places.map((at) => query.places[at].chunk).filter((chunk, at, all) => all.indexOf(chunk) === at);
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
  function mark(query, sentence, least) {
    const places = sentence.map((chunk) => hits(query, chunk).filter((hit) => hit[1] >= least && !query.places[hit[0]].light).map((hit) => hit[0]));
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

  // Finding ----------------------------------------------------------------------------------------------

  // Phrases in quotes stand side by side, in their marks.
  function holdsPhrases(query, result) {
    const phrases = new Map();
    query.places.forEach((place, at) => place.quoted && phrases.set(place.quoted, (phrases.get(place.quoted) || []).concat(at)));
    return Array.from(phrases.values()).every((places) => standsTogether(query, result, places));
  }

  // Newest first is asked for seldom, and days stand beside the texts: of the closest results so many are read for it.
  const READ_BY_DAY = 40;

  function readResults(index, query, ranked, from, order) {
    query.half = ranked.half;
    const pages = order === "day" ? ranked.found.slice(0, READ_BY_DAY) : ranked.found.slice(from, from + READ);
    return Promise.all(pages.map((page) => readPage(index, page))).then((results) => {
      const seen = new Set();
      const quoted = results.map((result) => quote(query, result)).filter((result) => holdsPhrases(query, result));
      const byMatch = (one, other) => one.tier - other.tier || other.score - one.score;
      const byDay = (one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : byMatch(one, other));
      quoted.sort(order === "day" ? byDay : byMatch);
      const once = quoted.filter((result) => !seen.has(result.url) && seen.add(result.url));
      return order === "day" ? once.slice(from, from + READ) : once;
    });
  }

  // Other marks, and part of the words, only where nothing better is among what was read.
  function trimmed(results) {
    const best = Math.min(9, ...results.map((result) => result.tier));
    return results.filter((result) => (result.near > 0 || result.alike.length || result.tier < 1) && (result.tier !== 3 || best > 2));
  }

  // `truy suất` is not in the archive, and `truy xuất` is: neighbours that nothing has side by side, spelt as people confuse them.
  function correct(index, query, ranked) {
    const known = dictionary(index);
    const empty = ranked.lists.filter((list) => list.unit.role === "pair" && !list.total && list.unit.places.every((place) => !query.places[place].light && !query.places[place].quoted));
    const lone = query.places.length === 1 && !ranked.found.length ? [{ unit: { places: [0] } }] : [];
    const tries = empty.concat(lone).slice(0, 2).flatMap((list) =>
      list.unit.places.flatMap((at) => {
        const place = query.places[at];
        const isKnown = (word) => (place.marked ? known.exact.has(exact(word)) : known.folded.has(fold(word)));
        return confused(place.exact).filter(isKnown).map((word) => ({ at, word, places: list.unit.places, text: replaced(query, at, word) }));
      }),
    );
    tries.forEach((attempt) => {
      const same = (unit) => unit.role === (attempt.places.length === 1 ? "word" : "pair") && unit.places.join() === attempt.places.join();
      attempt.keys = (readQuery(attempt.text, index.vocabulary).units.find(same) || { keys: [] }).keys;
    });
    const checked = within(index, tries.filter((attempt) => attempt.keys.length), MOST_TRIED).map((attempt) => {
      return Promise.all([readUnit(index, attempt)]).then((lists) => {
        const exactly = (list) => Array.from(list.slots.values()).filter((seen) => seen.exact || !query.places[attempt.at].marked).length;
        return { ...attempt, count: Math.max(0, ...lists.map(exactly)) };
      });
    });
    return Promise.all(checked).then((all) => all.filter((attempt) => attempt.count).sort((one, other) => other.count - one.count)[0]);
  }

  function replaced(query, at, word) {
    let place = -1;
    return query.text.split(/(\s+)/).map((chunk) => {
      const parts = /\S/.test(chunk) ? readChunk(chunk).parts.length : 0;
      place += parts;
      return parts === 1 && place === at ? word : chunk;
    }).join("");
  }

  function answer(index, query, ranked, results, from) {
    const found = trimmed(results);
    const first = found[0];
    const typed = query.text.trim();
    // A long page is found in several parts; where all are shown, how many pages they are is known.
    const total = ranked.found.length > from + READ ? ranked.found.length : from + found.length;
    const leftOut = first && !from ? first.missing : [];
    // What was read and holds less than the index said is no longer counted.
    const lost = results.filter((result) => result.page.tier < 3 && result.tier >= 3).length;
    const whole = Math.min(total, ranked.found.filter((page) => page.tier < 3).length - lost);
    return { query: typed, total, whole, certain: ranked.certain, kinds: ranked.kinds, results: found, leftOut, understood: query.understood, designation: query.designation && query.designation.text };
  }

  // Answers a query: how many pages, whether that is all, what was understood and left out, and the results from `from` on.
  function find(text, filter, from) {
    from = from || 0;
    return start().then((index) => {
      const query = readQuery(text, index.vocabulary);
      if (!query.places.length) return { query: text, total: 0, certain: true, kinds: {}, results: [], leftOut: [], understood: [] };
      return search(index, query, filter || {}).then((ranked) =>
        readResults(index, query, ranked, from, (filter || {}).order).then((results) => {
          const found = answer(index, query, ranked, results, from);
          const good = found.results[0] && found.results[0].tier < 3 && found.results[0].near > 0.99;
          if (good || from || (filter || {}).asTyped) return found;
          return correct(index, query, ranked).then((correction) => {
            if (!correction) return found;
            return find(correction.text, { ...filter, asTyped: true }, 0).then((other) => {
              const better = other.results[0] && other.results[0].tier < 3;
              return better ? { ...other, query: found.query, correction: { from: found.query, text: correction.text } } : found;
            });
          });
        }),
      );
    });
  }

  window.congboSearch = { fold, exact, start, find };
})();
