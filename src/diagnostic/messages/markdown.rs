//! The text of reports and pages: CB2xx.

use crate::bilingual;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};

/// Every kind of message that the text of a report or page can give.
pub static CODES: &[&Code] = &[
    &RAW_HTML,
    &REFUSED_ADDRESS,
    &REMOTE_PICTURE,
    &UNKNOWN_ANCHOR,
    &CITATION_ACROSS_EMPHASIS,
    &STRAY_ASTERISKS,
    &FOOTNOTE_WITHOUT_TEXT,
    &FOOTNOTE_WITHOUT_REFERENCE,
    &NESTED_TOO_DEEP,
    &EMPTY_ADDRESS,
    &FOOTNOTE_WRITTEN_TWICE,
];

/// HTML in a text.
pub static RAW_HTML: Code = Code {
    id: "CB201",
    title_vi: "HTML trong văn bản",
    title_en: "HTML in a text",
    explanation_vi: "Thẻ HTML trong báo cáo không bao giờ được đưa lên trang, vì một thẻ có thể chạy mã trên máy người đọc. \
        Chữ nằm giữa hai thẻ trong một đoạn vẫn còn; cả khối HTML đứng riêng thì bị bỏ. Hãy viết lại bằng Markdown: \
        **đậm**, *nghiêng*, bảng bằng dấu |, m² bằng chính ký tự ². Riêng <br> được hiểu là xuống dòng, và chú thích \
        <!-- … --> được bỏ qua không báo.",
    explanation_en: "HTML tags in a report never reach a page, because a tag can run code on a reader's machine. Words \
        between two tags in a paragraph stay; a block of HTML that stands by itself is left out whole. Write it in Markdown: \
        **bold**, *italic*, tables with |, m² with the character ² itself. Only <br> is understood, as a line break, and \
        comments <!-- … --> are skipped without a word.",
};

/// A tag or block of HTML that was left out.
pub fn raw_html(location: Location, html: &str) -> Diagnostic {
    let shown: String = html.trim().lines().next().unwrap_or_default().chars().take(40).collect();
    Diagnostic::new(
        Severity::Warning,
        &RAW_HTML,
        location,
        bilingual!(vi: "HTML \"{shown}\" không được đưa lên trang", en: "the HTML \"{shown}\" is left out of the page"),
    )
    .hint(bilingual!(vi: "viết lại bằng Markdown", en: "write it in Markdown"))
}

/// An address that a page must not carry.
pub static REFUSED_ADDRESS: Code = Code {
    id: "CB202",
    title_vi: "Liên kết không an toàn",
    title_en: "Unsafe link",
    explanation_vi: "Trang công khai chỉ dẫn tới http, https, mailto, tel và các địa chỉ bên trong trang. Các địa chỉ khác như \
        javascript:, data: hoặc file: có thể chạy mã hoặc không mở được trên máy người đọc, nên chữ của liên kết được giữ \
        lại mà không có liên kết.",
    explanation_en: "A public page leads only to http, https, mailto, tel and to addresses inside the site. Others, such as \
        javascript:, data: or file:, can run code or cannot be opened on a reader's machine, so the link's words are kept \
        without the link.",
};

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

/// A picture that another host would have to send.
pub static REMOTE_PICTURE: Code = Code {
    id: "CB203",
    title_vi: "Hình ảnh từ máy chủ khác",
    title_en: "Picture from another host",
    explanation_vi: "Trang không tải gì từ máy chủ khác: hình ở nơi khác có thể mất hoặc bị đổi, và máy chủ đó biết ai đang \
        đọc. Hình được thay bằng liên kết. Hãy lưu hình vào thư mục files/ của kỳ.",
    explanation_en: "Pages load nothing from other hosts: a picture elsewhere can vanish or be changed, and that host learns \
        who reads. The picture is replaced by a link. Save it in the period's files/ folder.",
};

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

/// A link to an anchor that the text does not have.
pub static UNKNOWN_ANCHOR: Code = Code {
    id: "CB204",
    title_vi: "Không có mục này trong văn bản",
    title_en: "No such section in the text",
    explanation_vi: "Liên kết bắt đầu bằng # dẫn tới một mục của chính văn bản này. Mục 2.1 có tên #muc-2-1, mục II có tên \
        #muc-ii; mục trùng số có thêm tên của mục chứa nó, ví dụ #muc-ii-1; mục không có số lấy các chữ của tiêu đề.",
    explanation_en: "A link that begins with # leads to a section of the same text. Section 2.1 is called #muc-2-1, section \
        II #muc-ii; a number used before also carries the section around it, such as #muc-ii-1; a heading without a number \
        goes by its words.",
};

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

/// A citation that begins outside of emphasis and ends inside, or the other way round.
pub static CITATION_ACROSS_EMPHASIS: Code = Code {
    id: "CB205",
    title_vi: "Trích dẫn bị cắt bởi chữ đậm hoặc nghiêng",
    title_en: "Citation cut by emphasis",
    explanation_vi: "Một liên kết không thể bắt đầu ngoài chữ đậm và kết thúc bên trong. Trích dẫn vẫn được ghi nhận và hiện \
        ở trang của văn bản được viện dẫn, nhưng trong báo cáo nó không thành liên kết. Hãy in đậm cả trích dẫn hoặc không \
        in đậm phần nào.",
    explanation_en: "A link cannot begin outside of bold text and end inside of it. The citation is recorded and shown on the \
        cited document's page, but in the report it does not become a link. Set the whole citation in bold, or none of it.",
};

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

/// Asterisks that Markdown does not take for emphasis.
pub static STRAY_ASTERISKS: Code = Code {
    id: "CB206",
    title_vi: "Dấu ** hiện ra trên trang",
    title_en: "Asterisks shown on the page",
    explanation_vi: "Markdown chỉ coi ** là chữ đậm khi dấu mở đứng sát trước chữ và dấu đóng đứng sát sau chữ, không sát \
        giữa dấu câu và chữ: **01/2021/**TT-BKHCN không thành chữ đậm. Trang sẽ hiện cả các dấu *.",
    explanation_en: "Markdown takes ** for bold only where the opening mark stands right before a word and the closing one right \
        after a word, not between punctuation and a letter: **01/2021/**TT-BKHCN is not bold. The page will show the asterisks.",
};

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

/// A reference to a footnote that has no text.
pub static FOOTNOTE_WITHOUT_TEXT: Code = Code {
    id: "CB207",
    title_vi: "Chú thích không có nội dung",
    title_en: "Footnote without text",
    explanation_vi: "[^1] trong bài cần một dòng bắt đầu bằng [^1]: ở cuối văn bản. Thiếu dòng đó, trang hiện nguyên văn [^1].",
    explanation_en: "[^1] in a text needs a line that begins with [^1]: at its end. Without one the page shows [^1] as it is written.",
};

/// A footnote's text that nothing refers to.
pub static FOOTNOTE_WITHOUT_REFERENCE: Code = Code {
    id: "CB208",
    title_vi: "Nội dung chú thích không được nhắc tới",
    title_en: "Footnote that nothing refers to",
    explanation_vi: "Nội dung chú thích [^1]: … chỉ hiện khi trong bài có [^1]. Không có thì người đọc không thấy nội dung này.",
    explanation_en: "The text of a footnote [^1]: … is shown only if the text has [^1]. If not, no reader will see it.",
};

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

/// Two texts for one footnote.
pub static FOOTNOTE_WRITTEN_TWICE: Code = Code {
    id: "CB211",
    title_vi: "Hai nội dung cho một chú thích",
    title_en: "Two texts for one footnote",
    explanation_vi: "Mỗi chú thích [^1] chỉ có một nội dung [^1]: …; nếu viết hai lần thì chỉ nội dung sau hiện trên trang.",
    explanation_en: "A footnote [^1] has one text [^1]: …; if it is written twice, only the last one reaches the page.",
};

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

/// Lists in lists in lists.
pub static NESTED_TOO_DEEP: Code = Code {
    id: "CB209",
    title_vi: "Lồng nhau quá sâu",
    title_en: "Nested too deep",
    explanation_vi: "Danh sách hoặc trích đoạn lồng nhau quá 24 cấp không hiện được đúng trên trang. Chữ được giữ, cấp bậc thì không.",
    explanation_en: "Lists or quotes nested more than 24 deep cannot be shown rightly. The words are kept, the levels are not.",
};

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

/// A link to nowhere.
pub static EMPTY_ADDRESS: Code = Code {
    id: "CB210",
    title_vi: "Liên kết không có địa chỉ",
    title_en: "Link without an address",
    explanation_vi: "[chữ]() không nói dẫn tới đâu, nên chỉ còn là chữ thường trên trang.",
    explanation_en: "[words]() does not say where it leads, so only the words reach the page.",
};

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
