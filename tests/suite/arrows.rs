//! Imports run downward: `lib.rs` lists the modules from the ground up, and the files of a folder form no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A module by its path from the root of its crate: `["plan", "view", "url"]`.
type Module = Vec<String>;

#[test]
fn congbo_imports_downward() {
    check("src");
}

#[test]
fn trichdan_imports_downward() {
    check("crates/trichdan/src");
}

#[track_caller]
fn check(src: &str) {
    let house = House::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(src));
    let wrong: Vec<String> = house.upward().into_iter().chain(house.circles()).collect();
    assert!(wrong.is_empty(), "in {src}:\n{}", wrong.join("\n"));
}

/// A crate's modules, and what each imports.
struct House {
    /// The modules of the root, from the ground up.
    floors: Vec<String>,
    imports: BTreeMap<Module, BTreeSet<Module>>,
}

impl House {
    fn read(src: &Path) -> Self {
        let mut texts = BTreeMap::new();
        read_folder(src, &Vec::new(), &mut texts);
        let tokens: BTreeMap<Module, TokenStream> = texts
            .into_iter()
            .map(|(module, (path, text))| {
                let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                (module, tokens)
            })
            .collect();
        let modules: BTreeSet<Module> = tokens.keys().cloned().collect();
        let imports = tokens.iter().map(|(module, tokens)| {
            let mut paths = Vec::new();
            gather(tokens.clone(), &mut paths);
            let named = paths.iter().filter_map(|path| resolve(module, path, &modules)).collect();
            (module.clone(), named)
        });
        let floors = declared(&tokens[&Vec::new()]);
        assert!(floors.len() > 2, "lib.rs declares modules");
        Self { floors, imports: imports.collect() }
    }

    /// Imports of a module that `lib.rs` lists later than the one that imports it.
    fn upward(&self) -> Vec<String> {
        let floor = |module: &Module| self.floors.iter().position(|name| *name == module[0]);
        let all = self.imports.iter().flat_map(|(from, named)| named.iter().map(move |to| (from, to)));
        all.filter(|(from, to)| !from.is_empty() && !to.is_empty() && floor(from) < floor(to))
            .map(|(from, to)| format!("{} imports {}, which lib.rs lists above it", from.join("/"), to.join("/")))
            .collect()
    }

    /// Circles among the files and folders of one folder. A file may use what the file of its own folder defines.
    fn circles(&self) -> Vec<String> {
        let mut within: BTreeMap<&[String], BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for (from, named) in &self.imports {
            for to in named {
                let common = from.iter().zip(to).take_while(|(one, other)| one == other).count();
                if let (Some(here), Some(there)) = (from.get(common), to.get(common)) {
                    within.entry(&from[..common]).or_default().entry(here).or_default().insert(there);
                }
            }
        }
        let circle = |(folder, arrows): (&&[String], &BTreeMap<&str, BTreeSet<&str>>)| {
            let around: Vec<&str> = arrows.keys().copied().filter(|room| reaches(arrows, room, room)).collect();
            (!around.is_empty()).then(|| format!("a circle in {}: {}", folder.join("/"), around.join(", ")))
        };
        within.iter().filter_map(circle).collect()
    }
}

/// Whether arrows lead from one room to another.
fn reaches(arrows: &BTreeMap<&str, BTreeSet<&str>>, from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(room) = open.pop() {
        for next in arrows.get(room).into_iter().flatten() {
            if *next == to {
                return true;
            }
            if seen.insert(*next) {
                open.push(next);
            }
        }
    }
    false
}

/// Reads all source files below a folder, by module.
fn read_folder(folder: &Path, module: &Module, texts: &mut BTreeMap<Module, (PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be listed").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let below = |name: &str| module.iter().cloned().chain([name.to_owned()]).collect();
        if path.is_dir() {
            read_folder(&path, &below(&name), texts);
        } else if let Some(stem) = name.strip_suffix(".rs").filter(|stem| *stem != "main") {
            let module = if matches!(stem, "mod" | "lib") { module.clone() } else { below(stem) };
            let text = std::fs::read_to_string(&path).expect("a source file can be read");
            texts.insert(module, (path, text));
        }
    }
}

/// The modules that a file declares, in its order.
fn declared(tokens: &TokenStream) -> Vec<String> {
    let words: Vec<String> = tokens.clone().into_iter().map(|token| token.to_string()).collect();
    words.windows(3).filter(|words| words[0] == "mod" && words[2] == ";").map(|words| words[1].clone()).collect()
}

/// Every path that the tokens name, with the trees of `use` taken apart; unit tests may use what they like.
fn gather(tokens: TokenStream, paths: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at]) {
            // Over the item: to its body or its semicolon.
            let ends = |token: &TokenTree| is_brace(token) || token.to_string() == ";";
            at += tokens[at..].iter().position(ends).unwrap_or(tokens.len() - at) + 1;
            continue;
        }
        match &tokens[at] {
            TokenTree::Ident(_) => at = path_at(&tokens, at, &[], paths),
            TokenTree::Group(group) => {
                gather(group.stream(), paths);
                at += 1;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

fn is_test_attribute(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && group.stream().to_string() == "cfg (test)")
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Takes the path that begins at a name, and all paths of a tree that it ends with; gives where the next token stands.
fn path_at(tokens: &[TokenTree], mut at: usize, before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(name)) => path.push(name.to_string()),
            Some(TokenTree::Group(group)) if path.len() > before.len() && group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut inside = 0;
                while inside < inner.len() {
                    inside = match inner[inside] {
                        TokenTree::Ident(_) => path_at(&inner, inside, &path, paths),
                        _ => inside + 1,
                    };
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        if !(is_colon(at) && is_colon(at + 1)) {
            break;
        }
        at += 2;
    }
    paths.push(path);
    at
}

/// The module that a path of this module leads into; none for a path to other crates or to the module's own items.
fn resolve(here: &Module, path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let mut path = path.iter().map(String::as_str).peekable();
    let mut at = match path.peek() {
        Some(&"crate") => {
            path.next();
            Module::new()
        }
        Some(&"super") => {
            let mut at = here.clone();
            while path.next_if_eq(&"super").is_some() {
                at.pop();
            }
            at
        }
        Some(&"self") => {
            path.next();
            here.clone()
        }
        _ => here.clone(),
    };
    for name in path {
        at.push(name.to_owned());
        if !modules.contains(&at) {
            at.pop();
            break;
        }
    }
    (at != *here).then_some(at)
}
