//! YAML to a tree of texts, each with its place; the only module that knows the YAML library.
//!
//! The library types plain scalars, so that `1.10` becomes 1.1 and `no` a truth value; and it tells a place only
//! in an error. So an entry is read once for its shape and most of its texts; once more, only if the first
//! reading met a typed scalar, asking for texts alone; and once for each place that a message must show,
//! with an error raised on purpose at the node in question.

mod depth;
pub mod split;
pub mod traps;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Visitor};

use crate::content::node::{Key, Node, Value};
use crate::diagnostic::Mark;

/// How deep lists and mappings may be nested in an entry.
const MAX_DEPTH: u32 = 12;

/// How many keys and values an entry may have.
const MAX_NODES: u32 = 20_000;

/// How long an entry may be, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// Why an entry could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no YAML: what the library says, and the byte offset in the file.
    Syntax {
        /// The library's words.
        problem: String,
        /// Where it noticed.
        at: usize,
    },
    /// It goes beyond the limits of depth and size.
    TooLarge,
    /// Its brackets are nested beyond all sense.
    TooDeep {
        /// The byte offset in the file of the first that is too many.
        at: usize,
    },
    /// It bears a tag such as `!name`.
    Tag,
}

/// Reads the YAML that stands in `text` at `range`: a file, an entry of a list, or front matter.
pub fn read(text: &str, range: Range<usize>) -> Result<Node<'_>, Fault> {
    let yaml = &text[range.clone()];
    if yaml.len() > MAX_BYTES {
        return Err(Fault::TooLarge);
    }
    if let Some(at) = depth::too_deep(yaml) {
        return Err(Fault::TooDeep { at: range.start + at });
    }
    let mut pass = Pass::over(&range);
    let root = NodeSeed { pass: &mut pass, depth: 0 }.deserialize(serde_yaml::Deserializer::from_str(yaml));
    let mut node = root.map_err(|error| pass.fault(&error, &range))?;
    if pass.typed_scalars {
        let restored = TextSeed(&mut node).deserialize(serde_yaml::Deserializer::from_str(yaml));
        restored.map_err(|error| pass.fault(&error, &range))?;
    }
    Ok(node)
}

/// The bytes of a node in its file's text.
///
/// Costs one more reading of the node's entry, so it is called for messages that are shown, never for all nodes.
pub fn locate(text: &str, mark: Mark) -> Range<usize> {
    let range = mark.entry_start as usize..mark.entry_start as usize + mark.entry_bytes as usize;
    let Some(yaml) = text.get(range.clone()) else {
        return 0..0;
    };
    let mut pass = Pass { target: Some(mark.ordinal), ..Pass::over(&range) };
    let root = NodeSeed { pass: &mut pass, depth: 0 }.deserialize(serde_yaml::Deserializer::from_str(yaml));
    let start = root.err().and_then(|error| error.location()).map_or(0, |location| location.index());
    let (start, end) = match pass.found {
        // A text that stands in the file as it is: its own bytes, quotes not counted.
        Some(found) if !found.is_empty() => {
            let start = found.as_ptr() as usize - yaml.as_ptr() as usize;
            (start, start + found.len())
        }
        _ => (start.min(yaml.len()), end_of_line(yaml, start.min(yaml.len()))),
    };
    range.start + start..range.start + end
}

/// The end of the text on the line that holds `start`.
fn end_of_line(yaml: &str, start: usize) -> usize {
    let line = yaml[start..].split('\n').next().unwrap_or("");
    start + line.trim_end().len()
}

/// One walk over an entry in reading order.
struct Pass<'t> {
    entry_start: u32,
    entry_bytes: u32,
    next_ordinal: u32,
    /// A plain scalar was met whose text the library had already turned into a number, a truth value or nothing.
    typed_scalars: bool,
    too_large: bool,
    tagged: bool,
    /// The node to stop at.
    target: Option<u32>,
    /// The target's text, where it stands in the source as it is.
    found: Option<&'t str>,
}

impl<'t> Pass<'t> {
    fn over(range: &Range<usize>) -> Self {
        Self {
            entry_start: offset(range.start),
            entry_bytes: offset(range.len()),
            next_ordinal: 0,
            typed_scalars: false,
            too_large: false,
            tagged: false,
            target: None,
            found: None,
        }
    }

    /// The next node's mark.
    fn mark<E: serde::de::Error>(&mut self, depth: u32) -> Result<Mark, E> {
        let ordinal = self.next_ordinal;
        self.next_ordinal += 1;
        // Aliases are refused beforehand; should one slip through, these limits keep it from multiplying.
        if ordinal >= MAX_NODES || depth > MAX_DEPTH {
            self.too_large = true;
            return Err(E::custom("too large"));
        }
        Ok(Mark { entry_start: self.entry_start, entry_bytes: self.entry_bytes, ordinal })
    }

    fn fault(&self, error: &serde_yaml::Error, range: &Range<usize>) -> Fault {
        if self.too_large {
            return Fault::TooLarge;
        }
        if self.tagged {
            return Fault::Tag;
        }
        let at = error.location().map_or(range.start, |location| range.start + location.index().min(range.len()));
        Fault::Syntax { problem: error.to_string(), at }
    }
}

/// A file's offsets fit: a text above the size limit is refused when it is loaded.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Reads a value of any shape.
struct NodeSeed<'p, 't> {
    pass: &'p mut Pass<'t>,
    depth: u32,
}

impl<'t> DeserializeSeed<'t> for NodeSeed<'_, 't> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mark = self.pass.mark(self.depth)?;
        if self.pass.target == Some(mark.ordinal) {
            return deserializer.deserialize_str(Stop(self.pass, PhantomData));
        }
        let value = deserializer.deserialize_any(self)?;
        Ok(Node { value, mark })
    }
}

impl<'t> Visitor<'t> for NodeSeed<'_, 't> {
    type Value = Value<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        self.typed()
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        self.typed()
    }

    /// A file without any value.
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed("")))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(NodeSeed { pass: self.pass, depth: self.depth + 1 })? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = entries.next_key_seed(KeySeed { pass: self.pass, depth: self.depth + 1 })? {
            let value = entries.next_value_seed(NodeSeed { pass: self.pass, depth: self.depth + 1 })?;
            pairs.push((key, value));
        }
        Ok(Value::Mapping(pairs))
    }

    fn visit_enum<A: EnumAccess<'t>>(self, _: A) -> Result<Self::Value, A::Error> {
        self.pass.tagged = true;
        Err(A::Error::custom("tag"))
    }
}

impl<'t> NodeSeed<'_, 't> {
    /// A scalar whose text the second reading will bring back.
    fn typed<E>(self) -> Result<Value<'t>, E> {
        self.pass.typed_scalars = true;
        Ok(Value::Text(Cow::Borrowed("")))
    }
}

/// Reads a mapping's key, always as text.
struct KeySeed<'p, 't> {
    pass: &'p mut Pass<'t>,
    depth: u32,
}

impl<'t> DeserializeSeed<'t> for KeySeed<'_, 't> {
    type Value = Key<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mark = self.pass.mark(self.depth)?;
        if self.pass.target == Some(mark.ordinal) {
            return deserializer.deserialize_str(Stop(self.pass, PhantomData));
        }
        let name = deserializer.deserialize_str(TextVisitor)?;
        Ok(Key { name, mark })
    }
}

/// Raises an error at the node that is to be located; the library adds the place.
struct Stop<'p, 't, V>(&'p mut Pass<'t>, PhantomData<V>);

impl<'t, V> Visitor<'t> for Stop<'_, 't, V> {
    type Value = V;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'t str) -> Result<V, E> {
        self.0.found = Some(text);
        Err(E::custom("here"))
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<V, E> {
        Err(E::custom("here"))
    }
}

/// Takes a scalar's text as it is.
struct TextVisitor;

impl<'t> Visitor<'t> for TextVisitor {
    type Value = Cow<'t, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The second reading: walks a known shape and puts every scalar's own text in its place.
struct TextSeed<'n, 't>(&'n mut Node<'t>);

impl<'t> DeserializeSeed<'t> for TextSeed<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        match &mut self.0.value {
            Value::Text(text) => *text = deserializer.deserialize_str(TextVisitor)?,
            Value::List(items) => deserializer.deserialize_seq(ItemTexts(items))?,
            Value::Mapping(pairs) => deserializer.deserialize_map(PairTexts(pairs))?,
        }
        Ok(())
    }
}

struct ItemTexts<'n, 't>(&'n mut [Node<'t>]);

impl<'t> Visitor<'t> for ItemTexts<'_, 't> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        for node in self.0 {
            items.next_element_seed(TextSeed(node))?;
        }
        Ok(())
    }
}

struct PairTexts<'n, 't>(&'n mut [(Key<'t>, Node<'t>)]);

impl<'t> Visitor<'t> for PairTexts<'_, 't> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        for (_, node) in self.0 {
            entries.next_key::<serde::de::IgnoredAny>()?;
            entries.next_value_seed(TextSeed(node))?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Every key and value in reading order: its text (or `[`, `{`) and the bytes that `locate` finds for it.
    fn walk<'t>(node: &'t Node, seen: &mut Vec<(&'t str, Mark)>) {
        match &node.value {
            Value::Text(text) => seen.push((text, node.mark)),
            Value::List(items) => {
                seen.push(("[", node.mark));
                items.iter().for_each(|item| walk(item, seen));
            }
            Value::Mapping(pairs) => {
                seen.push(("{", node.mark));
                for (key, value) in pairs {
                    seen.push((&key.name, key.mark));
                    walk(value, seen);
                }
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let start = text.find("id").unwrap_or(0);
        let node = read(text, start..text.len()).unwrap();
        let mut seen = Vec::new();
        walk(&node, &mut seen);
        let found: Vec<_> = seen.into_iter().map(|(name, mark)| (name, &text[locate(text, mark)])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn scalars_stay_what_their_author_wrote() {
        let text = "id: 1.10\na: 01\nb: no\nc: ~\nd: 2022-06-01\ne: 0x1F\nf: .inf\ng: Không\nh: 1e3\ni: null\n\
            j: +5\nno: yes\n2022: 1_000";
        let node = read(text, 0..text.len()).unwrap();
        let mut seen = Vec::new();
        walk(&node, &mut seen);
        let texts: Vec<&str> = seen[1..].iter().map(|(text, _)| *text).collect();
        let written: Vec<&str> = text.lines().flat_map(|line| line.split(": ")).collect();
        assert_eq!(texts, written);
    }

    #[test]
    fn every_node_is_found_again() {
        check(
            "# Thọ Ngọc\nid: cây sen\ntên: \"Mô hình\"\nrỗng:\nsố: 6\n\
            list:\n  - 'a b'\n  - x: |\n      dài\n  - [1, 2]\n",
            &[
                ("{", "id: cây sen"),
                ("id", "id"),
                ("cây sen", "cây sen"),
                ("tên", "tên"),
                ("Mô hình", "Mô hình"),
                ("rỗng", "rỗng"),
                ("", ""),
                ("số", "số"),
                ("6", "6"),
                ("list", "list"),
                ("[", "- 'a b'"),
                ("a b", "a b"),
                ("{", "x: |"),
                ("x", "x"),
                ("dài\n", "|"),
                ("[", "[1, 2]"),
                ("1", "1"),
                ("2", "2"),
            ],
        );
        check(
            "id: \"Xin \\\"chào\\\"\"",
            &[("{", "id: \"Xin \\\"chào\\\"\""), ("id", "id"), ("Xin \"chào\"", "\"Xin \\\"chào\\\"\"")],
        );
    }

    #[test]
    fn what_is_no_entry_says_where() {
        let text = "a: Thọ\nb: c: d";
        let Err(Fault::Syntax { at, .. }) = read(text, 0..text.len()) else { panic!("read") };
        assert_eq!(&text[at..], ": d");
        let deep = "[".repeat(100);
        assert_eq!(read(&deep, 0..deep.len()), Err(Fault::TooLarge));
        let tagged = "a: !b c";
        assert_eq!(read(tagged, 0..tagged.len()), Err(Fault::Tag));
        assert_eq!(read("", 0..0).unwrap().text(), Some(""));
    }

    #[test]
    fn aliases_cannot_multiply() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let before = level - 1;
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{before}"); 10].join(", ")));
        }
        assert_eq!(read(&bomb, 0..bomb.len()), Err(Fault::TooLarge));
    }
}
