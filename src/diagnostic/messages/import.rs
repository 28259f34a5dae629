//! What import found doubtful: CB6xx.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::text;
use crate::text::syllable::Share;

/// Every code of this stage.
pub static CODES: &[&Code] =
    &[&UNREADABLE, &TOO_LARGE, &NOT_UNDERSTOOD, &TRACKED_CHANGES, &LEFT_OUT, &SOFT_HYPHEN, &ODD_PICTURE];

/// CB601.
pub static UNREADABLE: Code = Code {
    id: "CB601",
    title_vi: "không đọc được tệp",
    title_en: "the file cannot be read",
    explanation_vi: "congbo chỉ đọc tệp Word đời mới (.docx), Markdown và văn bản thuần. Tệp .doc cũ hoặc tệp đặt mật khẩu \
        phải được mở bằng Word hay LibreOffice rồi lưu lại thành .docx không mật khẩu; tệp hỏng phải được xin lại.",
    explanation_en: "congbo reads Word's newer files (.docx), Markdown and plain text. Open an old .doc file or one with a \
        password in Word or LibreOffice and save it as .docx without a password; ask for a damaged file again.",
};

/// CB602.
pub static TOO_LARGE: Code = Code {
    id: "CB602",
    title_vi: "tệp vượt giới hạn",
    title_en: "the file is beyond the limits",
    explanation_vi: "Tệp Word là một tệp nén; tệp nén cố ý có thể phình ra làm đầy máy. congbo dừng ở 64 MiB nội dung, 4096 \
        phần, 200 tầng lồng nhau. Báo cáo thật lớn đến thế thường do ảnh: hãy nén ảnh trong Word rồi lưu lại.",
    explanation_en: "A Word file is a packed file, and one made with intent can grow until it fills the machine. congbo stops \
        at 64 MiB of content, 4096 parts, 200 levels of nesting. A real report that large holds large pictures: compress \
        them in Word and save again.",
};

/// CB603.
pub static NOT_UNDERSTOOD: Code = Code {
    id: "CB603",
    title_vi: "có phần trong tệp Word không hiểu được",
    title_en: "a part of the Word file is not understood",
    explanation_vi: "Tệp có thứ mà congbo không biết chuyển thành văn bản: công thức, biểu đồ, đối tượng nhúng, ký hiệu lạ. \
        Chữ bên trong vẫn được giữ; hình thức thì không. Hãy xem lại chỗ đó trong bản gốc.",
    explanation_en: "The file holds something that congbo cannot turn into text: a formula, a chart, an embedded object, a \
        strange symbol. Words inside are kept, their form is not. Look at the place in the original.",
};

/// CB604.
pub static TRACKED_CHANGES: Code = Code {
    id: "CB604",
    title_vi: "tệp còn sửa đổi chưa chấp nhận",
    title_en: "the file has changes that nobody accepted",
    explanation_vi: "Chế độ theo dõi sửa đổi của Word (Track Changes) còn bật: tệp giữ cả chữ cũ và chữ mới. congbo lấy \
        văn bản như khi mọi sửa đổi được chấp nhận. Hãy chắc rằng đó là bản đã ban hành.",
    explanation_en: "Word's Track Changes was on: the file holds the old words and the new. congbo takes the text as if every \
        change had been accepted. Make sure that this is the text that was issued.",
};

/// CB605.
pub static LEFT_OUT: Code = Code {
    id: "CB605",
    title_vi: "có chữ không đưa vào báo cáo",
    title_en: "some words are not taken into the report",
    explanation_vi: "Chữ ẩn, lời nhắc của biểu mẫu, đầu trang và chân trang, nhận xét bên lề không thuộc nội dung báo cáo nên \
        không được đưa vào. Mỗi chỗ đều được nêu ra để người nhập quyết định.",
    explanation_en: "Hidden words, a form's prompts, page headers and footers, and comments in the margin are no part of a \
        report's text, so they are left out. Each is named so that you can decide.",
};

/// CB606.
pub static SOFT_HYPHEN: Code = Code {
    id: "CB606",
    title_vi: "bỏ dấu ngắt từ mềm",
    title_en: "soft hyphens are dropped",
    explanation_vi: "Dấu ngắt từ mềm chỉ hiện khi từ đứng cuối dòng. Trên trang web nó làm tìm kiếm và trích dẫn hỏng, nên \
        congbo bỏ đi; chữ không đổi.",
    explanation_en: "A soft hyphen shows only where a word meets the line's end. On the web it spoils search and citations, \
        so congbo drops it; no letter changes.",
};

/// CB607.
pub static ODD_PICTURE: Code = Code {
    id: "CB607",
    title_vi: "hình không hiển thị được",
    title_en: "a picture cannot be shown",
    explanation_vi: "Trình duyệt không hiện được hình loại EMF, WMF, TIFF, và không có hình nào để hiện khi tệp chỉ liên kết \
        tới hình ở máy khác. Hãy lưu hình thành PNG hay JPEG rồi thay vào files/.",
    explanation_en: "Browsers show no EMF, WMF or TIFF pictures, and there is nothing to show when the file only links to a \
        picture on another machine. Save it as PNG or JPEG and put it into files/.",
};

/// CB608.
pub static ENCODING: Code = Code {
    id: "CB608",
    title_vi: "văn bản không ở dạng Unicode chuẩn",
    title_en: "the text is not in proper Unicode",
    explanation_vi: "Văn bản cũ thường gõ bằng bảng mã TCVN3 (phông .VnTime) hay VNI (phông VNI-Times), hoặc bị một chương \
        trình đọc sai bảng mã. congbo nhận ra bảng mã theo tên phông và theo tỷ lệ âm tiết tiếng Việt có thể có trước và \
        sau khi chuyển, rồi chuyển sang Unicode. Hãy đọc lại vài đoạn, nhất là tên riêng và chữ hoa.",
    explanation_en: "Old texts were typed in TCVN3 (the typeface .VnTime) or VNI (VNI-Times), or some program read them in \
        the wrong encoding. congbo knows the encoding by the typefaces' names and by the share of possible Vietnamese \
        syllables before and after, and converts to Unicode. Read some paragraphs again, above all names and capitals.",
};

/// An old `.doc` file, or one with a password.
pub fn old_word(location: Location) -> Diagnostic {
    let message = text!(
        vi: "đây là tệp Word cũ (.doc) hoặc tệp đặt mật khẩu",
        en: "this is an old Word file (.doc), or one with a password",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(text!(
        vi: "mở bằng Word hoặc LibreOffice, bỏ mật khẩu nếu có, lưu thành .docx rồi nhập lại",
        en: "open it in Word or LibreOffice, remove the password if there is one, save it as .docx and import that",
    ))
}

/// A file that is not a Word file at all.
pub fn not_word(location: Location) -> Diagnostic {
    let message = text!(vi: "đây không phải tệp Word (.docx)", en: "this is not a Word file (.docx)");
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(text!(
        vi: "congbo nhập tệp .docx, .md và .txt",
        en: "congbo imports .docx, .md and .txt files",
    ))
}

/// A Word file that breaks off or contradicts itself.
pub fn damaged_word(location: Location, reason: &str) -> Diagnostic {
    let message = text!(vi: "tệp Word bị hỏng: {reason}", en: "the Word file is damaged: {reason}");
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(text!(
        vi: "mở bằng Word, để Word sửa, lưu thành tệp mới rồi nhập lại",
        en: "open it in Word, let Word repair it, save it as a new file and import that",
    ))
}

/// A file beyond a limit: `bytes`, `parts`, `growth`, `depth`, `elements`.
pub fn too_large(location: Location, limit: &str) -> Diagnostic {
    let message = text!(
        vi: "tệp Word vượt giới hạn an toàn ({limit})",
        en: "the Word file is beyond the safe limits ({limit})",
    );
    Diagnostic::new(Severity::Error, &TOO_LARGE, location, message).hint(text!(
        vi: "nén ảnh trong Word rồi lưu lại; nếu tệp đến từ người lạ thì đừng mở",
        en: "compress its pictures in Word and save again; do not open it if it comes from a stranger",
    ))
}

/// A part with a DTD.
pub fn has_dtd(location: Location, part: &str) -> Diagnostic {
    let message = text!(
        vi: "{part} trong tệp Word có DTD, thứ mà Word không bao giờ ghi",
        en: "{part} in the Word file has a DTD, which Word never writes",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(text!(
        vi: "xin lại tệp từ người soạn; tệp này có thể được làm để tấn công",
        en: "ask its author for the file again; this one may have been made for an attack",
    ))
}

/// Changes that were taken as accepted.
pub fn tracked_changes(location: Location, inserted: &[String], deleted: &[String]) -> Diagnostic {
    let (added, struck) = (inserted.len(), deleted.len());
    let (added_words, struck_words) = (quoted(inserted), quoted(deleted));
    let message = text!(
        vi: "tệp còn {added} chỗ thêm{added_words} và {struck} chỗ xóa{struck_words} chưa chấp nhận; congbo lấy như đã chấp nhận",
        en: "the file has {added} insertions{added_words} and {struck} deletions{struck_words} that nobody accepted; congbo takes them as accepted",
    );
    Diagnostic::new(Severity::Warning, &TRACKED_CHANGES, location, message).hint(text!(
        vi: "so với bản đã ký ban hành",
        en: "compare with the text that was signed",
    ))
}

/// Words that are hidden in Word, or a form's prompt.
pub fn hidden_words(location: Location, words: &str) -> Diagnostic {
    let words = shortened(words);
    let message = text!(
        vi: "bỏ qua chữ ẩn hoặc lời nhắc của biểu mẫu: “{words}”",
        en: "hidden words or a form's prompt are left out: “{words}”",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(text!(
        vi: "nếu đó là nội dung báo cáo thì bỏ thuộc tính ẩn trong Word rồi nhập lại",
        en: "if they belong to the report, unhide them in Word and import again",
    ))
}

/// Words of a page header or footer.
pub fn margin_words(location: Location, words: &str) -> Diagnostic {
    let words = shortened(words);
    let message = text!(
        vi: "không nhập chữ ở đầu trang hoặc chân trang: “{words}”",
        en: "words of a page header or footer are not imported: “{words}”",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(text!(
        vi: "nếu cần thì chép vào báo cáo bằng tay",
        en: "copy them into the report by hand if they are needed",
    ))
}

/// Comments in the margin.
pub fn comments_left_out(location: Location, count: usize) -> Diagnostic {
    let message = text!(
        vi: "bỏ qua {count} nhận xét bên lề",
        en: "comments in the margin are left out: {count}",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(text!(
        vi: "xem đã xử lý hết nhận xét chưa: tệp còn nhận xét thường chưa phải bản cuối",
        en: "see whether they are all dealt with: a file with comments is seldom the final one",
    ))
}

/// Soft hyphens.
pub fn soft_hyphens(location: Location, count: usize) -> Diagnostic {
    let message = text!(vi: "bỏ {count} dấu ngắt từ mềm", en: "soft hyphens dropped: {count}");
    Diagnostic::new(Severity::Hint, &SOFT_HYPHEN, location, message)
}

/// A text that was converted from an old encoding.
pub fn converted(location: Location, encoding: &str, before: Share, after: Share) -> Diagnostic {
    let (before, after) = (before.percent(), after.percent());
    let message = text!(
        vi: "đã chuyển từ bảng mã {encoding} sang Unicode: âm tiết đúng tăng từ {before}% lên {after}%",
        en: "converted from {encoding} to Unicode: possible syllables rose from {before}% to {after}%",
    );
    Diagnostic::new(Severity::Warning, &ENCODING, location, message).hint(text!(
        vi: "đọc lại tên riêng, số hiệu và chữ hoa",
        en: "read names, designations and capitals again",
    ))
}

/// A typeface of an old encoding over words that are not in it.
pub fn typeface_contradicts(location: Location, typeface: &str, encoding: &str) -> Diagnostic {
    let message = text!(
        vi: "phông {typeface} là của bảng mã {encoding}, nhưng chữ không phải bảng mã ấy; giữ nguyên",
        en: "the typeface {typeface} belongs to {encoding}, and the words are not in it; they stay as they are",
    );
    Diagnostic::new(Severity::Warning, &ENCODING, location, message).hint(text!(
        vi: "đọc lại các đoạn dùng phông này",
        en: "read the paragraphs in this typeface again",
    ))
}

/// A text that is in no encoding that is known, or not Vietnamese.
pub fn unknown_encoding(location: Location, share: Share) -> Diagnostic {
    let percent = share.percent();
    let message = text!(
        vi: "chỉ {percent}% chữ là âm tiết tiếng Việt có thể có: bảng mã lạ, hoặc không phải tiếng Việt",
        en: "only {percent}% of the words are possible Vietnamese syllables: an unknown encoding, or another language",
    );
    Diagnostic::new(Severity::Error, &ENCODING, location, message).hint(text!(
        vi: "mở tệp gốc, chuyển sang Unicode bằng công cụ của bộ gõ rồi nhập lại",
        en: "open the original, convert it to Unicode with the keyboard program's tool and import that",
    ))
}

/// Letters and marks that were apart.
pub fn composed(location: Location, runs: usize) -> Diagnostic {
    let message = text!(
        vi: "ghép dấu rời vào chữ (dạng NFC) ở {runs} đoạn chữ; nhìn không đổi",
        en: "loose marks joined to their letters (NFC) in {runs} places; nothing looks different",
    );
    Diagnostic::new(Severity::Hint, &ENCODING, location, message)
}

/// A picture that no browser shows, or that is not in the file.
pub fn odd_picture(location: Location, name: &str) -> Diagnostic {
    let message = text!(
        vi: "hình “{name}” không hiện được trên trang web",
        en: "the picture “{name}” cannot be shown on a web page",
    );
    Diagnostic::new(Severity::Warning, &ODD_PICTURE, location, message).hint(text!(
        vi: "lưu hình thành PNG hoặc JPEG rồi thay vào",
        en: "save it as PNG or JPEG and put that in its place",
    ))
}

/// An element that the reader does not know.
pub fn not_understood(location: Location, name: &str, count: usize, sample: &str) -> Diagnostic {
    let sample = match sample {
        "" => String::new(),
        words => format!(": “{}”", shortened(words)),
    };
    let message = text!(
        vi: "không hiểu phần {name} trong tệp Word ({count} chỗ){sample}",
        en: "the part {name} of the Word file is not understood ({count} times){sample}",
    );
    Diagnostic::new(Severity::Warning, &NOT_UNDERSTOOD, location, message).hint(text!(
        vi: "mở bản gốc và xem chỗ đó có mất gì không; chữ bên trong, nếu có, đã được giữ",
        en: "look in the original whether anything is missing there; words inside, if any, are kept",
    ))
}

/// A list of words for a sentence: ` (“a”, “b”)`, cut when it is long.
fn quoted(words: &[String]) -> String {
    const MOST_SHOWN: usize = 5;
    let shown = words.iter().map(|words| words.trim()).filter(|words| !words.is_empty());
    let shown: Vec<String> = shown.take(MOST_SHOWN).map(|words| format!("“{}”", shortened(words))).collect();
    if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) }
}

/// Words cut to what fits a message, on one line.
fn shortened(words: &str) -> String {
    const MOST_CHARACTERS: usize = 80;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
