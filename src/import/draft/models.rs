//! Model entries from sentences such as `Mô hình trồng cây sen tại xã Thọ Ngọc (6ha)`.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::doubt::{Doubts, Spot};
use super::free_id::FreeIds;
use super::known::{Known, Match};
use super::register::Passage;
use crate::content::{ModelId, PlaceId};
use crate::diagnostic::messages::import as messages;
use crate::import::yaml::{Fields, Value};
use trichdan::calendar::Date;
use trichdan::text::fold::compare_key;
use trichdan::text::number;
use trichdan::text::slug::slug_within;

/// A model that a report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id: that of an earlier period where it is the same model.
    pub id: ModelId,
    /// Its name as written.
    pub name: String,
    /// Where it stands.
    pub places: Vec<PlaceId>,
    /// Its area.
    pub hectares: Option<Decimal>,
    /// Its size in brackets, where that is not only an area.
    pub scale: Option<String>,
    pub households: Option<Decimal>,
    /// Whether the text says that it goes on: `đang triển khai`.
    pub is_ongoing: bool,
    /// `ngân sách huyện và …`, from the item above.
    pub funding_source: Option<String>,
    /// The list that names it ends with `...`.
    pub list_is_open: bool,
    /// The block that names it.
    pub block: usize,
}

/// Every model that the passages name together with a place or a size.
pub fn named(passages: &[Passage], known: &Known, day: Option<Date>, doubts: &mut Doubts) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut seen: HashSet<(String, Vec<PlaceId>)> = HashSet::new();
    let mut ids = FreeIds::default();
    let mut funding = None;
    for passage in passages {
        let surroundings = Surroundings::of(passage, funding);
        for phrase in phrases(passage.text) {
            let Some(mut model) = read(&surroundings, phrase, known, day, doubts) else {
                continue;
            };
            if seen.insert((compare_key(&model.name), model.places.clone())) {
                model.id = ModelId(ids.take(model.id.as_str()).into());
                found.push(model);
            }
        }
        if passage.text.trim_end().ends_with(':') {
            funding = funding_source(passage.text);
        }
    }
    found
}

/// What a passage says of all models that it names.
struct Surroundings<'a> {
    block: usize,
    is_ongoing: bool,
    list_is_open: bool,
    /// From the item that the passage stands in.
    funding_source: Option<&'a str>,
}

impl<'a> Surroundings<'a> {
    fn of(passage: &Passage, funding_source: Option<&'a str>) -> Self {
        Self {
            block: passage.block,
            is_ongoing: passage.text.contains("đang triển khai") || passage.text.contains("đang thực hiện"),
            list_is_open: list_is_open(passage.text),
            funding_source,
        }
    }
}

/// The stretches of a text that begin with `Mô hình`, each up to the next one.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let named = text.match_indices("ô hình").filter(|(at, _)| text[..*at].ends_with(['M', 'm']));
    let starts: Vec<usize> = named.map(|(at, _)| at - 1).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &text[start..end])
}

fn read(
    around: &Surroundings<'_>,
    phrase: &str,
    known: &Known,
    day: Option<Date>,
    doubts: &mut Doubts,
) -> Option<Named> {
    let clause_end = phrase.find(['.', ';', ':']).unwrap_or(phrase.len());
    let bracket = phrase.find('(').filter(|at| *at < clause_end);
    let size = bracket.and_then(|at| Some(&phrase[at + 1..at + phrase[at..].find(')')?]));
    let head = &phrase[..bracket.unwrap_or(clause_end)];
    let at = [" tại ", " ở "].iter().filter_map(|word| head.find(word).map(|at| (at, word.len()))).min();
    let (name, place_words) = match at {
        Some((at, length)) => (&head[..at], &head[at + length..]),
        None => (head, ""),
    };
    let name = name.trim().trim_end_matches(',');
    let place_names = place_names(place_words);
    // `các mô hình sản xuất mới` names none; a place or a size makes a name of it.
    let has_size = size.is_some_and(|size| number::measures(size).next().is_some());
    if (place_names.is_empty() && !has_size) || name.split_whitespace().count() < 3 {
        return None;
    }
    let places = places(around.block, &place_names, name, known, day, doubts);
    let mut model = Named {
        id: known.model(name, &places).map_or_else(|| ModelId(id(name).into()), |model| model.id.value.clone()),
        name: name.to_owned(),
        places,
        hectares: None,
        scale: None,
        households: None,
        is_ongoing: around.is_ongoing,
        funding_source: around.funding_source.map(str::to_owned),
        list_is_open: around.list_is_open,
        block: around.block,
    };
    model.take_size(size.unwrap_or_default());
    if model.hectares.is_none() && model.scale.is_none() {
        let name = name.to_owned();
        doubts.add(Spot::Words(around.block, name.clone()), move |at| messages::model_without_size(at, &name));
    }
    Some(model)
}

impl Named {
    /// `6ha`, `6 ha, 12 hộ`, `500 con`.
    fn take_size(&mut self, size: &str) {
        for measure in number::measures(size) {
            match compare_key(measure.unit).as_str() {
                "ha" => self.hectares = Some(measure.amount),
                "hộ" => self.households = Some(measure.amount),
                _ => self.scale = Some(size.trim().to_owned()),
            }
        }
    }
}

/// `xã Thọ Sơn`, `các xã Thọ Sơn, Thọ Ngọc và thị trấn Nưa`: kind and name of each.
fn place_names(words: &str) -> Vec<(&'static str, String)> {
    const KINDS: [&str; 3] = ["xã", "thị trấn", "phường"];
    let mut found = Vec::new();
    let mut kind = None;
    for part in words.split(',').flat_map(|part| part.split(" và ")) {
        let part = part.trim().trim_start_matches("các ").trim_start_matches("02 ").trim_start_matches("địa bàn ");
        let named = KINDS.iter().find_map(|kind| Some((*kind, part.strip_prefix(kind)?.strip_prefix(' ')?)));
        let rest = match named {
            Some((own, rest)) => {
                kind = Some(own);
                rest
            }
            None => part,
        };
        let name: Vec<&str> = rest.split_whitespace().take_while(|word| word.starts_with(char::is_uppercase)).collect();
        if let (Some(kind), false) = (kind, name.is_empty()) {
            found.push((kind, name.join(" ")));
        }
    }
    found
}

fn places(
    block: usize,
    names: &[(&'static str, String)],
    model: &str,
    known: &Known,
    day: Option<Date>,
    doubts: &mut Doubts,
) -> Vec<PlaceId> {
    let mut found = Vec::new();
    for (kind, name) in names {
        match known.place(kind, name, day) {
            Match::One(place) => found.push(place),
            Match::Nothing | Match::Several(_) => {
                let (place, model) = (format!("{kind} {name}"), model.to_owned());
                doubts.add(Spot::Words(block, place.clone()), move |at| messages::place_unknown(at, &place, &model));
            }
        }
    }
    found
}

/// An id that says what the model is: `trong-cay-gai-xanh`, without what it is made with or sold by.
fn id(name: &str) -> String {
    const LONGEST: usize = 48;
    let name = name.trim_start_matches(['M', 'm']).trim_start_matches("ô hình").trim();
    let core =
        [" có ", " theo ", " gắn với "].iter().filter_map(|word| name.find(word)).min().map_or(name, |at| &name[..at]);
    slug_within(&core.replace(" ứng dụng ", " "), LONGEST)
}

/// `từ nguồn kinh phí ngân sách huyện và … khác triển khai trên địa bàn`: what stands after `kinh phí`.
fn funding_source(above: &str) -> Option<&str> {
    let rest = &above[above.find("từ nguồn kinh phí ")? + "từ nguồn kinh phí ".len()..];
    let end = [" triển khai", ";", ".", ":"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    Some(rest[..end].trim())
}

fn list_is_open(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with("...") || text.ends_with('…') || text.ends_with("v.v.") || text.ends_with("v.v")
}

/// Words after which the product's name ends.
const PRODUCT_ENDS: [&str; 12] = [
    " có ",
    " ứng dụng ",
    " theo ",
    " bằng ",
    " kết hợp ",
    " trong ",
    " trên ",
    " gắn ",
    " sử dụng ",
    " an toàn",
    " hữu cơ",
    " tại ",
];

pub fn entry(model: &Named) -> Fields {
    let name = &model.name;
    let after = |word: &str| name.find(word).map(|at| &name[at + word.len()..]);
    let until = |words: &str| {
        let end = PRODUCT_ENDS.iter().filter_map(|mark| words.find(mark)).min().unwrap_or(words.len());
        words[..end].trim().trim_end_matches(',').to_owned()
    };
    let grown = after("trồng ");
    let field = if grown.is_some() { "Trồng trọt" } else { "" };
    let technology = after("ứng dụng ").map(until).unwrap_or_default();
    let offtake = if name.contains("có bao tiêu sản phẩm") { "có bao tiêu sản phẩm" } else { "" };
    let places = model.places.iter().map(|place| Value::Text(place.to_string()));
    Fields::new()
        .text("id", model.id.as_str())
        .text("name", name)
        .text("technology", &technology)
        .text("product", &grown.or(after("nuôi ")).map(until).unwrap_or_default())
        .text("field", field)
        .list("places", places.collect())
        .text("hectares", &model.hectares.map(number::write).unwrap_or_default())
        .text("scale", model.scale.as_deref().unwrap_or_default())
        .text("households", &model.households.map(number::write).unwrap_or_default())
        .text("funding_source", model.funding_source.as_deref().unwrap_or_default())
        .text("offtake", offtake)
        .text("status", if model.is_ongoing { "dang-trien-khai" } else { "" })
}
