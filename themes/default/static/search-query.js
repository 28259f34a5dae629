// What a query asks for: its words, and what is understood of them (numbers, days, kinds, bodies, names, synonyms).
//
// A query is a row of *places*, one for each word that a page should hold. A *unit* is something that the index can be asked,
// and says which places a page holds that has it: `quyết định` is a pair of syllables, and a fact that documents have.
// What people call things is in the shard `hieu.js` (src/search/vocabulary.rs).
(function () {
  "use strict";

  const { fold, exact, hashPair, readChunk, keyOf, factKey, nameKey, GRAMMAR, FOLDED_GRAMMAR } = window.congboWords;

  // Words of a question that no page need hold; without marks only those that can hardly be another word.
  const ASKING = new Set("ở nào gì đâu sao ai mấy nhiêu bao thì mà xem tìm hỏi ngày".split(" ").concat(Array.from(GRAMMAR)));
  const ASKING_FOLDED = new Set("o nao gi cua va ve tai cho cac la trong the of in for and nhung cua".split(" "));
  const SPLIT = /^(iso|tcvn|qcvn|\p{Alphabetic}{2,4})(\d{1,4})$/u;
  const YEAR = "(?:19|20)\\d\\d";

  // Vocabulary -------------------------------------------------------------------------------------------

  // Phrases by their first word. A phrase stands for a fact, or for others that mean the same.
  function readVocabulary(text) {
    const lines = text.split("\n").filter(Boolean).map((line) => line.split("\t"));
    const vocabulary = { spellings: new Map(), long: new Map(), phrases: new Map(), abbreviations: new Set() };
    lines.filter((line) => line[0] === "!").forEach((line) => addSpellings(vocabulary, line.slice(1)));
    lines.forEach((line) => {
      const same = line.slice(1).map((phrase) => ({ text: phrase, words: shortened(vocabulary, wordsOf(phrase)) }));
      const fact = line[0] === "!" ? "" : line[0];
      const spelling = line[0] === "!";
      same.forEach((phrase, index) => {
        if (!phrase.words.length) return;
        const first = phrase.words[0].folded;
        // Of many spellings the first two are the ones that texts have.
        const others = fact ? [] : same.filter((other, at) => at !== index && (!spelling || at < 2));
        const meaning = { fact, spelling, phrase, others };
        vocabulary.phrases.set(first, (vocabulary.phrases.get(first) || []).concat(meaning));
        if (fact && phrase.words.length === 1) vocabulary.abbreviations.add(first);
      });
    });
    return vocabulary;
  }

  function addSpellings(vocabulary, phrases) {
    const short = wordsOf(phrases[0])[0];
    vocabulary.long.set(short.folded, wordsOf(phrases[1]));
    phrases.slice(1).forEach((phrase) => {
      const words = wordsOf(phrase);
      const first = words[0].folded;
      if (words.length > 1) vocabulary.spellings.set(first, (vocabulary.spellings.get(first) || []).concat({ words, short }));
    });
  }

  // The words of a phrase without those of grammar, each with the places that it has.
  function wordsOf(text) {
    const words = [];
    text.split(/\s+/).filter(Boolean).forEach((chunk) => readChunk(chunk).parts.forEach((part) => words.push(part)));
    return words.filter((part) => part.folded !== "va").map((part) => ({ ...part, from: 0, to: 0 }));
  }

  // `ủy ban nhân dân` is `ubnd` wherever it stands, so that names need not be known in both spellings.
  function shortened(vocabulary, words) {
    const out = [];
    for (let at = 0; at < words.length; ) {
      const found = (vocabulary.spellings.get(words[at].folded) || [])
        .filter((spelling) => spelling.words.every((word, index) => agrees(words[at + index], word)))
        .sort((one, other) => other.words.length - one.words.length)[0];
      const length = found ? found.words.length : 1;
      const last = words[at + length - 1];
      out.push(found ? { ...found.short, marked: false, from: words[at].from, to: last.to } : words[at]);
      at += length;
    }
    return out;
  }

  // A word typed with marks means just that word.
  function agrees(typed, word) {
    if (!typed || typed.folded !== word.folded) return false;
    return typed.exact === typed.folded || typed.exact === word.exact;
  }

  // Query ------------------------------------------------------------------------------------------------

  function readQuery(text, vocabulary) {
    const query = { places: [], units: [], compounds: [], understood: [], designation: null, text: text };
    const chunks = chunksOf(text, vocabulary);
    chunks.forEach((chunk) => addWords(query, chunk));
    if (!query.places.length) return query;
    addPairs(query, chunks);
    addNumbers(query, chunks);
    addDays(query, chunks);
    addMeanings(query, vocabulary);
    const all = query.places.map((_, index) => index);
    if (all.length <= 6) namesOf(query, vocabulary).forEach((words) => addUnit(query, all, nameKey(words), "name"));
    // `Số` before a number is grammar; that of `chuyển đổi số` is not.
    const counts = (at) => /^(số|so)$/.test(query.places[at].exact) && at > 0 && !/^\d/.test((query.places[at + 1] || { folded: "" }).folded);
    // Without any marks `do` may be `đo`, and only words that can hardly be another are of grammar.
    const marked = query.places.some((place) => place.marked);
    const light = (place, at) => !place.quoted && !counts(at) && ((marked && ASKING.has(place.exact)) || (!place.marked && ASKING_FOLDED.has(place.folded)));
    query.places.forEach((place, at) => (place.light = light(place, at)));
    if (query.places.every((place) => place.light)) query.places.forEach((place) => (place.light = false));
    query.marked = query.places.some((place) => place.marked);
    query.open = !/[\s"”.]$/.test(text);
    return query;
  }

  // A page is called by its name in any spelling: as it was typed, `UBND tỉnh`, `ủy ban nhân dân tỉnh`.
  function namesOf(query, vocabulary) {
    const short = shortened(vocabulary, query.places);
    const spelt = (word) => (vocabulary.long.get(word.folded) || [word]);
    return [query.places, short, short.flatMap(spelt)].filter((words, at, all) => words.some((word) => !FOLDED_GRAMMAR.has(word.folded)) && (!at || words.length !== all[at - 1].length));
  }

  // What stands between two spaces, in quotes or not; `qd1221` is two.
  function chunksOf(text, vocabulary) {
    const chunks = [];
    let quoted = 0;
    text.normalize("NFC").split(/(["“”„])/).forEach((piece) => {
      if (/^["“”„]$/.test(piece)) return void (quoted += 1);
      piece.split(/\s+/).filter(Boolean).forEach((chunk) => {
        const glued = SPLIT.exec(fold(chunk));
        const known = glued && (/^(iso|tcvn|qcvn)$/.test(glued[1]) || vocabulary.abbreviations.has(glued[1]));
        const parts = known ? [chunk.slice(0, chunk.length - glued[2].length), glued[2]] : [chunk];
        // One word in quotes is meant to the letter.
        const alone = quoted % 2 === 1 && !/\S\s+\S/.test(piece);
        parts.forEach((part) => chunks.push({ text: part, phrase: quoted % 2 ? quoted : 0, alone }));
      });
    });
    return chunks;
  }

  function addWords(query, chunk) {
    chunk.read = readChunk(chunk.text);
    chunk.folded = fold(chunk.text).replace(/^[^\p{Alphabetic}\p{N}]+|[,.;:!?)\]]+$/gu, "");
    chunk.from = query.places.length;
    chunk.read.parts.forEach((part) => {
      const at = query.places.length;
      const marked = part.exact !== part.folded || chunk.alone;
      query.places.push({ ...part, marked, quoted: chunk.phrase, chunk: chunk.text, from: at, to: at + 1 });
    });
    chunk.to = query.places.length;
  }

  function range(from, to) {
    return Array.from({ length: to - from }, (_, index) => from + index);
  }

  function addUnit(query, places, keys, role, extra) {
    const unit = { places, keys: [].concat(keys), role, ...extra };
    const name = (one) => one.role + one.places + one.keys.map((key) => key.key + "." + key.form);
    if (unit.keys.length && !query.units.some((other) => name(other) === name(unit))) query.units.push(unit);
  }

  function addPairs(query, chunks) {
    let before = null;
    chunks.forEach((chunk) => {
      const { parts, joined, word, opens, closes } = chunk.read;
      parts.forEach((part, index) => addUnit(query, [chunk.from + index], keyOf(part.foldedHash, part.exactHash), "word"));
      const here = range(chunk.from, chunk.to);
      if (joined) addUnit(query, here, keyOf(joined.foldedHash, joined.exactHash), "joined");
      if (word && before && !opens) {
        const folded = hashPair(before.word.foldedHash, word.foldedHash);
        addUnit(query, before.places.concat(here), keyOf(folded, hashPair(before.word.exactHash, word.exactHash)), "pair");
      }
      before = word && !closes ? { word, places: here } : null;
    });
  }

  // Numbers of documents: `1221/QĐ-UBND`, `01/2021`, `27-KH/TU`, and any number by itself.
  function addNumbers(query, chunks) {
    const state = new RegExp("^(\\d+[a-z]?)(?:/(" + YEAR + "))?/([a-z][a-z&.-]*)?$");
    const standard = new RegExp("^(\\d+[a-z]?):(" + YEAR + ")$");
    const party = /^(\d+)-([a-z]+)[/-]([a-z][a-z-]*)$/;
    chunks.forEach((chunk) => {
      const found = state.exec(chunk.folded) || party.exec(chunk.folded) || standard.exec(chunk.folded);
      const thousands = /^\d{1,3}(?:\.\d{3})+$/.test(chunk.folded);
      if (thousands) addUnit(query, range(chunk.from, chunk.to), factKey("so:" + chunk.folded.replace(/\./g, "")), "number");
      const number = (found ? found[1] : (/^\d+[a-z]?$/.exec(chunk.folded) || [])[0] || "").replace(/^0+(?=\d)/, "");
      if (!number) return;
      const year = found && new RegExp("^" + YEAR + "$").test(found[2] || "") ? found[2] : "";
      const places = range(chunk.from, year ? chunk.from + 2 : chunk.from + 1);
      addUnit(query, places, factKey("so:" + number + (year && "/" + year)), "number", { strong: !!found });
      if (found && found[3]) query.designation = { places: range(chunk.from, chunk.to), text: chunk.text };
      // The year of a standard, unlike that of a circular, is left out as often as not.
      if (found && standard.test(chunk.folded)) addUnit(query, [chunk.from], factKey("so:" + number), "number", { strong: true });
      const last = chunk === chunks[chunks.length - 1];
      if (last && !found && number.length > 1) addUnit(query, places, factKey("dau:" + number), "beginning");
    });
  }

  // Days, months, years: `16/3/2022`, `ngày 16 tháng 3 năm 2022`, `tháng 12/2021`, `năm 2020`.
  function addDays(query, chunks) {
    const two = (number) => String(+number).padStart(2, "0");
    const add = (from, to, fact, label) => {
      const before = from > 0 && /^(ngay|thang|nam)$/.test(query.places[from - 1].folded) ? from - 1 : from;
      addUnit(query, range(before, to), factKey(fact), "fact", { day: true });
      query.understood.push({ kind: "day", text: label, places: range(before, to) });
    };
    const day = (from, to, d, m, y) => +d >= 1 && +d <= 31 && +m >= 1 && +m <= 12 && add(from, to, "ngay:" + y + "-" + two(m) + "-" + two(d), +d + "/" + +m + "/" + y);
    const month = (from, to, m, y) => +m >= 1 && +m <= 12 && add(from, to, "thang:" + y + "-" + two(m), two(m) + "/" + y);
    chunks.forEach((chunk) => {
      const whole = new RegExp("^(\\d{1,2})[/.-](\\d{1,2})[/.-](" + YEAR + ")$").exec(chunk.folded);
      const part = new RegExp("^(\\d{1,2})[/.-](" + YEAR + ")$").exec(chunk.folded);
      if (whole) day(chunk.from, chunk.to, whole[1], whole[2], whole[3]);
      else if (part) {
        month(chunk.from, chunk.to, part[1], part[2]);
        addUnit(query, range(chunk.from, chunk.to), factKey("so:" + +part[1] + "/" + part[2]), "number", { strong: false });
      } else if (new RegExp("^" + YEAR + "$").test(chunk.folded)) add(chunk.from, chunk.to, "nam:" + chunk.folded, chunk.folded);
    });
    const row = query.places.map((place) => place.folded).join(" ");
    const spelt = new RegExp("(?:ngay (\\d{1,2}) )?thang (\\d{1,2}) (?:nam )?(" + YEAR + ")(?= |$)", "g");
    for (let found; (found = spelt.exec(row)); ) {
      const from = row.slice(0, found.index).split(" ").length - 1;
      const to = from + found[0].split(" ").length;
      if (found[1]) day(from, to, found[1], found[2], found[3]);
      else month(from, to, found[2], found[3]);
    }
  }

  // Kinds, bodies, the force of documents, and other words for the same.
  function addMeanings(query, vocabulary) {
    const words = shortened(vocabulary, query.places.filter((place) => place.folded !== "va"));
    words.forEach((word, at) => {
      const known = (vocabulary.phrases.get(word.folded) || []).filter((meaning) =>
        meaning.phrase.words.every((other, index) => agrees(words[at + index], other)),
      );
      const longest = Math.max(0, ...known.map((meaning) => meaning.phrase.words.length));
      known.forEach((meaning) => {
        const length = meaning.phrase.words.length;
        // `tỉnh ủy` within `ban chấp hành tỉnh ủy` is another thing; the same kind in fewer words is not.
        if (length < longest && !meaning.spelling) return;
        const places = range(word.from, words[at + length - 1].to);
        if (places.some((place) => query.places[place].quoted)) return;
        if (isVowelled(meaning, query, places)) return;
        addMeaning(query, vocabulary, meaning, leading(query, places, meaning.fact));
      });
    });
  }

  // `da` and `ct` are abbreviations in capitals alone.
  function isVowelled(meaning, query, places) {
    if (!/^loai:/.test(meaning.fact) || places.length > 1 || meaning.phrase.words.length > 1) return false;
    const typed = query.places[places[0]];
    return typed.folded.length < 3 && /[aeiouy]/.test(typed.folded) && typed.chunk === typed.chunk.toLowerCase();
  }

  // `Chủ tịch` before a body is part of it: the chairman's decisions are in one series with the committee's.
  function leading(query, places, fact) {
    const before = query.places.slice(Math.max(0, places[0] - 2), places[0]).map((place) => place.folded).join(" ");
    return /^cq:/.test(fact) && before === "chu tich" ? range(places[0] - 2, places[0]).concat(places) : places;
  }

  function addMeaning(query, vocabulary, meaning, places) {
    if (meaning.fact) {
      addUnit(query, places, factKey(meaning.fact), "fact", { fact: meaning.fact });
      query.understood.push({ kind: meaning.fact.split(":")[0], text: meaning.phrase.text, places });
      return;
    }
    if (places.length > 1) query.compounds.push(places);
    meaning.others.forEach((other) => {
      const facts = (vocabulary.phrases.get(other.words[0].folded) || []).filter((same) => same.fact && same.phrase.words.length === other.words.length && same.phrase.words.every((word, index) => word.folded === other.words[index].folded));
      facts.forEach((same) => addUnit(query, places, factKey(same.fact), "fact", { fact: same.fact }));
      addUnit(query, places, phraseKeys(other.text), meaning.spelling ? "spelling" : "same", { phrase: other.text });
    });
  }

  // The keys that a page has that holds a phrase: its pairs, and what no pair holds.
  function phraseKeys(text) {
    const keys = [];
    let before = null;
    let paired = false;
    let single = false;
    const alone = () => before && !paired && (single = true) && keys.push(keyOf(before.foldedHash, before.exactHash));
    text.split(/\s+/).forEach((chunk) => {
      const { word, parts } = readChunk(chunk);
      if (!word) {
        alone();
        if (parts.length && !GRAMMAR.has(parts[0].exact)) parts.forEach((part) => keys.push(keyOf(part.foldedHash, part.exactHash)));
        before = null;
      } else {
        if (before) keys.push(keyOf(hashPair(before.foldedHash, word.foldedHash), hashPair(before.exactHash, word.exactHash)));
        paired = !!before;
        before = word;
      }
    });
    alone();
    // Of `số hóa` the index keeps `hóa` alone, which says something else.
    return keys.length === 1 && single && /\s/.test(text) ? [] : keys;
  }

  // Spelling ---------------------------------------------------------------------------------------------

  const ONSETS = [["s", "x"], ["ch", "tr"], ["d", "gi"], ["d", "r"], ["gi", "r"], ["l", "n"], ["ng", "ngh"], ["g", "gh"], ["k", "c"], ["v", "d"]];
  const CODAS = [["n", "ng"], ["c", "t"], ["n", "nh"], ["i", "y"], ["ch", "t"]];
  const TONES = [["\u0309", "\u0303"], ["\u0301", "\u0300"], ["\u0323", "\u0309"], ["\u0323", "\u0303"]];

  // Other spellings of a syllable that people confuse with it, in its own marks.
  function confused(syllable) {
    const plain = syllable.normalize("NFD");
    const found = new Set();
    const swap = (pairs, replace) => pairs.forEach((pair) => [pair, [pair[1], pair[0]]].forEach(([from, to]) => replace(from, to)));
    swap(ONSETS, (from, to) => plain.startsWith(from) && found.add(to + plain.slice(from.length)));
    swap(CODAS, (from, to) => plain.endsWith(from) && found.add(plain.slice(0, -from.length) + to));
    swap(TONES, (from, to) => plain.includes(from) && found.add(plain.replace(from, to)));
    found.delete(plain);
    return Array.from(found, (text) => text.normalize("NFC"));
  }

  window.congboQuery = { readVocabulary, readQuery, confused, FOLDED_GRAMMAR, exact };
})();
