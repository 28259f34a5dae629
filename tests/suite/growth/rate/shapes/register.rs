//! Many entries, and what they say of each other.

use super::{Input, Shape, each, file, site};

fn files(own: &[(&str, String)]) -> Input {
    Input::Site(site(own.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect()))
}

fn front(more: &str, body: &str) -> String {
    format!("---\nsummary: Sơ kết\nissuer: ubnd-huyen\n{more}---\n\n{body}\n")
}

fn reports(count: usize, text: impl Fn(usize) -> String) -> Input {
    Input::Site(site((0..count).map(|i| (format!("2022-h1/bao-cao-{i}.md"), text(i))).collect()))
}

fn documents(count: usize, more: impl Fn(usize) -> String) -> String {
    each(count, |i| format!("- designation: {}/QĐ-UBND\n  date: 2021-03-16\n  issuer: ubnd-huyen\n{}", i + 1, more(i)))
}

pub fn shapes() -> Vec<Shape> {
    vec![
        Shape::new("registers: rows", |n| {
            let row =
                |i| format!("Sản phẩm mẫu số {i};xã Thọ Ngọc;{} sao;{}.000.000;15/2021/QĐ-UBND;x\n", 3 + i % 3, 1 + i);
            let rows = format!("Tên sản phẩm;Xã;Hạng sao;Doanh thu;Quyết định;Ghi chú\n{}", each(n, row));
            let period = "title: 6 tháng cuối năm\nfrom: 2021-07-01\nto: 2021-12-31\n".to_owned();
            files(&[
                ("registers.yaml", "- use: ocop\n".to_owned()),
                ("2021-h2/period.yaml", period),
                ("2021-h2/so/ocop.csv", rows.clone()),
                ("2022-h1/so/ocop.csv", rows),
            ])
        }),
        Shape::new("registers: one name", |n| {
            let rows = format!("ten,chu-the\n{}", "A,B\n".repeat(n));
            files(&[("registers.yaml", "- use: ocop\n".to_owned()), ("2022-h1/so/ocop.csv", rows)])
        }),
        Shape::new("registers: doubtful cells", |n| {
            let rows = format!("ten,doanh-thu,xa\n{}", each(n, |i| format!("A {i},1.5x,Đâu đó {i}\n")));
            files(&[("registers.yaml", "- use: ocop\n".to_owned()), ("2022-h1/so/ocop.csv", rows)])
        }),
        Shape::new("registers: columns", |n| {
            let rows = format!("ten{}\nA{}\n", each(n, |i| format!(",c{i}")), ",x".repeat(n));
            files(&[("registers.yaml", "- use: ocop\n".to_owned()), ("2022-h1/so/ocop.csv", rows)])
        }),
        Shape::new("registers: declared", |n| {
            file("registers.yaml", each(n, |i| format!("- id: so-{i}\n  title: Sổ {i}\n  columns: [{{id: ten}}]\n")))
        }),
        Shape::new("models: one id", |n| file("2022-h1/models.yaml", "- id: a\n  name: A\n".repeat(n))),
        Shape::new("models: many", |n| {
            file(
                "2022-h1/models.yaml",
                each(n, |i| {
                    format!(
                        "- id: a-{i}\n  name: Mô hình số {i}\n  places: [xa-a]\n  field: Trồng trọt\n  hectares: 2\n"
                    )
                }),
            )
        }),
        Shape::new("models: many fields", |n| {
            file(
                "2022-h1/models.yaml",
                each(n, |i| format!("- id: a-{i}\n  name: Mô hình số {i}\n  field: Ngành {i}\n")),
            )
        }),
        Shape::new("models: one name", |n| {
            file("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình\n")))
        }),
        Shape::new("models: names that begin alike", |n| {
            file("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình {}\n", "a ".repeat(i % 50))))
        }),
        Shape::new("models: unknown places", |n| {
            file("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình {i}\n  places: [xa-{i}]\n")))
        }),
        Shape::new("models: one unknown place", |n| {
            file("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình {i}\n  places: [xa-b]\n")))
        }),
        Shape::new("models: one place often", |n| {
            file("2022-h1/models.yaml", format!("- id: a\n  name: A\n  places:\n{}", "    - xa-a\n".repeat(n)))
        }),
        Shape::new("models: aliases", |n| {
            file(
                "2022-h1/models.yaml",
                format!("- id: a\n  name: A\n  aliases:\n{}", each(n, |i| format!("    - Mô hình tên {i}\n"))),
            )
        }),
        Shape::new("models: in many periods", |n| {
            let periods = ["q1", "q2", "q3", "q4"];
            let own = (0..n).flat_map(|i| {
                let folder = format!("{}-{}", 1950 + i / 4, periods[i % 4]);
                let (first, last) = (i % 4 * 3 + 1, i % 4 * 3 + 3);
                let days = if last == 6 || last == 9 { 30 } else { 31 };
                [
                    (
                        format!("{folder}/period.yaml"),
                        format!(
                            "title: Kỳ {i}\nfrom: {}-{first:02}-01\nto: {}-{last:02}-{days}\n",
                            1950 + i / 4,
                            1950 + i / 4
                        ),
                    ),
                    (
                        format!("{folder}/models.yaml"),
                        "- id: a\n  name: Mô hình A\n  places: [xa-a]\n  hectares: 2\n".to_owned(),
                    ),
                ]
            });
            Input::Site(site(own.take(2 * 200).collect()))
        }),
        Shape::new("models: no name", |n| file("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n")))),
        Shape::new("models: empty entries", |n| file("2022-h1/models.yaml", "-\n".repeat(n))),
        Shape::new("models: bad documents", |n| {
            file(
                "2022-h1/models.yaml",
                format!("- id: a\n  name: A\n  documents:\n{}", each(n, |i| format!("    - {i}/QĐ-X\n"))),
            )
        }),
        Shape::new("models: redirects", |n| {
            file(
                "2022-h1/models.yaml",
                format!("- id: a\n  name: A\n  redirects:\n{}", each(n, |i| format!("    - /cu-{i}/\n"))),
            )
        }),
        Shape::new("models: one redirect", |n| {
            file("2022-h1/models.yaml", format!("- id: a\n  name: A\n  redirects:\n{}", "    - /cu/\n".repeat(n)))
        }),
        Shape::new("models: redirects to what is there", |n| {
            file("2022-h1/models.yaml", format!("- id: a\n  name: A\n  redirects:\n{}", "    - /mo-hinh/\n".repeat(n)))
        }),
        Shape::new("tasks: one id", |n| {
            file("2022-h1/tasks.yaml", "- id: a\n  name: A\n  level: tinh\n  state: moi-phe-duyet\n".repeat(n))
        }),
        Shape::new("tasks: many", |n| {
            file(
                "2022-h1/tasks.yaml",
                each(n, |i| format!("- id: a-{i}\n  name: Đề tài {i}\n  level: tinh\n  state: moi-phe-duyet\n")),
            )
        }),
        Shape::new("tasks: bad", |n| {
            file(
                "2022-h1/tasks.yaml",
                each(n, |i| format!("- id: a-{i}\n  name: Đề tài {i}\n  level: x\n  state: y\n")),
            )
        }),
        Shape::new("tasks: one document", |n| {
            file(
                "2022-h1/tasks.yaml",
                each(n, |i| {
                    format!(
                        "- id: a-{i}\n  name: Đề tài {i}\n  level: tinh\n  state: moi-phe-duyet\n  documents: [15/2021/QĐ-UBND]\n"
                    )
                }),
            )
        }),
        Shape::new("legal: one designation", |n| file("2022-h1/legal.yaml", "- designation: 15/QĐ-UBND\n".repeat(n))),
        Shape::new("legal: one designation of one issuer and day", |n| {
            file(
                "2022-h1/legal.yaml",
                "- designation: 15/QĐ-UBND\n  date: 2021-01-02\n  issuer: ubnd-huyen\n".repeat(n),
            )
        }),
        Shape::new("legal: one designation of many years", |n| {
            files(&[(
                "2022-h1/legal.yaml",
                each(n, |i| {
                    format!("- designation: 15/QĐ-UBND\n  date: {}-01-02\n  issuer: ubnd-huyen\n", 1000 + i % 1000)
                }),
            )])
        }),
        Shape::new("legal: one designation of many years, cited", |n| {
            files(&[
                (
                    "2022-h1/legal.yaml",
                    each(n, |i| {
                        format!("- designation: 15/QĐ-UBND\n  date: {}-01-02\n  issuer: ubnd-huyen\n", 1000 + i)
                    }),
                ),
                ("2022-h1/bao-cao.md", front("", &"Quyết định 15/QĐ-UBND.\n\n".repeat(n))),
            ])
        }),
        Shape::new("legal: one designation of many issuers, cited", |n| {
            files(&[
                ("issuers.yaml", each(n, |i| format!("- id: co-quan-{i}\n  name: Cơ quan {i}\n  level: huyen\n"))),
                (
                    "2022-h1/legal.yaml",
                    each(n, |i| format!("- designation: 15/QĐ-UBND\n  date: 2021-01-02\n  issuer: co-quan-{i}\n")),
                ),
                ("2022-h1/bao-cao.md", front("", &"Quyết định 15/QĐ-UBND.\n\n".repeat(n))),
            ])
        }),
        Shape::new("legal: many", |n| file("2022-h1/legal.yaml", documents(n, |_| String::new()))),
        Shape::new("legal: many symbols", |n| {
            file(
                "2022-h1/legal.yaml",
                each(n, |i| format!("- designation: 1/QĐ-{}\n", super::markdown::letters(i).to_uppercase())),
            )
        }),
        Shape::new("legal: many years", |n| {
            file(
                "2022-h1/legal.yaml",
                each(n, |i| format!("- designation: 1/{}/QĐ-UBND\n  issuer: ubnd-huyen\n", 1000 + i % 1000)),
            )
        }),
        Shape::new("legal: many fields", |n| {
            file("2022-h1/legal.yaml", documents(n, |i| format!("  fields: [Ngành {i}]\n")))
        }),
        Shape::new("legal: one document of many fields", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(1, |_| format!("  fields:\n{}", each(n, |i| format!("    - Ngành {i}\n")))),
            )
        }),
        Shape::new("legal: a chain of replacements", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { format!("  replaces: [{i}/QĐ-UBND]\n") }),
            )
        }),
        Shape::new("legal: a chain of amendments", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { format!("  amends: [{i}/QĐ-UBND]\n") }),
            )
        }),
        Shape::new("legal: a chain of annexes", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { format!("  annex_of: {i}/QĐ-UBND\n") }),
            )
        }),
        Shape::new("legal: a chain of implementation", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { format!("  implements: [{i}/QĐ-UBND]\n") }),
            )
        }),
        Shape::new("legal: all replace one", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { "  replaces: [1/QĐ-UBND]\n".to_owned() }),
            )
        }),
        Shape::new("legal: all amend one", |n| {
            file(
                "2022-h1/legal.yaml",
                documents(n, |i| if i == 0 { String::new() } else { "  amends: [1/QĐ-UBND]\n".to_owned() }),
            )
        }),
        Shape::new("legal: one amends all", |n| {
            file(
                "2022-h1/legal.yaml",
                format!(
                    "{}- designation: 1/NĐ-CP\n  amends:\n{}",
                    documents(n, |_| String::new()),
                    each(n, |i| format!("    - {}/QĐ-UBND\n", i + 1))
                ),
            )
        }),
        Shape::new("legal: one amends one often", |n| {
            file(
                "2022-h1/legal.yaml",
                format!(
                    "{}- designation: 1/NĐ-CP\n  amends:\n{}",
                    documents(1, |_| String::new()),
                    "    - 1/QĐ-UBND\n".repeat(n)
                ),
            )
        }),
        Shape::new("legal: unknown relations", |n| {
            file("2022-h1/legal.yaml", documents(n, |i| format!("  amends: [{i}/NĐ-X]\n")))
        }),
        Shape::new("legal: unknown issuers", |n| {
            file("2022-h1/legal.yaml", each(n, |i| format!("- designation: {i}/QĐ-UBND\n  issuer: co-quan-{i}\n")))
        }),
        Shape::new("legal: bad days", |n| {
            file("2022-h1/legal.yaml", each(n, |i| format!("- designation: {i}/QĐ-UBND\n  date: 31/2/2021\n")))
        }),
        Shape::new("legal: aliases", |n| {
            file("2022-h1/legal.yaml", documents(n, |i| format!("  aliases: [/cu/{i}/]\n")))
        }),
        Shape::new("legal: laws", |n| {
            file(
                "2022-h1/legal.yaml",
                each(n, |i| format!("- designation: Luật Số {i} năm 2013\n  kind: luat\n  name: Luật Số {i}\n")),
            )
        }),
        Shape::new("legal: a long title, cited", |n| {
            files(&[
                (
                    "2022-h1/legal.yaml",
                    format!("- designation: 15/2021/QĐ-UBND\n  issuer: ubnd-huyen\n  title: {}\n", "chữ ".repeat(n)),
                ),
                ("2022-h1/bao-cao.md", front("", &"- Quyết định 15/2021/QĐ-UBND về việc chữ;\n".repeat(n))),
            ])
        }),
        Shape::new("issuers: one id", |n| {
            file("issuers.yaml", "- id: ubnd-huyen\n  name: A\n  level: huyen\n".repeat(n))
        }),
        Shape::new("issuers: many", |n| {
            file("issuers.yaml", each(n, |i| format!("- id: co-quan-{i}\n  name: Cơ quan {i}\n  level: huyen\n")))
        }),
        Shape::new("issuers: one name", |n| {
            files(&[
                ("issuers.yaml", each(n, |i| format!("- id: co-quan-{i}\n  name: UBND huyện\n  level: huyen\n"))),
                (
                    "2022-h1/bao-cao.md",
                    "---\nsummary: a\n---\n\n".to_owned() + &"Quyết định 15/2021/QĐ-UBND của UBND huyện.\n\n".repeat(n),
                ),
            ])
        }),
        Shape::new("issuers: a chain of successors", |n| {
            file(
                "issuers.yaml",
                each(n, |i| {
                    format!(
                        "- id: co-quan-{i}\n  name: Cơ quan {i}\n  level: huyen\n  successors: [co-quan-{}]\n",
                        (i + 1) % n.max(1)
                    )
                }),
            )
        }),
        Shape::new("issuers: one with many successors", |n| {
            file(
                "issuers.yaml",
                format!(
                    "- id: a\n  name: A\n  level: huyen\n  successors:\n{}{}",
                    each(n, |i| format!("    - co-quan-{i}\n")),
                    each(n, |i| format!("- id: co-quan-{i}\n  name: Cơ quan {i}\n  level: huyen\n"))
                ),
            )
        }),
        Shape::new("issuers: each with a document", |n| {
            files(&[
                ("issuers.yaml", each(n, |i| format!("- id: co-quan-{i}\n  name: Cơ quan {i}\n  level: huyen\n"))),
                ("2022-h1/legal.yaml", each(n, |i| format!("- designation: 15/QĐ-CQ\n  issuer: co-quan-{i}\n"))),
            ])
        }),
        Shape::new("issuers: aliases", |n| {
            file(
                "issuers.yaml",
                format!(
                    "- id: a\n  name: A\n  level: huyen\n  aliases:\n{}",
                    each(n, |i| format!("    - Cơ quan {i}\n"))
                ),
            )
        }),
        Shape::new("issuers: one alias often", |n| {
            file(
                "issuers.yaml",
                format!("- id: a\n  name: A\n  level: huyen\n  aliases:\n{}", "    - Cơ quan\n".repeat(n)),
            )
        }),
        Shape::new("places: one id", |n| file("places.yaml", "- id: xa-a\n  name: A\n  kind: xa\n".repeat(n))),
        Shape::new("places: one name", |n| {
            files(&[
                ("places.yaml", each(n, |i| format!("- id: xa-{i}\n  name: Thọ Ngọc\n  kind: xa\n"))),
                ("2022-h1/bao-cao.md", front("", &"xã Thọ Ngọc.\n\n".repeat(n))),
            ])
        }),
        Shape::new("places: many", |n| {
            file(
                "places.yaml",
                each(n, |i| format!("- id: xa-{i}\n  name: Thọ {}\n  kind: xa\n", super::markdown::letters(i))),
            )
        }),
        Shape::new("places: many, mentioned", |n| {
            files(&[
                (
                    "places.yaml",
                    each(n, |i| format!("- id: xa-{i}\n  name: Thọ {}\n  kind: xa\n", super::markdown::letters(i))),
                ),
                ("2022-h1/bao-cao.md", front("", &each(n, |i| format!("xã Thọ {}, ", super::markdown::letters(i))))),
            ])
        }),
        Shape::new("places: many, mentioned in paragraphs", |n| {
            files(&[
                (
                    "places.yaml",
                    each(n, |i| format!("- id: xa-{i}\n  name: Thọ {}\n  kind: xa\n", super::markdown::letters(i))),
                ),
                ("2022-h1/bao-cao.md", front("", &each(n, |i| format!("xã Thọ {}\n\n", super::markdown::letters(i))))),
            ])
        }),
        Shape::new("places: a chain within", |n| {
            file(
                "places.yaml",
                each(n, |i| {
                    format!("- id: xa-{i}\n  name: Thọ {i}\n  kind: xa\n  within: xa-{}\n", (i + 1) % n.max(1))
                }),
            )
        }),
        Shape::new("places: all within one", |n| {
            file(
                "places.yaml",
                format!(
                    "- id: huyen-a\n  name: A\n  kind: huyen\n{}",
                    each(n, |i| format!("- id: xa-{i}\n  name: Thọ {i}\n  kind: xa\n  within: huyen-a\n"))
                ),
            )
        }),
        Shape::new("places: a chain of successors", |n| {
            file(
                "places.yaml",
                each(n, |i| format!("- id: xa-{i}\n  name: Thọ {i}\n  kind: xa\n  successors: [xa-{}]\n", i + 1)),
            )
        }),
        Shape::new("places: each with a model", |n| {
            files(&[
                ("places.yaml", each(n, |i| format!("- id: xa-{i}\n  name: Thọ {i}\n  kind: xa\n"))),
                ("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình {i}\n  places: [xa-{i}]\n"))),
            ])
        }),
        Shape::new("places: one model in all", |n| {
            files(&[
                ("places.yaml", each(n, |i| format!("- id: xa-{i}\n  name: Thọ {i}\n  kind: xa\n"))),
                (
                    "2022-h1/models.yaml",
                    format!("- id: a\n  name: Mô hình\n  places:\n{}", each(n, |i| format!("    - xa-{i}\n"))),
                ),
            ])
        }),
        Shape::new("period: indicators", |n| {
            period(each(n, |i| format!("  - id: a-{i}\n    name: Chỉ số {i}\n    value: {i}\n")), "indicators")
        }),
        Shape::new("period: one indicator often", |n| {
            period("  - id: a\n    name: Chỉ số\n    value: 1\n".repeat(n), "indicators")
        }),
        Shape::new("period: events", |n| {
            period("  - title: Họp\n    date: 2022-03-16\n    document: 15/2021/QĐ-UBND\n".repeat(n), "events")
        }),
        Shape::new("period: promises", |n| {
            period(each(n, |i| format!("  - id: a-{i}\n    title: Việc {i}\n")), "promises")
        }),
        Shape::new("period: one promise often", |n| period("  - id: a\n    title: Việc\n".repeat(n), "promises")),
        Shape::new("period: promises of sections", |n| {
            files(&[
                (
                    "2022-h1/period.yaml",
                    format!(
                        "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\npromises:\n{}",
                        each(n, |i| format!("  - id: a-{i}\n    title: Việc {i}\n    section: bao-cao#phan-{i}-a\n"))
                    ),
                ),
                ("2022-h1/bao-cao.md", front("", &each(n, |i| format!("## Phần {i} a\n\nchữ\n\n")))),
            ])
        }),
        Shape::new("period: promises of no section", |n| {
            files(&[
                (
                    "2022-h1/period.yaml",
                    format!(
                        "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\npromises:\n{}",
                        each(n, |i| format!("  - id: a-{i}\n    title: Việc {i}\n    section: bao-cao#khong-{i}-a\n"))
                    ),
                ),
                ("2022-h1/bao-cao.md", front("", &each(n, |i| format!("## Phần {i} a\n\nchữ\n\n")))),
            ])
        }),
        Shape::new("period: outcomes", |n| period("  - promise: 2021-h2/a\n    state: da-lam\n".repeat(n), "outcomes")),
        Shape::new("period: outcomes and promises", |n| {
            files(&[
                (
                    "2021-h2/period.yaml",
                    format!(
                        "title: Kỳ\nfrom: 2021-07-01\nto: 2021-12-31\npromises:\n{}",
                        each(n, |i| format!("  - id: a-{i}\n    title: Việc {i}\n"))
                    ),
                ),
                (
                    "2022-h1/period.yaml",
                    format!(
                        "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\noutcomes:\n{}",
                        each(n, |i| format!("  - promise: 2021-h2/a-{i}\n    state: da-lam\n"))
                    ),
                ),
            ])
        }),
        Shape::new("period: indicator of models", |n| {
            files(&[
                (
                    "2022-h1/period.yaml",
                    format!(
                        "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\nindicators:\n  - id: a\n    name: Diện tích\n    unit: ha\n    value: 1\n    models:\n{}",
                        each(n, |i| format!("      - a-{i}\n"))
                    ),
                ),
                ("2022-h1/models.yaml", each(n, |i| format!("- id: a-{i}\n  name: Mô hình {i}\n  hectares: 2\n"))),
            ])
        }),
        Shape::new("site: navigation", |n| {
            file(
                "site.yaml",
                format!(
                    "title: Kho\nbase_url: https://a.vn/\npublisher:\n  name: A\nnavigation:\n{}",
                    each(n / 8, |i| format!("  - title: Mục {i}\n    url: /ky/\n"))
                ),
            )
        }),
        Shape::new("site: bad navigation", |n| {
            file(
                "site.yaml",
                format!(
                    "title: Kho\nbase_url: https://a.vn/\npublisher:\n  name: A\nnavigation:\n{}",
                    each(n, |i| format!("  - title: Mục {i}\n    url: /khong-co-{i}/\n"))
                ),
            )
        }),
        Shape::new("site: targets", |n| {
            file(
                "site.yaml",
                format!(
                    "title: Kho\nbase_url: https://a.vn/\npublisher:\n  name: A\ntargets:\n{}",
                    "  - name: a\n    url: /srv/a\n".repeat(n)
                ),
            )
        }),
        Shape::new("reports: many", |n| reports(n, |_| front("", "Chữ."))),
        Shape::new("reports: one address", |n| reports(n, |_| front("slug: a\n", "Chữ."))),
        Shape::new("reports: one alias", |n| reports(n, |_| front("aliases: [/cu/]\n", "Chữ."))),
        Shape::new("reports: one designation", |n| {
            reports(n, |_| front("designation: 1/BC-UBND\ndate: 2022-06-20\n", "Chữ."))
        }),
        Shape::new("reports: each cites one", |n| reports(n, |_| front("", "Theo Quyết định số 15/2021/QĐ-UBND."))),
        Shape::new("reports: each mentions one", |n| reports(n, |_| front("", "Tại xã Thọ Ngọc."))),
        Shape::new("reports: each cites an unknown one", |n| {
            reports(n, |i| front("", &format!("Theo Quyết định số {i}/2020/QĐ-UBND.")))
        }),
        Shape::new("reports: each links to a gone page", |n| {
            reports(n, |i| front("", &format!("[a](/khong-co-{i}/)")))
        }),
        Shape::new("reports: each links to the next", |n| {
            reports(n, |i| front("", &format!("[a](bao-cao-{}.md)", i + 1)))
        }),
        Shape::new("reports: equal", |n| {
            reports(n, |_| {
                front("", "Tiếp tục triển khai thực hiện các nhiệm vụ khoa học và công nghệ trên địa bàn huyện.")
            })
        }),
        Shape::new("files: unused", |n| {
            Input::Site(site((0..n).map(|i| (format!("2022-h1/files/a{i}.pdf"), "%PDF".to_owned())).collect()))
        }),
        Shape::new("files: unknown", |n| {
            Input::Site(site((0..n).map(|i| (format!("2022-h1/a{i}.yaml"), "a".to_owned())).collect()))
        }),
        Shape::new("files: bad periods", |n| {
            Input::Site(site((0..n).map(|i| (format!("ky-{i}/period.yaml"), "a".to_owned())).collect()))
        }),
    ]
}

fn period(items: String, list: &str) -> Input {
    file("2022-h1/period.yaml", format!("title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n{list}:\n{items}"))
}
