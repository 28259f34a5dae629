//! A page as words at their places and lines that are drawn, in points from its upper left corner.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RectExt, RenderContent, SoftMask, TransformExt, interpret_page,
};
use unicode_normalization::UnicodeNormalization;

use crate::import::manuscript::{Height, Inline, Look, Run, push_run};
use crate::import::original::Refusal;
use crate::import::symbol::symbol;
use crate::media::FEWEST_WORDS;

/// Pages that are read; a longer file is no report.
const MOST_PAGES: usize = 1_000;
/// Letters of all pages together.
const MOST_LETTERS: usize = 8_000_000;
/// Lines drawn on one page.
const MOST_RULES: usize = 100_000;
/// Where more of a page is a picture than this, the page is one.
const SCAN_SHARE: f64 = 0.5;

/// A gap between letters that divides words, as a share of their size: a space is a quarter, and letters that are set apart in
/// a heading a tenth.
const WORD_GAP: f64 = 0.17;
/// Letters may overlap a little; farther back is another place.
const OVERLAP: f64 = -0.35;
/// How far a raised letter stands above the line, as a share of the letters' size.
const RAISED: f64 = 0.15;
/// Thicker than this, in points, a filled shape is an area and no line.
const THICKEST_RULE: f64 = 3.0;
/// Shorter, it is part of a sign.
const SHORTEST_RULE: f64 = 4.0;

/// All pages of a file.
pub struct Sheets(pub Vec<Sheet>);

/// What is seen on a page.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its words, in the order of the file.
    pub words: Vec<Word>,
    /// Lines that are drawn.
    pub rules: Vec<Rule>,
    /// How many pictures it shows.
    pub pictures: usize,
    /// Its height.
    pub height: f64,
    /// How much of it the largest picture covers, from 0 to 1.
    picture_share: f64,
    /// Its words are invisible: a program recognised them in the picture above them.
    pub is_recognised: bool,
    /// Signs of which nothing tells which letter they are.
    unread: usize,
}

/// A word and its place.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its letters, by look.
    pub runs: Vec<Run>,
    /// Where it begins.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// The line that it stands on.
    pub base: f64,
    /// The height of its typeface.
    pub size: f64,
}

impl Word {
    /// Its letters.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// A point inside it.
    pub fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, self.base - self.size * 0.3)
    }
}

/// A line that is drawn across or down a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Whether it goes down.
    pub is_upright: bool,
    /// Its place across its own direction.
    pub at: f64,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Sheets {
    /// Whether all that is seen are pictures of pages.
    pub fn is_scan(&self) -> bool {
        let is_picture = |sheet: &Sheet| sheet.words.len() < FEWEST_WORDS && sheet.picture_share > SCAN_SHARE;
        !self.0.is_empty() && self.0.iter().all(is_picture)
    }

    /// Whether more signs than not could be any letter, or there are none at all.
    pub fn is_unreadable(&self) -> bool {
        let letters: usize = self.0.iter().flat_map(|sheet| &sheet.words).map(|word| word.text().chars().count()).sum();
        letters == 0 || self.unread() * 2 > letters
    }

    /// Signs of which nothing tells which letter they are.
    pub fn unread(&self) -> usize {
        self.0.iter().map(|sheet| sheet.unread).sum()
    }

    /// All words in the order of the file.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        let mut before: Option<&Word> = None;
        for word in self.0.iter().flat_map(|sheet| &sheet.words) {
            let is_one =
                before.is_some_and(|before| word.base > before.base + before.size * 0.5 && is_cut(&text, &word.text()));
            text.push_str(if is_one { "" } else { " " });
            text.push_str(&word.text());
            before = Some(word);
        }
        text
    }

    /// The size of most letters.
    pub fn usual_size(&self) -> f64 {
        let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
        for word in self.0.iter().flat_map(|sheet| &sheet.words) {
            *sizes.entry((word.size * 4.0).round() as u64).or_default() += word.runs.len().max(1);
        }
        let usual = sizes.into_iter().max_by_key(|(_, count)| *count);
        usual.map_or(12.0, |(quarter_points, _)| quarter_points as f64 / 4.0)
    }
}

/// Reads what is seen on each page.
///
/// # Errors
///
/// The file is locked, damaged or too long.
pub fn sheets(bytes: &[u8]) -> Result<Sheets, Refusal> {
    let file = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Locked,
        LoadPdfError::Invalid => Refusal::Damaged("PDF".to_owned()),
    })?;
    let pages = file.pages();
    if pages.len() > MOST_PAGES {
        return Err(Refusal::TooLarge("pages"));
    }
    let cache = InterpreterCache::new();
    let mut letters = 0;
    let mut sheets = Vec::new();
    for page in pages.iter() {
        let sheet = sheet(page, &cache, &mut letters);
        if letters > MOST_LETTERS {
            return Err(Refusal::TooLarge("letters"));
        }
        sheets.push(sheet);
    }
    Ok(Sheets(sheets))
}

fn sheet<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, letters: &mut usize) -> Sheet {
    // Remarks of readers are no part of the text.
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let (width, height) = page.render_dimensions();
    let bounds = page.intersected_crop_box().to_kurbo();
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, bounds, cache, page.xref(), settings);
    let area = f64::from(width) * f64::from(height);
    let mut eye = Eye { area, letters: *letters, ..Eye::default() };
    eye.sheet.height = f64::from(height);
    interpret_page(page, &mut context, &mut eye);
    eye.end_word();
    *letters = eye.letters;
    eye.sheet.is_recognised = eye.invisible > eye.visible;
    eye.sheet
}

/// Watches a page being drawn.
#[derive(Default)]
struct Eye {
    sheet: Sheet,
    word: Option<Word>,
    /// Where words stand, to a point: a program that has no bold letters draws them twice.
    seen: BTreeMap<(i64, i64), usize>,
    area: f64,
    letters: usize,
    visible: usize,
    invisible: usize,
}

impl Eye {
    fn letter(&mut self, text: &str, at: Affine, advance: f64, look: Look, typeface: Option<&Arc<str>>) {
        if text.trim().is_empty() {
            return self.end_word();
        }
        let (origin, end, top) = (at * Point::ORIGIN, at * Point::new(advance, 0.0), at * Point::new(0.0, 1_000.0));
        let size = origin.distance(top);
        let run = |height| Run {
            text: text.to_owned(),
            look: Look { height, ..look },
            typeface: typeface.cloned(),
            link: None,
        };
        match self.word.as_mut().filter(|word| goes_on(word, origin, size)) {
            Some(word) => {
                let up = word.base - origin.y;
                let height = match up {
                    _ if size > word.size * 0.9 => Height::Line,
                    up if up > word.size * RAISED => Height::Raised,
                    up if up < -word.size * RAISED / 2.0 => Height::Lowered,
                    _ => Height::Line,
                };
                push_letter(&mut word.runs, run(height));
                word.right = word.right.max(end.x);
            }
            None => {
                self.end_word();
                let runs = vec![run(Height::Line)];
                self.word = Some(Word { runs, left: origin.x, right: end.x.max(origin.x), base: origin.y, size });
            }
        }
    }

    fn end_word(&mut self) {
        let Some(mut word) = self.word.take() else { return };
        for run in &mut word.runs {
            run.text = run.text.nfc().collect();
        }
        let place = ((word.left).round() as i64, word.base.round() as i64);
        let twin = self.seen.get(&place).filter(|index| self.sheet.words[**index].text() == word.text());
        match twin {
            Some(index) => self.sheet.words[*index].runs.iter_mut().for_each(|run| run.look.bold = true),
            None => {
                self.seen.insert(place, self.sheet.words.len());
                self.sheet.words.push(word);
            }
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        let (across, down) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let is_upright = down > across;
        if across.min(down) > THICKEST_RULE || across.max(down) < SHORTEST_RULE || self.sheet.rules.len() >= MOST_RULES
        {
            return;
        }
        let (at, from, to) = match is_upright {
            true => ((from.x + to.x) / 2.0, from.y.min(to.y), from.y.max(to.y)),
            false => ((from.y + to.y) / 2.0, from.x.min(to.x), from.x.max(to.x)),
        };
        self.sheet.rules.push(Rule { is_upright, at, from, to });
    }
}

/// Whether a letter belongs to a word that it was drawn after.
fn goes_on(word: &Word, origin: Point, size: f64) -> bool {
    let size = size.max(word.size);
    let gap = (origin.x - word.right) / size;
    (OVERLAP..WORD_GAP).contains(&gap) && (origin.y - word.base).abs() < size * 0.5
}

fn push_letter(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.look == run.look && last.typeface == run.typeface => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

impl<'a> Device<'a> for Eye {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let (look, typeface) = run.glyphs().first().map_or_else(Default::default, |glyph| look(glyph));
        for glyph in run.glyphs() {
            self.letters += 1;
            if self.letters > MOST_LETTERS {
                return;
            }
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => {
                    self.sheet.unread += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }
            };
            let seen = if matches!(mode, DrawMode::Invisible) { &mut self.invisible } else { &mut self.visible };
            *seen += 1;
            let drawn = |letter: char| symbol("Symbol", u32::from(letter)).unwrap_or(letter);
            let is_private = |letter: &char| ('\u{F000}'..='\u{F0FF}').contains(letter);
            let text = text.chars().map(|letter| if is_private(&letter) { drawn(letter) } else { letter });
            let text: String = text.filter(|letter| !letter.is_control()).collect();
            let at = props.transform * glyph.transform();
            self.letter(&text, at, f64::from(advance.unwrap_or(500.0)), look, typeface.as_ref());
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let path = props.transform * path;
        if !matches!(mode, DrawMode::Stroke(_)) {
            let area = path.bounding_box();
            self.rule(Point::new(area.x0, area.y0), Point::new(area.x1, area.y1));
        }
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            let (mut first, mut here) = (Point::ORIGIN, Point::ORIGIN);
            for part in path.elements() {
                match part {
                    PathEl::MoveTo(to) => (first, here) = (*to, *to),
                    PathEl::LineTo(to) => {
                        self.rule(here, *to);
                        here = *to;
                    }
                    PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => here = *to,
                    PathEl::ClosePath => self.rule(here, first),
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let corners = [(0.0, 0.0), (width, 0.0), (0.0, height)].map(|corner| props.transform * Point::from(corner));
        let covered = corners[0].distance(corners[1]) * corners[0].distance(corners[2]);
        self.sheet.pictures += 1;
        self.sheet.picture_share = self.sheet.picture_share.max(covered / self.area.max(1.0));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// How a typeface looks, and its name without the mark of a part of it (`ABCDEF+`; ISO 32000-2, 9.9.2).
fn look(glyph: &Glyph<'_>) -> (Look, Option<Arc<str>>) {
    let Glyph::Outline(outline) = glyph else { return Default::default() };
    let Some(font) = outline.font_data() else { return Default::default() };
    let name = font.postscript_name.unwrap_or_default();
    let name = name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name.as_str(), |(_, name)| name);
    let lower = name.to_ascii_lowercase();
    let is_bold = font.weight.is_some_and(|weight| weight >= 600) || lower.contains("bold");
    let is_italic = font.is_italic || lower.contains("italic") || lower.contains("oblique");
    (Look { bold: is_bold, italic: is_italic, height: Height::Line }, (!name.is_empty()).then(|| Arc::from(name)))
}

/// The words of a line as a paragraph's inlines, with a space between two.
pub fn inlines<'w>(words: impl Iterator<Item = &'w Word>, into: &mut Vec<Inline>) {
    let mut begins = true;
    for word in words {
        if let Some(Inline::Text(before)) = into.last_mut()
            && !(begins && is_cut(&before.text, &word.text()))
        {
            before.text.push(' ');
        }
        begins = false;
        word.runs.iter().for_each(|run| push_run(into, run.clone()));
    }
}

/// Whether a line ends inside a word that goes on in the next: `12/BC-` and `UBND`. A dash between two words stands apart.
fn is_cut(before: &str, next: &str) -> bool {
    let mut last = before.chars().rev();
    last.next() == Some('-')
        && last.next().is_some_and(char::is_alphanumeric)
        && next.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}
