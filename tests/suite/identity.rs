//! Ids that outlive a domain: with an identity, a new address changes no id of a feed entry or a data set.

use std::collections::BTreeMap;

use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture;

/// The feed and the machine-readable descriptions of a site.
fn made(base_url: &str, identity: &str) -> BTreeMap<String, String> {
    let sources = fixture::sources(&format!(
        "//- site.yaml\ntitle: Kho mẫu\nbase_url: {base_url}\n{identity}publisher:\n  name: UBND huyện\n\
         //- 2022-h1/period.yaml\ntitle: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n\
         //- 2022-h1/bao-cao.md\n---\nsummary: Sơ kết\ndate: 2022-06-15\n---\nVăn bản.\n"
    ));
    let (said, change) = Site::default().once(&mut sources.clone(), None, |_| {});
    let site = change.unwrap_or_else(|| panic!("{:?}", said.first())).site;
    let file = |name: &str| {
        let view = site.plan.get(name).expect("the file is planned");
        let text = match render(&site.theme, view).expect("the theme renders") {
            Rendered::Text(text) => text,
            Rendered::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Rendered::Attachment(path) => panic!("{path} is copied"),
            Rendered::Narrowed(narrowed) => panic!("{} is made narrower", narrowed.source),
        };
        (name.to_owned(), text)
    };
    ["feed.xml", "du-lieu/dcat.jsonld", "du-lieu/datapackage.json"].map(file).into()
}

/// What the files call the things that they tell of, in order.
fn ids(made: &BTreeMap<String, String>) -> Vec<String> {
    let starts = ["<id>", "\"@id\": \"", "\"id\": \""];
    let mut ids = Vec::new();
    for line in made.values().flat_map(|text| text.lines()) {
        let found = starts.iter().find_map(|start| line.trim().strip_prefix(start));
        ids.extend(found.map(|rest| rest.split(['<', '"']).next().unwrap_or_default().to_owned()));
    }
    ids
}

#[test]
fn ids_stay_under_another_domain() {
    let identity = "identity: trieuson.gov.vn,2022-06\n";
    let (old, new) = (made("https://trieuson.gov.vn/khcn/", identity), made("https://xatrieuson.gov.vn/", identity));
    let kept = |made| ids(made).into_iter().filter(|id| id.starts_with("tag:")).collect::<Vec<_>>();
    assert_eq!(kept(&old), kept(&new));
    assert!(kept(&old).contains(&"tag:trieuson.gov.vn,2022-06:bao-cao/2022-h1/bao-cao/".to_owned()));
    assert!(kept(&old).contains(&"tag:trieuson.gov.vn,2022-06:du-lieu/#catalog".to_owned()));
    assert!(
        new["feed.xml"].contains("href=\"https://xatrieuson.gov.vn/bao-cao/2022-h1/bao-cao/\""),
        "links lead there"
    );
}

#[test]
fn without_an_identity_ids_are_addresses() {
    let all = ids(&made("https://trieuson.gov.vn/khcn/", ""));
    assert!(all.contains(&"https://trieuson.gov.vn/khcn/bao-cao/2022-h1/bao-cao/".to_owned()), "{all:?}");
    assert!(all.iter().all(|id| !id.starts_with("tag:")));
}
