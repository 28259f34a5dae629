//! The text of reports and pages: CB2xx.

use crate::diagnostic::bilingual;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    RAW_HTML = "CB201" {
        vi: "HTML trong văn bản",
        "Thẻ HTML trong báo cáo không có hiệu lực, vì một thẻ có thể chạy mã trên máy người đọc; nó hiện ra đúng như đã \
        gõ, không chữ nào bị bỏ. Hãy viết lại bằng Markdown: **đậm**, *nghiêng*, bảng bằng dấu |. Chỉ vài thẻ được hiểu, khi đi từng \
        đôi: <sup>, <sub>, <u>, <b>, <i>, <strong>, <em>; <br> là xuống dòng; lời dặn <!-- … --> không hiện và không báo.";
        en: "HTML in a text",
        "HTML tags in a report do nothing, because a tag can run code on a reader's machine; they are shown as they were \
        typed, and no word is left out. Write it in Markdown: **bold**, *italic*, tables with |. Only a few tags are understood, in \
        pairs: <sup>, <sub>, <u>, <b>, <i>, <strong>, <em>; <br> breaks a line; comments <!-- … --> are neither shown nor reported.";
    }

    REFUSED_ADDRESS = "CB202" {
        vi: "Liên kết không an toàn",
        "Trang công khai chỉ dẫn tới http, https, mailto, tel và các địa chỉ bên trong trang. Các địa chỉ khác như \
        javascript:, data: hoặc file: có thể chạy mã hoặc không mở được trên máy người đọc, nên chữ của liên kết được giữ \
        lại mà không có liên kết.";
        en: "Unsafe link",
        "A public page leads only to http, https, mailto, tel and to addresses inside the site. Others, such as \
        javascript:, data: or file:, can run code or cannot be opened on a reader's machine, so the link's words are kept \
        without the link.";
    }

    REMOTE_PICTURE = "CB203" {
        vi: "Hình ảnh từ máy chủ khác",
        "Trang không tải gì từ máy chủ khác: hình ở nơi khác có thể mất hoặc bị đổi, và máy chủ đó biết ai đang \
        đọc. Hình được thay bằng liên kết. Hãy lưu hình vào thư mục files/ của kỳ.";
        en: "Picture from another host",
        "Pages load nothing from other hosts: a picture elsewhere can vanish or be changed, and that host learns \
        who reads. The picture is replaced by a link. Save it in the period's files/ folder.";
    }

    UNKNOWN_ANCHOR = "CB204" {
        vi: "Không có mục này trong văn bản",
        "Liên kết bắt đầu bằng # dẫn tới một mục của chính văn bản này. Mục 2.1 có tên #muc-2-1, mục II có tên \
        #muc-ii; mục trùng số có thêm tên của mục chứa nó, ví dụ #muc-ii-1; mục không có số lấy các chữ của tiêu đề.";
        en: "No such section in the text",
        "A link that begins with # leads to a section of the same text. Section 2.1 is called #muc-2-1, section \
        II #muc-ii; a number used before also carries the section around it, such as #muc-ii-1; a heading without a number \
        goes by its words.";
    }

    CITATION_ACROSS_EMPHASIS = "CB205" {
        vi: "Trích dẫn bị cắt bởi chữ đậm hoặc nghiêng",
        "Một liên kết không thể bắt đầu ngoài chữ đậm và kết thúc bên trong. Trích dẫn vẫn được ghi nhận và hiện \
        ở trang của văn bản được viện dẫn, nhưng trong báo cáo nó không thành liên kết. Hãy in đậm cả trích dẫn hoặc không \
        in đậm phần nào.";
        en: "Citation cut by emphasis",
        "A link cannot begin outside of bold text and end inside of it. The citation is recorded and shown on the \
        cited document's page, but in the report it does not become a link. Set the whole citation in bold, or none of it.";
    }

    STRAY_ASTERISKS = "CB206" {
        vi: "Dấu ** hiện ra trên trang",
        "Markdown chỉ coi ** là chữ đậm khi dấu mở đứng sát trước chữ và dấu đóng đứng sát sau chữ, không sát \
        giữa dấu câu và chữ: **01/2021/**TT-BKHCN không thành chữ đậm. Trang sẽ hiện cả các dấu *.";
        en: "Asterisks shown on the page",
        "Markdown takes ** for bold only where the opening mark stands right before a word and the closing one right \
        after a word, not between punctuation and a letter: **01/2021/**TT-BKHCN is not bold. The page will show the asterisks.";
    }

    FOOTNOTE_WITHOUT_TEXT = "CB207" {
        vi: "Chú thích không có nội dung",
        "[^1] trong bài cần một dòng bắt đầu bằng [^1]: ở cuối văn bản. Thiếu dòng đó, trang hiện nguyên văn [^1].";
        en: "Footnote without text",
        "[^1] in a text needs a line that begins with [^1]: at its end. Without one the page shows [^1] as it is written.";
    }

    FOOTNOTE_WITHOUT_REFERENCE = "CB208" {
        vi: "Nội dung chú thích không được nhắc tới",
        "Nội dung chú thích [^1]: … chỉ hiện khi trong bài có [^1]. Không có thì người đọc không thấy nội dung này.";
        en: "Footnote that nothing refers to",
        "The text of a footnote [^1]: … is shown only if the text has [^1]. If not, no reader will see it.";
    }

    FOOTNOTE_WRITTEN_TWICE = "CB211" {
        vi: "Hai nội dung cho một chú thích",
        "Mỗi chú thích [^1] chỉ có một nội dung [^1]: …; nếu viết hai lần thì chỉ nội dung sau hiện trên trang.";
        en: "Two texts for one footnote",
        "A footnote [^1] has one text [^1]: …; if it is written twice, only the last one reaches the page.";
    }

    NESTED_TOO_DEEP = "CB209" {
        vi: "Lồng nhau quá sâu",
        "Danh sách hoặc trích đoạn lồng nhau quá 24 cấp không hiện được đúng trên trang. Chữ được giữ, cấp bậc thì không.";
        en: "Nested too deep",
        "Lists or quotes nested more than 24 deep cannot be shown rightly. The words are kept, the levels are not.";
    }

    EMPTY_ADDRESS = "CB210" {
        vi: "Liên kết không có địa chỉ",
        "[chữ]() không nói dẫn tới đâu, nên chỉ còn là chữ thường trên trang.";
        en: "Link without an address",
        "[words]() does not say where it leads, so only the words reach the page.";
    }

    ROW_DIFFERS = "CB212" {
        vi: "Dòng bảng lệch số cột",
        "Số ô của một dòng khác số cột ở đầu bảng. congbo vẫn hiện mọi ô: ô thừa được thêm một cột không tên, ô thiếu để \
        trống ở cuối dòng. Thường là thiếu hoặc thừa một dấu |, nên số liệu có thể đang đứng sai cột. Dấu | trong chữ phải viết \\|.";
        en: "Table row of another length",
        "A row has another number of cells than the head of the table has columns. congbo shows every cell: extra ones \
        get a column without a name, missing ones are blank at the row's end. Usually a | is missing or there is one too many, so \
        figures may stand in the wrong column. A | among the words is written \\|.";
    }

    DASHES_DIFFER = "CB213" {
        vi: "Dòng gạch dưới đầu bảng lệch số cột",
        "Dưới đầu bảng là một dòng gạch, mỗi cột một nhóm: |---|---|. Dòng này có số nhóm khác số cột ở trên. congbo vẫn \
        hiện bảng với đủ số cột; hãy sửa dòng gạch để chắc rằng không thiếu cột nào.";
        en: "Line of dashes of another length",
        "Below the head of a table stands a line of dashes, one group for each column: |---|---|. This one has another \
        number of groups than there are columns above. congbo shows the table with all columns; mend the line to be sure that none is \
        missing.";
    }

    NO_DASHES = "CB214" {
        vi: "Bảng thiếu dòng gạch",
        "Các dòng bắt đầu bằng | giống một bảng, nhưng dưới dòng đầu không có dòng gạch |---|---|, nên chúng hiện ra như chữ \
        thường với các dấu |. Thêm dòng gạch dưới dòng đầu của bảng.";
        en: "Table without a line of dashes",
        "Lines that begin with | look like a table, but no line of dashes |---|---| stands below the first, so they are \
        shown as plain text with bars. Add a line of dashes below the head of the table.";
    }

    TOO_WIDE = "CB215" {
        vi: "Bảng quá nhiều cột",
        "Bảng có hơn 100 cột hiện ra như chữ thường với các dấu |, để trang không phình ra. Chia thành nhiều bảng hẹp hơn, \
        hoặc đính kèm bảng tính gốc trong files/.";
        en: "Table with too many columns",
        "A table of more than 100 columns is shown as plain text with bars, so that the page does not swell. Part it into \
        narrower tables, or attach the original spreadsheet in files/.";
    }
}

/// A tag or block of HTML that is shown as it was typed.
pub fn raw_html(location: Location, html: &str) -> Diagnostic {
    let shown: String = html.trim().lines().next().unwrap_or_default().chars().take(40).collect();
    Diagnostic::new(
        Severity::Warning,
        &RAW_HTML,
        location,
        bilingual!(vi: "HTML \"{shown}\" hiện ra như chữ", en: "the HTML \"{shown}\" is shown as words"),
    )
    .hint(bilingual!(vi: "viết lại bằng Markdown", en: "write it in Markdown"))
}

/// A link or picture whose address was refused.
pub fn refused_address(location: Location, address: &str) -> Diagnostic {
    let shown: String = address.chars().take(60).collect();
    Diagnostic::new(
        Severity::Warning,
        &REFUSED_ADDRESS,
        location,
        bilingual!(
            vi: "địa chỉ \"{shown}\" không được phép trên trang công khai",
            en: "the address \"{shown}\" is not allowed on a public page"
        ),
    )
    .hint(bilingual!(
        vi: "dùng địa chỉ https:// hoặc đường dẫn tới tệp trong files/",
        en: "use an https:// address or the path of a file in files/"
    ))
}

/// A picture of another host, replaced by a link.
pub fn remote_picture(location: Location, address: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &REMOTE_PICTURE,
        location,
        bilingual!(
            vi: "hình \"{address}\" ở máy chủ khác nên chỉ được đưa thành liên kết",
            en: "the picture \"{address}\" is on another host, so it becomes a link only"
        ),
    )
    .hint(bilingual!(vi: "lưu hình vào files/ rồi trỏ tới đó", en: "save it in files/ and point there"))
}

/// A link to a section that is not there.
pub fn unknown_anchor(location: Location, anchor: &str, known: &Known) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Warning,
        &UNKNOWN_ANCHOR,
        location,
        bilingual!(vi: "văn bản này không có mục \"#{anchor}\"", en: "this text has no section \"#{anchor}\""),
    );
    match known.nearest(anchor) {
        Some(near) => diagnostic.hint(bilingual!(vi: "có phải \"#{near}\"?", en: "did you mean \"#{near}\"?")),
        None => diagnostic,
    }
}

/// A citation that could not become a link.
pub fn citation_across_emphasis(location: Location, surface: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Hint,
        &CITATION_ACROSS_EMPHASIS,
        location,
        bilingual!(
            vi: "\"{surface}\" chỉ được in đậm hoặc nghiêng một phần nên không thành liên kết",
            en: "\"{surface}\" is only partly emphasised, so it does not become a link"
        ),
    )
    .hint(bilingual!(vi: "in đậm cả trích dẫn hoặc không in đậm", en: "emphasise the whole citation or none of it"))
}

/// Asterisks that readers will see.
pub fn stray_asterisks(location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &STRAY_ASTERISKS,
        location,
        bilingual!(vi: "dấu ** này không thành chữ đậm mà hiện ra trên trang", en: "this ** makes nothing bold and is shown on the page"),
    )
    .hint(bilingual!(vi: "đặt ** quanh cả cụm từ hoặc bỏ đi", en: "put ** around whole words, or take it away"))
}

/// A reference without its text.
pub fn footnote_without_text(location: Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &FOOTNOTE_WITHOUT_TEXT,
        location,
        bilingual!(vi: "chú thích [^{name}] không có nội dung", en: "the footnote [^{name}] has no text"),
    )
    .hint(bilingual!(vi: "thêm dòng \"[^{name}]: …\" ở cuối văn bản", en: "add a line \"[^{name}]: …\" at the end of the text"))
}

/// A text without a reference to it.
pub fn footnote_without_reference(location: Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &FOOTNOTE_WITHOUT_REFERENCE,
        location,
        bilingual!(
            vi: "không chỗ nào nhắc tới chú thích [^{name}], nên nội dung của nó không hiện trên trang",
            en: "nothing refers to the footnote [^{name}], so its text is not on the page"
        ),
    )
    .hint(bilingual!(vi: "đặt [^{name}] vào chỗ cần chú thích", en: "put [^{name}] where the note belongs"))
}

/// A footnote's text that a later one hides.
pub fn footnote_written_twice(location: Location, shown: Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &FOOTNOTE_WRITTEN_TWICE,
        location,
        bilingual!(
            vi: "nội dung này của chú thích [^{name}] không hiện trên trang vì được viết lại ở dưới",
            en: "this text of the footnote [^{name}] is not on the page, because another one follows"
        ),
    )
    .related(shown, bilingual!(vi: "nội dung được dùng", en: "the one that is shown"))
    .hint(bilingual!(vi: "đặt tên khác cho một trong hai chú thích", en: "give one of the two another name"))
}

/// A list or quote that lost its level.
pub fn nested_too_deep(location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &NESTED_TOO_DEEP,
        location,
        bilingual!(vi: "danh sách hoặc trích đoạn lồng quá sâu", en: "a list or quote is nested too deep"),
    )
    .hint(bilingual!(vi: "dùng ít cấp hơn", en: "use fewer levels"))
}

/// A link or picture without an address.
pub fn empty_address(location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &EMPTY_ADDRESS,
        location,
        bilingual!(vi: "liên kết không có địa chỉ", en: "this link has no address"),
    )
    .hint(bilingual!(vi: "điền địa chỉ vào giữa hai dấu ngoặc tròn", en: "put the address between the round brackets"))
}

/// A row with more or fewer cells than the head of its table; so have `more_rows` others.
pub fn ragged_row(location: Location, head: usize, cells: usize, more_rows: usize) -> Diagnostic {
    let message = match more_rows {
        0 => bilingual!(
            vi: "dòng này có {cells} ô, đầu bảng có {head} cột",
            en: "this row has {cells} cells, the head of the table {head} columns",
        ),
        _ => bilingual!(
            vi: "dòng này có {cells} ô, đầu bảng có {head} cột; {more_rows} dòng nữa cũng lệch",
            en: "this row has {cells} cells, the head of the table {head} columns; {more_rows} more rows differ",
        ),
    };
    // A cell too few is most often a blank one that nobody wrote.
    let severity = if cells > head { Severity::Warning } else { Severity::Hint };
    Diagnostic::new(severity, &ROW_DIFFERS, location, message).hint(bilingual!(
        vi: "đối chiếu từng ô với bản gốc, thêm hoặc bớt dấu |",
        en: "compare each cell with the original, and add or take away a |",
    ))
}

/// A table that is shown as text for its many columns.
pub fn table_too_wide(location: Location, columns: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "bảng này có {columns} cột, nhiều hơn 100",
        en: "this table has {columns} columns, more than 100",
    );
    Diagnostic::new(Severity::Warning, &TOO_WIDE, location, message).hint(bilingual!(
        vi: "chia thành nhiều bảng hẹp hơn",
        en: "part it into narrower tables",
    ))
}

/// A line of dashes with more or fewer columns than the head above it.
pub fn dashes_differ(location: Location, head: usize, dashes: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "giống một bảng: {head} cột ở dòng trên, {dashes} ở dòng gạch này",
        en: "looks like a table: {head} columns above, {dashes} in this line of dashes",
    );
    Diagnostic::new(Severity::Warning, &DASHES_DIFFER, location, message)
        .hint(bilingual!(vi: "viết mỗi cột một nhóm: |---|", en: "write one group for each column: |---|"))
}

/// Rows between bars without a line of dashes below the first.
pub fn table_without_dashes(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "giống một bảng, nhưng thiếu dòng gạch dưới dòng đầu",
        en: "looks like a table, but there is no line of dashes below its first row",
    );
    Diagnostic::new(Severity::Warning, &NO_DASHES, location, message)
        .hint(bilingual!(vi: "thêm dòng |---|---| dưới dòng này", en: "add a line |---|---| below this one"))
}
