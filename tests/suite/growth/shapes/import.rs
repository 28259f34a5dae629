//! Hostile files of authors: Word, Markdown and plain text.

use super::{Input, Shape, each, site};
use crate::word::{Word, bold, looking, p, r, table};

fn word(word: Word) -> Input {
    Input::Import { name: "a.docx", bytes: word.bytes(), site: site(Vec::new()) }
}

fn body(xml: String) -> Input {
    word(Word::new(&xml))
}

pub fn text(name: &'static str, text: String) -> Input {
    Input::Import { name, bytes: text.into_bytes(), site: site(Vec::new()) }
}

pub fn shapes() -> Vec<Shape> {
    let mut shapes = word_shapes();
    shapes.extend(word_parts());
    shapes.extend(text_shapes());
    shapes
}

fn word_shapes() -> Vec<Shape> {
    vec![
        Shape::new("docx: lower-case paragraphs after a heading", |n| {
            body(bold("I. TÌNH HÌNH") + &p("một hai ba").repeat(n))
        }),
        Shape::new("docx: lower-case paragraphs", |n| body(p("một hai ba").repeat(n))),
        Shape::new("docx: lower-case bold paragraphs", |n| body(bold("một hai ba").repeat(n))),
        Shape::new("docx: upper-case paragraphs", |n| body(p("Một hai ba.").repeat(n))),
        Shape::new("docx: paragraphs in capitals", |n| body(p("MỘT HAI BA").repeat(n))),
        Shape::new("docx: bold paragraphs in capitals", |n| body(bold("MỘT HAI BA").repeat(n))),
        Shape::new("docx: one bold paragraph then many", |n| {
            body(bold("MỘT HAI BA").repeat(n) + &p("một hai").repeat(n))
        }),
        Shape::new("docx: headings", |n| body(each(n, |i| bold(&format!("{}. Mục", i % 90 + 1))))),
        Shape::new("docx: roman headings", |n| body(bold("I. MỤC").repeat(n))),
        Shape::new("docx: items", |n| body(p("- Một việc;").repeat(n))),
        Shape::new("docx: items on two levels", |n| body((p("- Một việc:") + &p("+ hai")).repeat(n))),
        Shape::new("docx: empty paragraphs", |n| body("<w:p/>".repeat(n) + &p("a"))),
        Shape::new("docx: paragraphs of spaces", |n| body(p("   ").repeat(n))),
        Shape::new("docx: dotted lines", |n| body(p("……………").repeat(n))),
        Shape::new("docx: runs", |n| body(format!("<w:p>{}</w:p>", r("chữ ").repeat(n)))),
        Shape::new("docx: lower-case runs after a heading", |n| {
            body(format!("{}<w:p>{}</w:p>", bold("I. A"), r("chữ ").repeat(n)))
        }),
        Shape::new("docx: runs bold and not", |n| {
            body(format!("<w:p>{}</w:p>", (r("chữ ") + &looking("<w:b/>", "đậm ")).repeat(n)))
        }),
        Shape::new("docx: runs raised and not", |n| {
            body(format!("<w:p>{}</w:p>", (r("m") + &looking("<w:vertAlign w:val=\"superscript\"/>", "2")).repeat(n)))
        }),
        Shape::new("docx: one long run", |n| body(p(&"chữ ".repeat(n)))),
        Shape::new("docx: one long word", |n| body(p(&"a".repeat(n)))),
        Shape::new("docx: entities", |n| body(p(&"&amp;".repeat(n)))),
        Shape::new("docx: numbered entities", |n| body(p(&"&#7885;".repeat(n)))),
        Shape::new("docx: breaks", |n| body(format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>a</w:t><w:br/>".repeat(n)))),
        Shape::new("docx: page breaks", |n| {
            body(format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>a</w:t><w:br w:type=\"page\"/>".repeat(n)))
        }),
        Shape::new("docx: tabs", |n| body(format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>a</w:t><w:tab/>".repeat(n)))),
        Shape::new("docx: attributes", |n| body(format!("<w:p {}/>", each(n, |i| format!("w:a{i}=\"b\" "))) + &p("a"))),
        Shape::new("docx: attributes of a run", |n| {
            body(format!("<w:p><w:r {}><w:t>a</w:t></w:r></w:p>", each(n, |i| format!("w:a{i}=\"b\" "))))
        }),
        Shape::new("docx: namespaces", |n| {
            body(format!("<w:p {}>{}</w:p>", each(n, |i| format!("xmlns:a{i}=\"b\" ")), r("a").repeat(n)))
        }),
        Shape::new("docx: elements in elements", |n| {
            body(format!("{}{}{}", "<w:sdt><w:sdtContent>".repeat(n), p("a"), "</w:sdtContent></w:sdt>".repeat(n)))
        }),
        Shape::new("docx: unknown elements", |n| body("<w:x/>".repeat(n) + &p("a"))),
        Shape::new("docx: unknown elements with words", |n| {
            body(format!("<w:p>{}</w:p>", "<w:x><w:t>a</w:t></w:x>".repeat(n)))
        }),
        Shape::new("docx: many kinds of unknown elements", |n| {
            body(format!("<w:p>{}</w:p>", each(n, |i| format!("<w:x{i}><w:t>a</w:t></w:x{i}>"))))
        }),
        Shape::new("docx: comments of XML", |n| body("<!-- a -->".repeat(n) + &p("a"))),
        Shape::new("docx: instructions", |n| body("<?a b?>".repeat(n) + &p("a"))),
        Shape::new("docx: CDATA", |n| body(format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "<![CDATA[a]]>".repeat(n)))),
        Shape::new("docx: rows", |n| body(table(&vec![&[p("a").as_str(), p("1").as_str()][..]; n]))),
        Shape::new("docx: columns", |n| body(table(&[&vec![p("a").as_str(); n][..]; 2]))),
        Shape::new("docx: columns and short rows", |n| {
            body({
                let (cell, mut rows) = (p("a"), Vec::new());
                let wide = vec![cell.as_str(); n];
                let short = [cell.as_str()];
                rows.push(&wide[..]);
                rows.extend(std::iter::repeat_n(&short[..], n));
                table(&rows)
            })
        }),
        Shape::new("docx: a wide cell", |n| {
            body(format!(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"{n}00\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
                p("a")
            ))
        }),
        Shape::new("docx: wide cells", |n| {
            body(format!(
                "<w:tbl>{}</w:tbl>",
                format!("<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"{n}\"/></w:tcPr>{}</w:tc></w:tr>", p("a")).repeat(n)
            ))
        }),
        Shape::new("docx: tall cells", |n| {
            body(format!(
                "<w:tbl>{}</w:tbl>",
                format!("<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(""), p("a"))
                    .repeat(n)
            ))
        }),
        Shape::new("docx: tables", |n| body(table(&[&[&p("a"), &p("b")]]).repeat(n))),
        Shape::new("docx: paragraphs in a cell", |n| body(table(&[&[&p("một hai").repeat(n), &p("b")]]))),
        Shape::new("docx: tables in tables", |n| {
            body({
                let mut inner = p("a");
                for _ in 0..(n.min(60)) {
                    inner = table(&[&[&inner]]) + &p("b");
                }
                inner
            })
        }),
        Shape::new("docx: tables beside tables in a cell", |n| body(table(&[&[&table(&[&[&p("a")]]).repeat(n)]]))),
        Shape::new("docx: hyperlinks", |n| {
            word(
                Word::new(&format!(
                    "<w:p>{}</w:p>",
                    format!("<w:hyperlink r:id=\"i\">{}</w:hyperlink>", r("chữ ")).repeat(n)
                ))
                .relation("i", "hyperlink", "https://a.vn/"),
            )
        }),
        Shape::new("docx: bookmarks", |n| {
            body(format!(
                "<w:p>{}{}</w:p>",
                each(n, |i| format!("<w:bookmarkStart w:id=\"{i}\" w:name=\"a{i}\"/>")),
                r("a")
            ))
        }),
        Shape::new("docx: fields", |n| {
            body(format!("<w:p>{}</w:p>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".repeat(n) + &r("a")))
        }),
        Shape::new("docx: fields begun", |n| {
            body(format!("<w:p>{}</w:p>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(n) + &r("a")))
        }),
        Shape::new("docx: text boxes", |n| {
            body(format!(
                "<w:p><w:r>{}</w:r></w:p>",
                format!("<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>", p("a")).repeat(n)
            ))
        }),
        Shape::new("docx: formulas", |n| body("<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>".repeat(n))),
        Shape::new("docx: hidden words", |n| {
            body(format!("<w:p>{}{}</w:p>", r("a"), looking("<w:vanish/>", "không thấy ").repeat(n)))
        }),
        Shape::new("docx: hidden words in paragraphs", |n| {
            body(format!("<w:p>{}{}</w:p>", r("a"), looking("<w:vanish/>", "không thấy ")).repeat(n))
        }),
        Shape::new("docx: deleted words", |n| {
            body(format!("<w:p>{}{}</w:p>", r("a"), "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>".repeat(n)))
        }),
        Shape::new("docx: old typefaces", |n| {
            body(format!(
                "<w:p>{}</w:p>",
                looking("<w:rFonts w:ascii=\"VNI-Times\" w:hAnsi=\"VNI-Times\"/>", "Thöïc hieän ").repeat(n)
            ))
        }),
        Shape::new("docx: many typefaces", |n| {
            body(format!(
                "<w:p>{}</w:p>",
                each(n, |i| looking(&format!("<w:rFonts w:ascii=\"A{i}\" w:hAnsi=\"A{i}\"/>"), "chữ "))
            ))
        }),
        Shape::new("docx: old letters", |n| body(p(&"Thöïc hieän ".repeat(n)))),
        Shape::new("docx: letters not composed", |n| body(p(&"e\u{323}\u{302}".repeat(n)))),
        Shape::new("docx: invisible letters", |n| body(p(&"a\u{200b}".repeat(n)))),
        Shape::new("docx: citations", |n| {
            body(p(&"Quyết định số 15/2021/QĐ-UBND ngày 16/3/2022 của UBND huyện ".repeat(n)))
        }),
        Shape::new("docx: unknown citations", |n| {
            body(each(n, |i| {
                p(&format!("Quyết định số {i}/2020/QĐ-UBND ngày 16/3/2020 của UBND huyện về việc ban hành quy chế;"))
            }))
        }),
        Shape::new("docx: unknown citations in one paragraph", |n| {
            body(p(&each(n, |i| format!("Quyết định số {i}/2020/QĐ-UBND ngày 16/3/2020 của UBND huyện; "))))
        }),
        Shape::new("docx: one unknown citation often", |n| {
            body(p("Quyết định số 7/2020/QĐ-UBND ngày 16/3/2020 của UBND huyện về việc ban hành quy chế;").repeat(n))
        }),
        Shape::new("docx: models", |n| {
            body(
                bold("Mô hình")
                    + &each(n, |i| {
                        p(&format!("+ Mô hình trồng cây {} tại xã Thọ Ngọc (6 ha);", super::markdown::letters(i)))
                    }),
            )
        }),
        Shape::new("docx: models in one paragraph", |n| {
            body(
                bold("Mô hình")
                    + &p(&each(n, |i| {
                        format!("Mô hình trồng cây {} tại xã Thọ Ngọc (6 ha); ", super::markdown::letters(i))
                    })),
            )
        }),
        Shape::new("docx: one model often", |n| {
            body(bold("Mô hình") + &p("+ Mô hình trồng cây gai tại xã Thọ Ngọc (6 ha);").repeat(n))
        }),
        Shape::new("docx: promises", |n| {
            body(
                bold("II. PHƯƠNG HƯỚNG, NHIỆM VỤ")
                    + &p("- Tiếp tục nhân rộng mô hình trồng sen. Tập huấn cho hộ dân.").repeat(n),
            )
        }),
        Shape::new("docx: promises in one paragraph", |n| {
            body(
                bold("II. PHƯƠNG HƯỚNG, NHIỆM VỤ")
                    + &p(&"Tiếp tục nhân rộng mô hình trồng sen. Tập huấn cho hộ dân. ".repeat(n)),
            )
        }),
        Shape::new("docx: numbers", |n| body(p("Số: 12/BC-UBND").repeat(n))),
        Shape::new("docx: days", |n| body(p("Triệu Sơn, ngày 20 tháng 6 năm 2022").repeat(n))),
        Shape::new("docx: mottos", |n| body(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").repeat(n))),
        Shape::new("docx: kinds", |n| body(bold("BÁO CÁO").repeat(n))),
        Shape::new("docx: recipients", |n| body(p("a") + &p("Nơi nhận:") + &p("- Sở KH&amp;CN;").repeat(n))),
        Shape::new("docx: recipients often", |n| body(p("Nơi nhận:").repeat(n))),
        Shape::new("docx: signatures", |n| body(p("a") + &bold("KT. CHỦ TỊCH").repeat(n))),
        Shape::new("docx: secrets", |n| body(bold("TỐI MẬT").repeat(n))),
        Shape::new("docx: Markdown's own signs", |n| body(p(&"*a* _b_ [c](d) `e` # ".repeat(n)))),
        Shape::new("docx: signs in paragraphs", |n| body(p("# a").repeat(n) + &p("1. b").repeat(n))),
        Shape::new("docx: brackets", |n| body(p(&"[".repeat(n)))),
        Shape::new("docx: asterisks", |n| body(p(&"*".repeat(n)))),
        Shape::new("docx: bars", |n| body(p(&"|".repeat(n)))),
        Shape::new("docx: numbered by Word", |n| numbered(n, 0)),
        Shape::new("docx: numbered by Word, deep", |n| numbered(n, 8)),
    ]
}

fn numbered(count: usize, level: usize) -> Input {
    let levels = each(9, |i| {
        format!(
            "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%{}.\"/></w:lvl>",
            i + 1
        )
    });
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    let item = format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
        r("Mục")
    );
    word(Word::new(&item.repeat(count)).part("numbering", "numbering", &numbering))
}

fn word_parts() -> Vec<Shape> {
    vec![
        Shape::new("docx parts: styles", |n| {
            word(Word::new(&p("a")).part(
                "styles",
                "styles",
                &each(n, |i| {
                    format!("<w:style w:type=\"paragraph\" w:styleId=\"A{i}\"><w:name w:val=\"a {i}\"/></w:style>")
                }),
            ))
        }),
        Shape::new("docx parts: one style often", |n| {
            word(Word::new(&p("a")).part("styles", "styles", &"<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"A\"/></w:style>".repeat(n)))
        }),
        Shape::new("docx parts: a chain of styles", |n| {
            let styles = each(n, |i| {
                format!(
                    "<w:style w:type=\"paragraph\" w:styleId=\"A{i}\"><w:name w:val=\"a {i}\"/><w:basedOn w:val=\"A{}\"/></w:style>",
                    i + 1
                )
            });
            let text = each(n, |i| format!("<w:p><w:pPr><w:pStyle w:val=\"A{i}\"/></w:pPr>{}</w:p>", r("Chữ.")));
            word(Word::new(&text).part("styles", "styles", &styles))
        }),
        Shape::new("docx parts: lists", |n| {
            let numbering = each(n, |i| {
                format!(
                    "<w:abstractNum w:abstractNumId=\"{i}\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
                )
            }) + &each(n, |i| {
                format!("<w:num w:numId=\"{i}\"><w:abstractNumId w:val=\"{i}\"/></w:num>")
            });
            let text = each(n, |i| {
                format!(
                    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{i}\"/></w:numPr></w:pPr>{}</w:p>",
                    r("Mục")
                )
            });
            word(Word::new(&text).part("numbering", "numbering", &numbering))
        }),
        Shape::new("docx parts: a number with a long text", |n| {
            let numbering = format!(
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{}%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
                "a".repeat(n)
            );
            let text = format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
                r("Mục")
            );
            word(Word::new(&text.repeat(n)).part("numbering", "numbering", &numbering))
        }),
        Shape::new("docx parts: a number of many levels", |n| {
            let numbering = format!(
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
                "%1".repeat(n)
            );
            let text = format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
                r("Mục")
            );
            word(Word::new(&text.repeat(n)).part("numbering", "numbering", &numbering))
        }),
        Shape::new("docx parts: Roman numbers from a large start", |n| {
            let numbering = format!(
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{n}000\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
            );
            let text = format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
                r("Mục")
            );
            word(Word::new(&text.repeat(n)).part("numbering", "numbering", &numbering))
        }),
        Shape::new("docx parts: letters from a large start", |n| {
            let numbering = format!(
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{n}000\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
            );
            let text = format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
                r("Mục")
            );
            word(Word::new(&text.repeat(n)).part("numbering", "numbering", &numbering))
        }),
        Shape::new("docx parts: footnotes", |n| {
            let text = format!(
                "<w:p>{}</w:p>",
                each(n, |i| format!("{}<w:r><w:footnoteReference w:id=\"{i}\"/></w:r>", r("chữ")))
            );
            word(Word::new(&text).part(
                "footnotes",
                "footnotes",
                &each(n, |i| format!("<w:footnote w:id=\"{i}\">{}</w:footnote>", p("Chú thích."))),
            ))
        }),
        Shape::new("docx parts: one footnote often", |n| {
            let text =
                format!("<w:p>{}</w:p>", format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>", r("chữ")).repeat(n));
            word(Word::new(&text).part(
                "footnotes",
                "footnotes",
                &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&"Chú thích. ".repeat(n))),
            ))
        }),
        Shape::new("docx parts: footnotes without reference", |n| {
            word(Word::new(&p("a")).part(
                "footnotes",
                "footnotes",
                &each(n, |i| format!("<w:footnote w:id=\"{i}\">{}</w:footnote>", p("Chú thích."))),
            ))
        }),
        Shape::new("docx parts: a long header", |n| {
            word(Word::new(&p("a")).part("header", "hdr", &p("Dự thảo").repeat(n)))
        }),
        Shape::new("docx parts: comments", |n| {
            word(Word::new(&p("a")).part("comments", "comments", &"<w:comment/>".repeat(n)))
        }),
        Shape::new("docx parts: relations", |n| {
            let mut made = Word::new(&p("a"));
            for i in 0..n {
                made = made.relation(&format!("i{i}"), "hyperlink", "https://a.vn/");
            }
            word(made)
        }),
        Shape::new("docx parts: headers", |n| {
            let mut made = Word::new(&p("a"));
            for i in 0..n {
                made = made.raw(&format!("word/header{i}.xml"), "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:hdr>").relation(&format!("h{i}"), "header", &format!("header{i}.xml"));
            }
            word(made)
        }),
        Shape::new("docx parts: one header related often", |n| {
            let mut made = Word::new(&p("a")).raw(
                "word/header.xml",
                &format!(
                    "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}</w:hdr>",
                    p("Dự thảo").repeat(n)
                ),
            );
            for i in 0..n {
                made = made.relation(&format!("h{i}"), "header", "header.xml");
            }
            word(made)
        }),
        Shape::new("docx parts: many files", |n| {
            let mut made = Word::new(&p("a"));
            for i in 0..n {
                made = made.raw(&format!("word/a{i}.xml"), "<a/>");
            }
            word(made)
        }),
        Shape::new("docx parts: one picture often", |n| {
            let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen\"/><a:graphic><a:blip r:embed=\"i\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
            word(Word::new(&picture.repeat(n)).picture("i", "image1.png", &vec![1; n * 4]))
        }),
        Shape::new("docx parts: pictures", |n| {
            let text = each(n, |i| {
                format!(
                    "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"Ao sen\"/><a:graphic><a:blip r:embed=\"i{i}\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>"
                )
            });
            let mut made = Word::new(&text);
            for i in 0..n {
                made = made.picture(&format!("i{i}"), &format!("image{i}.png"), format!("\u{89}PNG{i}").as_bytes());
            }
            word(made)
        }),
    ]
}

type Text = fn(usize) -> String;

const TEXTS: &[(&str, Text)] = &[
    ("lower-case lines", |n| format!("I. TÌNH HÌNH\n\n{}", "một hai ba\n".repeat(n))),
    ("lower-case paragraphs", |n| format!("I. TÌNH HÌNH\n\n{}", "một hai ba\n\n".repeat(n))),
    ("paragraphs", |n| "Một hai ba.\n\n".repeat(n)),
    ("one long line", |n| "một hai ba ".repeat(n)),
    ("headings of Markdown", |n| "## Mục\n\n".repeat(n)),
    ("headings", |n| each(n, |i| format!("{}. MỤC\n\n", i % 90 + 1))),
    ("items", |n| "- Một việc;\n".repeat(n)),
    ("items of three marks", |n| "- Một\n+ hai\n* ba\n".repeat(n)),
    ("rows", |n| format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n))),
    ("columns", |n| format!("{}|\n{}|\n{}|", "| a ".repeat(n), "|---".repeat(n), "| 1 ".repeat(n))),
    ("columns and short rows", |n| format!("{}|\n{}|\n{}", "| a ".repeat(n), "|---".repeat(n), "| 1 |\n".repeat(n))),
    ("bars", |n| "|".repeat(n)),
    ("bars on lines", |n| "|a\n".repeat(n)),
    ("emphasis", |n| "**a** ".repeat(n)),
    ("strong begun", |n| "**a ".repeat(n)),
    ("strong begun on lines", |n| "**a\n".repeat(n)),
    ("asterisks", |n| "*".repeat(n)),
    ("brackets", |n| "[".repeat(n)),
    ("links", |n| "[a](b) ".repeat(n)),
    ("links begun", |n| "[a](".repeat(n)),
    ("pictures", |n| "![a](data:image/png;base64,aaaa) ".repeat(n)),
    ("footnotes", |n| format!("{}\n\n{}", each(n, |i| format!("a[^{i}] ")), each(n, |i| format!("[^{i}]: b\n\n")))),
    ("references", |n| each(n, |i| format!("[a{i}]: /x\n"))),
    ("code begun", |n| "```\n".repeat(n * 2 + 1)),
    ("code", |n| "```\na\n```\n".repeat(n)),
    ("HTML", |n| "<b>a</b> ".repeat(n)),
    ("HTML tables", |n| "<table><tr><td>a</td></tr></table>\n\n".repeat(n)),
    ("comments", |n| "<!-- a -->\n\n".repeat(n)),
    ("comments begun", |n| "<!-- a\n".repeat(n)),
    ("quotes", |n| "> a\n".repeat(n)),
    ("blank lines", |n| format!("a{}b", "\n".repeat(n))),
    ("spaces", |n| format!("a{}b", " ".repeat(n))),
    ("line ends of Windows", |n| "Một hai\r\n".repeat(n)),
    ("hyphenated", |n| "khoa-\nhọc ".repeat(n)),
    ("dotted lines", |n| "…………\n".repeat(n)),
    ("page numbers", |n| each(n, |i| format!("Chữ chữ\n{i}\n"))),
    ("form feeds", |n| "Chữ\n\u{c}".repeat(n)),
    ("tabs", |n| "a\tb\n".repeat(n)),
    ("numbers", |n| "Số: 12/BC-UBND\n".repeat(n)),
    ("days", |n| "Triệu Sơn, ngày 20 tháng 6 năm 2022\n".repeat(n)),
    ("mottos", |n| "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n".repeat(n)),
    ("kinds", |n| "BÁO CÁO\n".repeat(n)),
    ("kinds and words", |n| "BÁO CÁO\nkết quả\n".repeat(n)),
    ("recipients", |n| format!("Chữ.\n\nNơi nhận:\n{}", "- Sở KH&CN;\n".repeat(n))),
    ("recipients often", |n| "Nơi nhận:\n".repeat(n)),
    ("signatures", |n| "KT. CHỦ TỊCH\n".repeat(n)),
    ("letters not composed", |n| "e\u{323}\u{302} ".repeat(n)),
    ("old letters", |n| "Thöïc hieän ".repeat(n)),
    ("control letters", |n| "a\u{1}".repeat(n)),
    ("invisible letters", |n| "a\u{200b}".repeat(n)),
    ("front matter", |n| format!("---\n{}---\n\nChữ", "a: b\n".repeat(n))),
    ("front matter begun", |n| format!("---\n{}", "a: b\n".repeat(n))),
    ("unknown citations", |n| {
        each(n, |i| {
            format!("- Quyết định số {i}/2020/QĐ-UBND ngày 16/3/2020 của UBND huyện về việc ban hành quy chế;\n")
        })
    }),
    ("unknown citations in one line", |n| each(n, |i| format!("Quyết định số {i}/2020/QĐ-UBND; "))),
    ("models", |n| {
        format!(
            "1. Mô hình\n\n{}",
            each(n, |i| format!("+ Mô hình trồng cây {} tại xã Thọ Ngọc (6 ha);\n", super::markdown::letters(i)))
        )
    }),
    ("models in one line", |n| {
        format!(
            "1. Mô hình\n\n{}",
            each(n, |i| format!("Mô hình trồng cây {} tại xã Thọ Ngọc (6 ha); ", super::markdown::letters(i)))
        )
    }),
    ("promises", |n| format!("II. PHƯƠNG HƯỚNG\n\n{}", "- Tiếp tục nhân rộng. Tập huấn.\n".repeat(n))),
    ("one long summary", |n| format!("BÁO CÁO\n{}\n\nChữ.\n", "Kết quả công tác ".repeat(n))),
    ("summary on lines", |n| format!("BÁO CÁO\n{}\n\nChữ.\n", "Kết quả công tác\n".repeat(n))),
    ("one long number", |n| format!("Số: {}/BC-UBND\n\nChữ.", "1".repeat(n))),
];

fn text_shapes() -> Vec<Shape> {
    let of = |name: &'static str, kind: &'static str| {
        TEXTS.iter().map(move |&(words, make)| Shape::new(format!("{kind}: {words}"), move |n| text(name, make(n))))
    };
    of("a.txt", "txt").chain(of("a.md", "md")).collect()
}
