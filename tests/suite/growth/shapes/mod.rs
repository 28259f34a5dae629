//! Hostile inputs of any size: what repeats something, nests something or refers to something as often as is asked for.

mod import;
mod markdown;
mod register;
mod yaml;

/// What congbo is given.
pub enum Input {
    /// Files of a content folder.
    Site(Vec<(String, String)>),
    /// An author's file, and the content folder that it is imported into.
    Import { name: &'static str, bytes: Vec<u8>, site: Vec<(String, String)> },
    /// A text to find citations in.
    Text(String),
}

impl Input {
    /// How much it is.
    #[allow(dead_code)]
    pub fn bytes(&self) -> usize {
        let of_files = |files: &[(String, String)]| files.iter().map(|(_, text)| text.len()).sum::<usize>();
        match self {
            Self::Site(files) => of_files(files),
            Self::Import { bytes, site, .. } => bytes.len() + of_files(site),
            Self::Text(text) => text.len(),
        }
    }
}

/// A hostile input of any size.
pub struct Shape {
    /// What it is.
    pub name: String,
    /// The input of a size.
    pub make: Box<dyn Fn(usize) -> Input + Send + Sync>,
}

impl Shape {
    pub fn new(name: impl Into<String>, make: impl Fn(usize) -> Input + Send + Sync + 'static) -> Self {
        Self { name: name.into(), make: Box::new(make) }
    }
}

/// The catalogue.
pub fn all() -> Vec<Shape> {
    [markdown::shapes(), yaml::shapes(), register::shapes(), import::shapes()].into_iter().flatten().collect()
}

/// What every site has.
const BASE: [(&str, &str); 6] = [
    ("site.yaml", "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện Mẫu\n"),
    (
        "issuers.yaml",
        "- id: ubnd-tinh\n  name: UBND tỉnh Mẫu\n  aliases: [UBND tỉnh]\n  level: tinh\n- id: ubnd-huyen\n  name: UBND huyện Mẫu\n  aliases: [UBND huyện]\n  level: huyen\n",
    ),
    ("places.yaml", "- id: xa-a\n  name: Thọ Ngọc\n  kind: xa\n"),
    ("2022-h1/period.yaml", "title: 6 tháng đầu năm 2022\nfrom: 2022-01-01\nto: 2022-06-30\n"),
    (
        "2022-h1/legal.yaml",
        "- designation: 15/2021/QĐ-UBND\n  date: 2022-03-16\n  issuer: ubnd-huyen\n  title: Quy chế hoạt động\n- designation: 01/2021/TT-BKHCN\n  title: Hướng dẫn\n",
    ),
    ("2022-h1/models.yaml", "- id: trong-sen\n  name: Mô hình trồng cây sen\n  places: [xa-a]\n  hectares: 6\n"),
];

/// The files of a site, these in place of the ones that every site has.
pub fn site(own: Vec<(String, String)>) -> Vec<(String, String)> {
    let base = BASE.iter().filter(|(path, _)| own.iter().all(|(other, _)| other != path));
    let base: Vec<(String, String)> = base.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    base.into_iter().chain(own).collect()
}

/// A site whose report has this text.
pub fn report(body: String) -> Input {
    let text = format!("---\nsummary: Sơ kết\nissuer: ubnd-huyen\n---\n\n## I. Tình hình\n\n{body}\n");
    Input::Site(site(vec![("2022-h1/bao-cao.md".to_owned(), text)]))
}

/// A site with this file.
pub fn file(path: &str, text: String) -> Input {
    Input::Site(site(vec![(path.to_owned(), text)]))
}

/// A number of pieces, each made of its number.
pub fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}
