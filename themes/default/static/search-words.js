// Words as search compares them: the reader's side of src/prose/ (chunk.rs, hash.rs, key.rs), which explains them.
(function () {
  "use strict";

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

  // What the index is asked for: the folded form, and bits of the form with marks.
  function keyOf(folded, marked) {
    return { key: folded >>> 6, form: marked >>> 28 };
  }

  // As src/search/fact.rs: `nam:2020` is spelt as no word is.
  function factKey(fact) {
    const word = hash("=" + fact);
    return keyOf(word, word);
  }

  // As src/prose/chunk.rs, `name`: what a page is called, without words of grammar.
  function nameKey(tokens) {
    const words = tokens.filter((part) => !FOLDED_GRAMMAR.has(part.folded));
    const spelt = (form) => hash("=ten:" + words.map((part) => part[form]).join(" "));
    return keyOf(spelt("folded"), spelt("exact"));
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

  const FOLDED_GRAMMAR = new Set(Array.from(GRAMMAR, fold));

  window.congboWords = { fold, exact, hashPair, readChunk, keyOf, factKey, nameKey, GRAMMAR, FOLDED_GRAMMAR };
})();
