//! What import found doubtful: CB6xx.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};
use crate::media::Kind;
use crate::proof::{Difference, Proof};
use trichdan::text::one_line;
use trichdan::text::syllable::Share;

crate::diagnostic::codes! {
    UNREADABLE = "CB601" {
        vi: "không đọc được tệp",
        "congbo đọc tệp Word (.docx, và .doc từ Word 97), OpenDocument (.odt), RTF, HTML, PDF có chữ, Markdown và văn bản thuần, theo nội \
        dung chứ không theo tên tệp. Tệp đặt mật khẩu hoặc của Word 95 phải được mở bằng Word hay LibreOffice rồi lưu lại; bản quét \
        cần tệp của người soạn; tệp hỏng phải được xin lại.";
        en: "the file cannot be read",
        "congbo reads Word's files (.docx, and .doc since Word 97), OpenDocument (.odt), RTF, HTML, PDF with letters in it, Markdown and \
        plain text, by what is in them and not by their names. Open a file with a password or of Word 95 in Word or LibreOffice and \
        save it again; of a scan ask for its author's file; ask for a damaged file again.";
    }

    TOO_LARGE = "CB602" {
        vi: "tệp vượt giới hạn",
        "Tệp Word là một tệp nén; tệp nén cố ý có thể phình ra làm đầy máy. congbo dừng ở 64 MiB nội dung, 4096 \
        phần, 200 tầng lồng nhau. Báo cáo thật lớn đến thế thường do ảnh: hãy nén ảnh trong Word rồi lưu lại.";
        en: "the file is beyond the limits",
        "A Word file is a packed file, and one made with intent can grow until it fills the machine. congbo stops \
        at 64 MiB of content, 4096 parts, 200 levels of nesting. A real report that large holds large pictures: compress \
        them in Word and save again.";
    }

    NOT_UNDERSTOOD = "CB603" {
        vi: "có phần trong tệp không hiểu được",
        "Tệp có thứ mà congbo không biết chuyển thành văn bản: công thức, biểu đồ, đối tượng nhúng, ký hiệu lạ. \
        Chữ bên trong vẫn được giữ; hình thức thì không. Hãy xem lại chỗ đó trong bản gốc.";
        en: "a part of the file is not understood",
        "The file holds something that congbo cannot turn into text: a formula, a chart, an embedded object, a \
        strange symbol. Words inside are kept, their form is not. Look at the place in the original.";
    }

    TRACKED_CHANGES = "CB604" {
        vi: "tệp còn sửa đổi chưa chấp nhận",
        "Chế độ theo dõi sửa đổi của Word (Track Changes) còn bật: tệp giữ cả chữ cũ và chữ mới. congbo lấy \
        văn bản như khi mọi sửa đổi được chấp nhận. Hãy chắc rằng đó là bản đã ban hành.";
        en: "the file has changes that nobody accepted",
        "Word's Track Changes was on: the file holds the old words and the new. congbo takes the text as if every \
        change had been accepted. Make sure that this is the text that was issued.";
    }

    LEFT_OUT = "CB605" {
        vi: "có chữ không đưa vào báo cáo",
        "Chữ ẩn, lời nhắc của biểu mẫu, đầu trang và chân trang, nhận xét bên lề không thuộc nội dung báo cáo nên \
        không được đưa vào. Mỗi chỗ đều được nêu ra để người nhập quyết định.";
        en: "some words are not taken into the report",
        "Hidden words, a form's prompts, page headers and footers, and comments in the margin are no part of a \
        report's text, so they are left out. Each is named so that you can decide.";
    }

    BY_PLACE = "CB624" {
        vi: "đọc từ PDF, theo vị trí của chữ",
        "Tệp PDF không giữ đoạn văn hay bảng, chỉ giữ chữ ở đâu trên trang. congbo ghép lại theo vị trí: không chữ nào bị mất, nhưng \
        chỗ xuống dòng, cột và bảng có thể khác ý người soạn. Bản quét có lớp chữ thì chữ là do máy nhận dạng, có thể sai.";
        en: "read from a PDF, by the places of words",
        "A PDF keeps no paragraphs or tables, only where on a page each letter stands. congbo puts them together by that: no word \
        is lost, but breaks, columns and tables may differ from what the author meant. The words of a scan with letters behind it \
        were recognised by a program, and may be wrong.";
    }

    SOFT_HYPHEN = "CB606" {
        vi: "bỏ dấu ngắt từ mềm",
        "Dấu ngắt từ mềm chỉ hiện khi từ đứng cuối dòng. Trên trang web nó làm tìm kiếm và trích dẫn hỏng, nên \
        congbo bỏ đi; chữ không đổi.";
        en: "soft hyphens are dropped",
        "A soft hyphen shows only where a word meets the line's end. On the web it spoils search and citations, \
        so congbo drops it; no letter changes.";
    }

    UNSEEN_LETTERS = "CB621" {
        vi: "bỏ ký tự không nhìn thấy",
        "Ký tự điều khiển, ký tự độ rộng bằng không và ký tự đổi chiều viết không hiện trên giấy, nhưng làm tìm kiếm và \
        trích dẫn hỏng, nên congbo bỏ đi; chữ không đổi.";
        en: "letters that nobody sees are dropped",
        "Control characters and marks of no width or of direction do not show on paper, but spoil search and \
        citations, so congbo drops them; no letter that shows changes.";
    }

    ODD_PICTURE = "CB607" {
        vi: "hình không hiển thị được",
        "Trình duyệt không hiện được hình loại EMF, WMF, TIFF, và không có hình nào để hiện khi tệp chỉ liên kết \
        tới hình ở máy khác. Hãy lưu hình thành PNG hay JPEG rồi thay vào files/.";
        en: "a picture cannot be shown",
        "Browsers show no EMF, WMF or TIFF pictures, and there is nothing to show when the file only links to a \
        picture on another machine. Save it as PNG or JPEG and put it into files/.";
    }

    ENCODING = "CB608" {
        vi: "văn bản không ở dạng Unicode chuẩn",
        "Văn bản cũ thường gõ bằng bảng mã TCVN3 (phông .VnTime) hay VNI (phông VNI-Times), hoặc bị một chương \
        trình đọc sai bảng mã. congbo nhận ra bảng mã theo tên phông và theo tỷ lệ âm tiết tiếng Việt có thể có trước và \
        sau khi chuyển, rồi chuyển sang Unicode. Hãy đọc lại vài đoạn, nhất là tên riêng và chữ hoa.";
        en: "the text is not in proper Unicode",
        "Old texts were typed in TCVN3 (the typeface .VnTime) or VNI (VNI-Times), or some program read them in \
        the wrong encoding. congbo knows the encoding by the typefaces' names and by the share of possible Vietnamese \
        syllables before and after, and converts to Unicode. Read some paragraphs again, above all names and capitals.";
    }

    WORDS_DIFFER = "CB609" {
        vi: "chữ bị mất hoặc đổi khi nhập",
        "congbo đếm từng chữ của bản gốc và của báo cáo sau khi nhập. Khi hai bên khác nhau mà không có lý do đã \
        nêu, đó là lỗi của congbo hoặc của tệp: đừng công bố trước khi xem từng chữ được liệt kê.";
        en: "words were lost or changed",
        "congbo counts every word of the original and of the imported report. Where they differ without a reason \
        given elsewhere, congbo or the file is at fault: do not publish before looking at each word listed.";
    }

    BLANK = "CB610" {
        vi: "bản gốc để trống",
        "Bản chưa ký thường để trống số và ngày. congbo giữ đúng chỗ trống và trang web hiện là để trống; không tự \
        điền. Nếu có bản đã ký thì ghi số và ngày vào.";
        en: "the original leaves a blank",
        "An unsigned copy often has no number and date. congbo keeps the blank, and the site shows it as one; \
        nothing is filled in. Write number and date if you have the signed copy.";
    }

    HEADER_MISSING = "CB611" {
        vi: "thiếu một phần của thể thức văn bản",
        "Nghị định 30/2020/NĐ-CP (Phụ lục I) quy định thể thức: cơ quan ban hành, số, địa danh và ngày tháng, tên \
        loại, trích yếu, nơi nhận, người ký. Phần không thấy trong tệp được để trống; hãy xem bản gốc và ghi vào \
        phần đầu của báo cáo.";
        en: "a part of the official frame is missing",
        "Decree 30/2020/NĐ-CP, Appendix I, names the parts: issuing body, number, place and date, type, abstract, \
        recipients, signature. What the file does not show is left empty; look at the original and add it to the \
        report's front matter.";
    }

    UNKNOWN_NAME = "CB612" {
        vi: "tên chưa có trong danh mục",
        "Cơ quan và địa danh được ghi bằng mã trong issuers.yaml và places.yaml. congbo chỉ nhận khi tên trùng \
        đúng một mục còn tồn tại vào ngày của văn bản; nếu không thì để trống và hỏi. Hãy thêm mục hoặc tên gọi \
        khác (aliases).";
        en: "a name that the site does not know",
        "Bodies and places are written as ids of issuers.yaml and places.yaml. congbo takes one only where the \
        name fits exactly one entry that existed on the document's day; otherwise it leaves the field empty and \
        asks. Add an entry or an alias.";
    }

    GUESS = "CB613" {
        vi: "điều suy ra cần xác nhận",
        "congbo suy ra điều này từ chỗ khác trong văn bản, theo một quy tắc có thể sai. Hãy xác nhận hoặc sửa.";
        en: "something inferred, to be confirmed",
        "congbo inferred this from another place in the text by a rule that can be wrong. Confirm or correct it.";
    }

    JOINED = "CB614" {
        vi: "câu bị ngắt đã nối lại",
        "Khi tệp được chuyển từ bản in, một câu có thể bị ngắt thành hai đoạn ở chỗ sang trang. congbo nối khi \
        đoạn trước hết mà không có dấu câu và đoạn sau bắt đầu bằng chữ thường. Hãy đọc lại chỗ nối.";
        en: "a torn sentence was joined",
        "When a file was made from print, a page break may have torn a sentence into two paragraphs. congbo joins \
        them where the first ends without a sign and the second begins with a small letter. Read the joint again.";
    }

    TABLE_CHANGED = "CB615" {
        vi: "bảng không giữ được hình thức",
        "Trong Markdown mỗi ô của bảng chỉ có một dòng, nên congbo nối các đoạn trong một ô bằng dấu cách. Ô gộp vẫn là ô gộp: \
        << nối với ô bên trái, ^^ nối với ô phía trên, dòng === kết thúc phần đầu bảng.";
        en: "a table lost its form",
        "In Markdown a cell of a table has one line, so congbo joins a cell's paragraphs with spaces. Merged cells stay merged: \
        << goes on with the cell to the left, ^^ with the one above, and a row of === ends the head.";
    }

    ENTRY_INCOMPLETE = "CB616" {
        vi: "mục chưa đủ",
        "Mục được soạn từ những gì báo cáo viết; điều báo cáo không nói thì để trống. Hãy tìm văn bản gốc và ghi \
        thêm.";
        en: "an entry is incomplete",
        "The entry was drafted from what the report says; what it does not say is left empty. Find the document \
        itself and add it.";
    }

    CONTRADICTION = "CB617" {
        vi: "hai chỗ nói khác nhau",
        "Hai chỗ nói khác nhau về cùng một điều. congbo lấy chỗ thứ nhất và nêu cả hai; chỉ người có bản gốc mới \
        biết chỗ nào đúng.";
        en: "two places disagree",
        "Two places disagree about one thing. congbo takes the first and shows both; only someone with the \
        original knows which is right.";
    }

    PERIOD_UNKNOWN = "CB618" {
        vi: "chưa rõ kỳ báo cáo",
        "Kỳ được suy từ trích yếu (6 tháng đầu năm, quý II, 9 tháng, năm 2022). Khi trích yếu không nói, hãy ghi \
        --period.";
        en: "the period is not clear",
        "The period is inferred from the abstract (the first six months, quarter II, nine months, the year 2022). \
        Give --period where the abstract does not tell.";
    }

    SECRET = "CB619" {
        vi: "văn bản mật",
        "Văn bản có dấu chỉ độ mật không bao giờ được công bố. congbo không nhập.";
        en: "a secret document",
        "A document marked as secret must never be published. congbo does not import it.";
    }

    DRAFT = "CB622" {
        vi: "bản dự thảo",
        "Bản gốc có dấu dự thảo nên báo cáo được ghi `draft: true`: `build` và `publish` không công bố, `congbo serve` vẫn cho xem. \
        Khi văn bản đã ban hành, hãy nhập bản chính thức hoặc bỏ dòng đó.";
        en: "a draft",
        "The original is stamped as a draft, so the report gets `draft: true`: `build` and `publish` leave it out, and `congbo serve` \
        shows it. Once the document is issued, import the final text, or take the line away.";
    }

    NO_UNIT = "CB623" {
        vi: "không rõ đơn vị hành chính nào",
        "Tên hay mã ghi ra không có trong danh mục đơn vị hành chính kèm chương trình, hoặc có ở nhiều nơi. Hãy ghi thêm huyện, tỉnh sau \
        dấu phẩy, hoặc ghi mã số: --place \"xã Minh Sơn, huyện Triệu Sơn\".";
        en: "no certain administrative unit",
        "The program's list of administrative units has no such name or code, or has it in several places. Add the district and \
        the province after commas, or give the code: --place \"xã Minh Sơn, huyện Triệu Sơn\".";
    }

    EXISTS = "CB620" {
        vi: "tệp đã có",
        "congbo không ghi đè lên công việc của người khác. Dùng --force khi chắc chắn, hoặc --name để đặt tên \
        khác.";
        en: "a file is there already",
        "congbo never overwrites anyone's work. Use --force when you are sure, or --name for another name.";
    }
}

/// A file with a password.
pub fn locked(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "tệp này đặt mật khẩu", en: "this file opens only with a password");
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "mở bằng Word hoặc LibreOffice, bỏ mật khẩu, lưu lại rồi nhập lại",
        en: "open it in Word or LibreOffice, remove the password, save it and import it again",
    ))
}

/// A file of Word 6, Word 95 or before.
pub fn oldest_word(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "đây là tệp của Word 95 hoặc cũ hơn",
        en: "this file is of Word 95 or before",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "mở bằng Word hoặc LibreOffice, lưu thành .docx rồi nhập lại",
        en: "open it in Word or LibreOffice, save it as .docx and import that",
    ))
}

/// A page and its pictures as one file.
pub fn web_archive(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "đây là trang web lưu thành một tệp (.mht), Word cũng lưu như thế",
        en: "this is a web page saved as one file (.mht), as Word does too",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "mở bằng Word, lưu thành .docx rồi nhập lại",
        en: "open it in Word, save it as .docx and import that",
    ))
}

/// A file without a byte.
pub fn empty_file(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "tệp rỗng", en: "the file is empty");
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "xin lại tệp: có lẽ nó chưa được chép hết",
        en: "ask for it again: perhaps it was not copied to its end",
    ))
}

/// The mark that Word or LibreOffice leaves beside a file that is open.
pub fn lock_file(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "đây là tệp tạm, có khi một văn bản đang mở, không phải văn bản ấy",
        en: "this is the mark of a document that is open, not the document",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "đóng văn bản trong Word hoặc LibreOffice, rồi nhập tệp không có ~$ ở đầu tên",
        en: "close the document in Word or LibreOffice, and import the file without ~$ before its name",
    ))
}

/// A file that is no text of an office program.
pub fn not_word(location: Location, kind: Kind) -> Diagnostic {
    let is_packed = matches!(kind, Kind::Zip | Kind::Archive);
    let is_sheet = matches!(kind, Kind::Excel | Kind::OldExcel | Kind::OpenSheet);
    let is_slides = matches!(kind, Kind::PowerPoint | Kind::OldPowerPoint | Kind::OpenSlides);
    let message = match kind {
        _ if kind.is_picture() => bilingual!(vi: "đây là tệp hình", en: "this is a picture"),
        _ if is_sheet => bilingual!(vi: "đây là bảng tính", en: "this is a spreadsheet"),
        _ if is_slides => bilingual!(vi: "đây là tệp trình chiếu", en: "this is a presentation"),
        _ if is_packed => bilingual!(
            vi: "đây là tệp nén, trong đó không có văn bản Word",
            en: "this is a packed file without a Word text in it",
        ),
        Kind::Xml => bilingual!(
            vi: "đây là tệp XML (Word cũng lưu như thế), không phải .docx",
            en: "this is an XML file (Word saves such too), not a .docx",
        ),
        _ => bilingual!(vi: "đây không phải văn bản mà congbo đọc được", en: "this is no text that congbo reads"),
    };
    let hint = match kind {
        _ if kind.is_picture() => bilingual!(
            vi: "xin người soạn tệp Word, hoặc gõ lại chữ thành tệp .md; hình thì để vào files/",
            en: "ask the author for the Word file, or type the words into a .md file; put the picture into files/",
        ),
        Kind::Excel => bilingual!(
            vi: "nếu đó là các dòng của một sổ: congbo import TỆP --register SỔ --period KỲ; nếu không, để tệp vào files/ làm tệp đính kèm",
            en: "if it has rows of a register: congbo import FILE --register REGISTER --period PERIOD; else put it into files/ as an attachment",
        ),
        _ if is_sheet => bilingual!(
            vi: "lưu thành .xlsx để nhập các dòng của một sổ, hoặc để nguyên tệp vào files/ làm tệp đính kèm",
            en: "save it as .xlsx to import rows of a register, or put it into files/ as an attachment",
        ),
        _ if is_slides => bilingual!(
            vi: "chép nội dung vào một tệp Word rồi nhập tệp ấy, hoặc để nguyên tệp vào files/ làm tệp đính kèm",
            en: "copy what is in it into a Word file and import that, or put it into files/ as an attachment",
        ),
        _ if is_packed => bilingual!(vi: "giải nén rồi nhập từng tệp", en: "unpack it and import each file"),
        Kind::Xml => bilingual!(
            vi: "mở bằng Word hoặc LibreOffice, lưu thành .docx rồi nhập lại",
            en: "open it in Word or LibreOffice, save it as .docx and import that",
        ),
        _ => bilingual!(
            vi: "congbo nhập tệp .docx, .doc, .odt, .rtf, .html, .pdf, .md và .txt",
            en: "congbo imports .docx, .doc, .odt, .rtf, .html, .pdf, .md and .txt files",
        ),
    };
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(hint)
}

/// A PDF whose pages are pictures.
pub fn scan(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp PDF này là bản quét: mỗi trang là một tấm hình, không có chữ",
        en: "this PDF is a scan: each page is a picture, without letters",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "xin người soạn tệp Word, hoặc gõ lại chữ thành tệp .md; bản quét thì để vào files/ làm tệp đính kèm",
        en: "ask the author for the Word file, or type the words into a .md file; put the scan into files/ as an attachment",
    ))
}

/// A PDF whose typefaces do not say which sign is which letter.
pub fn no_letters(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "phông chữ trong tệp PDF này không cho biết nét nào là chữ nào",
        en: "the typefaces of this PDF do not say which sign is which letter",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "xin người soạn tệp Word rồi nhập tệp ấy; PDF thì để vào files/ làm tệp đính kèm",
        en: "ask the author for the Word file and import that; put the PDF into files/ as an attachment",
    ))
}

/// A PDF holds no paragraphs: they were put together by the places of words.
pub fn by_place(location: Location, pages: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "đọc {pages} trang PDF: đoạn và bảng được ghép lại theo vị trí của chữ",
        en: "pages read from PDF: {pages}; paragraphs and tables were put together by the places of words",
    );
    Diagnostic::new(Severity::Hint, &BY_PLACE, location, message).hint(bilingual!(
        vi: "xem lại chỗ xuống dòng và các bảng; có tệp Word thì nhập tệp Word",
        en: "look at paragraphs and tables; import the Word file if there is one",
    ))
}

/// Pages of a scan with the words that a program recognised in it.
pub fn recognised(location: Location, pages: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "{pages} trang là bản quét; chữ là do máy nhận dạng từ hình, có thể sai",
        en: "pages that are scans: {pages}; a program recognised their words in the picture and may be wrong",
    );
    Diagnostic::new(Severity::Warning, &BY_PLACE, location, message).hint(bilingual!(
        vi: "so từng chữ, nhất là số và ngày, với bản gốc trước khi công bố",
        en: "compare each word, numbers and days above all, with the original before publishing",
    ))
}

/// Pictures of a PDF.
pub fn pictures_left_out(location: Location, count: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "bỏ qua {count} hình trong tệp PDF",
        en: "pictures in the PDF are left out: {count}",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(bilingual!(
        vi: "con dấu, chữ ký thì thôi; ảnh của báo cáo thì chép vào files/ và đưa vào bài",
        en: "leave stamps and signatures; put pictures of the report into files/ and into the text",
    ))
}

/// A file that breaks off or contradicts itself.
pub fn damaged_word(location: Location, reason: &str) -> Diagnostic {
    let message = bilingual!(vi: "tệp bị hỏng: {reason}", en: "the file is damaged: {reason}");
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "mở bằng Word, để Word sửa, lưu thành tệp mới rồi nhập lại",
        en: "open it in Word, let Word repair it, save it as a new file and import that",
    ))
}

/// A file beyond a limit: `bytes`, `parts`, `growth`, `depth`, `elements`.
pub fn too_large(location: Location, limit: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp vượt giới hạn an toàn ({limit})",
        en: "the file is beyond the safe limits ({limit})",
    );
    Diagnostic::new(Severity::Error, &TOO_LARGE, location, message).hint(bilingual!(
        vi: "nén ảnh trong Word rồi lưu lại; nếu tệp đến từ người lạ thì đừng mở",
        en: "compress its pictures in Word and save again; do not open it if it comes from a stranger",
    ))
}

/// A part with a DTD.
pub fn has_dtd(location: Location, part: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "{part} trong tệp có DTD, thứ mà Word và LibreOffice không bao giờ ghi",
        en: "{part} in the file has a DTD, which neither Word nor LibreOffice writes",
    );
    Diagnostic::new(Severity::Error, &UNREADABLE, location, message).hint(bilingual!(
        vi: "xin lại tệp từ người soạn; tệp này có thể được làm để tấn công",
        en: "ask its author for the file again; this one may have been made for an attack",
    ))
}

/// Changes that were taken as accepted.
pub fn tracked_changes(location: Location, inserted: &[String], deleted: &[String]) -> Diagnostic {
    let (added, struck) = (inserted.len(), deleted.len());
    let (added_words, struck_words) = (quoted(inserted), quoted(deleted));
    let message = bilingual!(
        vi: "tệp còn {added} chỗ thêm{added_words} và {struck} chỗ xóa{struck_words} chưa chấp nhận; congbo lấy như đã chấp nhận",
        en: "the file has {added} insertions{added_words} and {struck} deletions{struck_words} that nobody accepted; congbo takes them as accepted",
    );
    Diagnostic::new(Severity::Warning, &TRACKED_CHANGES, location, message).hint(bilingual!(
        vi: "so với bản đã ký ban hành",
        en: "compare with the text that was signed",
    ))
}

/// Words that are hidden in Word, or a form's prompt.
pub fn hidden_words(location: Location, words: &str) -> Diagnostic {
    let words = shortened(words);
    let message = bilingual!(
        vi: "bỏ qua chữ ẩn hoặc lời nhắc của biểu mẫu: “{words}”",
        en: "hidden words or a form's prompt are left out: “{words}”",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(bilingual!(
        vi: "nếu đó là nội dung báo cáo thì bỏ thuộc tính ẩn trong Word rồi nhập lại",
        en: "if they belong to the report, unhide them in Word and import again",
    ))
}

/// Words of a page header or footer.
pub fn margin_words(location: Location, words: &str) -> Diagnostic {
    let words = shortened(words);
    let message = bilingual!(
        vi: "không nhập chữ ở đầu trang hoặc chân trang: “{words}”",
        en: "words of a page header or footer are not imported: “{words}”",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(bilingual!(
        vi: "nếu cần thì chép vào báo cáo bằng tay",
        en: "copy them into the report by hand if they are needed",
    ))
}

/// Comments in the margin.
pub fn comments_left_out(location: Location, count: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "bỏ qua {count} nhận xét bên lề",
        en: "comments in the margin are left out: {count}",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(bilingual!(
        vi: "xem đã xử lý hết nhận xét chưa: tệp còn nhận xét thường chưa phải bản cuối",
        en: "see whether they are all dealt with: a file with comments is seldom the final one",
    ))
}

pub fn soft_hyphens(location: Location, count: usize) -> Diagnostic {
    let message = bilingual!(vi: "bỏ {count} dấu ngắt từ mềm", en: "soft hyphens dropped: {count}");
    Diagnostic::new(Severity::Hint, &SOFT_HYPHEN, location, message)
}

/// As many kinds of letters are named.
const MOST_KINDS: usize = 8;

/// Letters without a shape.
pub fn unseen_letters(location: Location, count: usize, kinds: &BTreeSet<char>) -> Diagnostic {
    let named = kinds.iter().take(MOST_KINDS).map(|letter| format!("U+{:04X}", u32::from(*letter)));
    let more = (kinds.len() > MOST_KINDS).then(|| "…".to_owned());
    let names = named.chain(more).collect::<Vec<_>>().join(", ");
    let message = bilingual!(
        vi: "bỏ {count} ký tự không nhìn thấy: {names}",
        en: "letters that nobody sees dropped: {count} ({names})",
    );
    Diagnostic::new(Severity::Hint, &UNSEEN_LETTERS, location, message)
}

/// A text that was converted from an old encoding.
pub fn converted(location: Location, encoding: &str, before: Share, after: Share) -> Diagnostic {
    let (before, after) = (before.percent(), after.percent());
    let message = bilingual!(
        vi: "đã chuyển từ bảng mã {encoding} sang Unicode: âm tiết đúng tăng từ {before}% lên {after}%",
        en: "converted from {encoding} to Unicode: possible syllables rose from {before}% to {after}%",
    );
    Diagnostic::new(Severity::Warning, &ENCODING, location, message).hint(bilingual!(
        vi: "đọc lại tên riêng, số hiệu và chữ hoa",
        en: "read names, designations and capitals again",
    ))
}

/// A text file whose bytes were in an old encoding.
pub fn decoded(location: Location, encoding: &str, share: Share) -> Diagnostic {
    let percent = share.percent();
    let message = bilingual!(
        vi: "đọc tệp theo bảng mã {encoding} và chuyển sang Unicode: {percent}% âm tiết đúng",
        en: "read as {encoding} and converted to Unicode: {percent}% possible syllables",
    );
    Diagnostic::new(Severity::Warning, &ENCODING, location, message).hint(bilingual!(
        vi: "đọc lại tên riêng, số hiệu và chữ hoa",
        en: "read names, designations and capitals again",
    ))
}

/// A typeface of an old encoding over words that are not in it.
pub fn typeface_contradicts(location: Location, typeface: &str, encoding: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "phông {typeface} là của bảng mã {encoding}, nhưng chữ không phải bảng mã ấy; giữ nguyên",
        en: "the typeface {typeface} belongs to {encoding}, and the words are not in it; they stay as they are",
    );
    Diagnostic::new(Severity::Warning, &ENCODING, location, message).hint(bilingual!(
        vi: "đọc lại các đoạn dùng phông này",
        en: "read the paragraphs in this typeface again",
    ))
}

/// A text that is in no encoding that is known, or not Vietnamese.
pub fn unknown_encoding(location: Location, share: Share) -> Diagnostic {
    let percent = share.percent();
    let message = bilingual!(
        vi: "chỉ {percent}% chữ là âm tiết tiếng Việt có thể có: bảng mã lạ, hoặc không phải tiếng Việt",
        en: "only {percent}% of the words are possible Vietnamese syllables: an unknown encoding, or another language",
    );
    Diagnostic::new(Severity::Error, &ENCODING, location, message).hint(bilingual!(
        vi: "mở tệp gốc, chuyển sang Unicode bằng công cụ của bộ gõ rồi nhập lại",
        en: "open the original, convert it to Unicode with the keyboard program's tool and import that",
    ))
}

/// Letters and marks that were apart.
pub fn composed(location: Location, runs: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "ghép dấu rời vào chữ (dạng NFC) ở {runs} đoạn chữ; nhìn không đổi",
        en: "loose marks joined to their letters (NFC) in {runs} places; nothing looks different",
    );
    Diagnostic::new(Severity::Hint, &ENCODING, location, message)
}

/// A picture that no browser shows, or that is not in the file.
pub fn odd_picture(location: Location, name: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "hình “{name}” không hiện được trên trang web",
        en: "the picture “{name}” cannot be shown on a web page",
    );
    Diagnostic::new(Severity::Warning, &ODD_PICTURE, location, message).hint(bilingual!(
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
    let message = bilingual!(
        vi: "không hiểu phần {name} trong tệp ({count} chỗ){sample}",
        en: "the part {name} of the file is not understood ({count} times){sample}",
    );
    Diagnostic::new(Severity::Warning, &NOT_UNDERSTOOD, location, message).hint(bilingual!(
        vi: "mở bản gốc và xem chỗ đó có mất gì không; chữ bên trong, nếu có, đã được giữ",
        en: "look in the original whether anything is missing there; words inside, if any, are kept",
    ))
}

/// Words that differ between the original and the result.
pub fn words_differ(location: Location, proof: &Proof) -> Diagnostic {
    let (lost, added) = (differences(&proof.lost), differences(&proof.added));
    let (source, result) = (proof.source_words, proof.result_words);
    let message = bilingual!(
        vi: "bản gốc có {source} chữ, kết quả có {result} chữ; mất: {lost}; thừa: {added}",
        en: "the original has {source} words, the result {result}; lost: {lost}; added: {added}",
    );
    Diagnostic::new(Severity::Error, &WORDS_DIFFER, location, message).hint(bilingual!(
        vi: "xem từng chữ trong bản gốc, sửa báo cáo bằng tay, và gửi tệp cho người làm congbo",
        en: "look at each word in the original, mend the report by hand, and send the file to congbo's makers",
    ))
}

fn differences(differences: &[Difference]) -> String {
    const MOST_SHOWN: usize = 12;
    let shown = differences.iter().take(MOST_SHOWN).map(|difference| match difference.times {
        1 => format!("“{}” (… {} …)", difference.word, difference.context),
        times => format!("“{}” ×{times} (… {} …)", difference.word, difference.context),
    });
    let shown: Vec<String> = shown.collect();
    match differences.len().checked_sub(MOST_SHOWN) {
        _ if shown.is_empty() => "0".to_owned(),
        Some(more) if more > 0 => format!("{} … (+{more})", shown.join(", ")),
        _ => shown.join(", "),
    }
}

/// A part of the official frame that was not found.
pub fn header_missing(location: Location, part_vi: &str, part_en: &str) -> Diagnostic {
    let message = bilingual!(vi: "không thấy {part_vi} trong tệp", en: "the file shows no {part_en}");
    Diagnostic::new(Severity::Warning, &HEADER_MISSING, location, message).hint(bilingual!(
        vi: "xem bản gốc và ghi vào phần đầu của báo cáo",
        en: "look at the original and add it to the report's front matter",
    ))
}

/// `Số: /BC-UBND`.
pub fn number_blank(location: Location, designation: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "số của báo cáo để trống: “{designation}”",
        en: "the report's number is blank: “{designation}”",
    );
    Diagnostic::new(Severity::Warning, &BLANK, location, message).hint(bilingual!(
        vi: "ghi số nếu có bản đã ký; nếu không thì để nguyên",
        en: "write the number if you have the signed copy; otherwise leave it",
    ))
}

/// `ngày tháng năm 2022`.
pub fn date_blank(location: Location, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "ngày của báo cáo để trống hoặc không đọc được: “{written}”",
        en: "the report's date is blank or cannot be read: “{written}”",
    );
    Diagnostic::new(Severity::Warning, &BLANK, location, message).hint(bilingual!(
        vi: "ghi date nếu có bản đã ký; nếu không thì để nguyên",
        en: "write date if you have the signed copy; otherwise leave it",
    ))
}

/// A line of the frame that is no known part of it.
pub fn unknown_line(location: Location, line: &str) -> Diagnostic {
    let line = shortened(line);
    let message = bilingual!(
        vi: "dòng “{line}” nằm trong phần thể thức nhưng không rõ là gì; đã đưa vào thân báo cáo",
        en: "the line “{line}” stands in the official frame and is no known part of it; it went into the text",
    );
    Diagnostic::new(Severity::Warning, &HEADER_MISSING, location, message).hint(bilingual!(
        vi: "chuyển nó về đúng chỗ, hoặc xóa nếu không thuộc báo cáo",
        en: "move it to its place, or delete it if it is no part of the report",
    ))
}

/// A signature without a name.
pub fn signer_unknown(location: Location, authority: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "không thấy họ tên người ký dưới “{authority}”",
        en: "no name stands under “{authority}”",
    );
    Diagnostic::new(Severity::Warning, &BLANK, location, message)
        .hint(bilingual!(vi: "ghi name nếu bản gốc có", en: "write name if the original has one"))
}

/// An issuing body that `issuers.yaml` does not have, or has twice.
pub fn issuer_unknown(location: Location, name: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "cơ quan ban hành “{name}” không trùng đúng một mục nào trong issuers.yaml; giữ nguyên văn ở issuer_written",
        en: "the issuing body “{name}” fits no single entry of issuers.yaml; it is kept as written in issuer_written",
    );
    Diagnostic::new(Severity::Warning, &UNKNOWN_NAME, location, message).hint(bilingual!(
        vi: "thêm cơ quan ấy vào issuers.yaml rồi ghi mã của nó vào issuer thay cho issuer_written",
        en: "add the body to issuers.yaml and write its id as issuer instead of issuer_written",
    ))
}

/// An issuing body inferred from symbol and place.
pub fn issuer_guessed(location: Location, id: &str, place: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "phần đầu văn bản không ghi cơ quan ban hành; suy ra {id} từ ký hiệu và địa danh {place}",
        en: "the heading names no issuing body; {id} is inferred from the symbol and the place {place}",
    );
    Diagnostic::new(Severity::Warning, &GUESS, location, message)
        .hint(bilingual!(vi: "xác nhận hoặc sửa issuer", en: "confirm or correct issuer"))
}

/// A cited document's issuer that `issuers.yaml` does not have, or has twice.
pub fn cited_issuer_unknown(location: Location, documents: &[String], written: &str) -> Diagnostic {
    let Bilingual { vi, en } = listed(documents);
    let message = bilingual!(
        vi: "{vi} là của “{written}”, tên không trùng đúng một mục nào trong issuers.yaml",
        en: "{en}: issued by “{written}”, a name that fits no single entry of issuers.yaml",
    );
    Diagnostic::new(Severity::Warning, &UNKNOWN_NAME, location, message).hint(bilingual!(
        vi: "thêm cơ quan hoặc tên gọi khác (aliases) vào issuers.yaml, rồi ghi issuer trong legal.yaml",
        en: "add the body or an alias to issuers.yaml, and write issuer in legal.yaml",
    ))
}

/// A place that `places.yaml` does not have, or has twice on that day.
pub fn place_unknown(location: Location, place: &str, model: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "“{place}” của “{model}” không trùng đúng một mục nào trong places.yaml vào thời điểm báo cáo",
        en: "“{place}” of “{model}” fits no single entry of places.yaml at the report's time",
    );
    Diagnostic::new(Severity::Warning, &UNKNOWN_NAME, location, message).hint(bilingual!(
        vi: "thêm đơn vị vào places.yaml rồi ghi mã vào places của mô hình",
        en: "add the unit to places.yaml and write its id into the model's places",
    ))
}

/// A sentence that a page break had torn.
pub fn joined(location: Location, left: &str, right: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "đã nối câu bị ngắt: “… {left}” và “{right} …”",
        en: "a torn sentence was joined: “… {left}” and “{right} …”",
    );
    Diagnostic::new(Severity::Warning, &JOINED, location, message).hint(bilingual!(
        vi: "đọc lại chỗ nối; nếu là hai đoạn thì tách ra",
        en: "read the joint again; part it if these are two paragraphs",
    ))
}

/// A table whose form changed.
pub fn table_changed(location: Location, joined: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "bảng này nối nhiều đoạn thành một dòng ở {joined} ô",
        en: "this table joins paragraphs to one line in {joined} cells",
    );
    Diagnostic::new(Severity::Warning, &TABLE_CHANGED, location, message).hint(bilingual!(
        vi: "so với bảng trong bản gốc, nhất là khi cộng theo cột",
        en: "compare with the original's table, above all where columns are added up",
    ))
}

/// Footnote marks or pictures in the heading or the signature.
pub fn marks_in_frame(location: Location, count: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "{count} chú thích hoặc hình nằm trong phần thể thức (đầu hoặc cuối văn bản) không có chỗ ghi",
        en: "{count} footnotes or pictures stand in the official frame, where there is no place for them",
    );
    Diagnostic::new(Severity::Warning, &LEFT_OUT, location, message).hint(bilingual!(
        vi: "nếu cần, chép vào thân báo cáo; hình đã lưu trong files/",
        en: "copy them into the text if they are needed; pictures are in files/",
    ))
}

/// A picture without a description.
pub fn picture_undescribed(location: Location, number: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "hình {number} không có lời mô tả",
        en: "picture {number} has no description",
    );
    Diagnostic::new(Severity::Warning, &ODD_PICTURE, location, message).hint(bilingual!(
        vi: "ghi lời mô tả trong ngoặc vuông ![…] cho người không nhìn thấy hình",
        en: "write one between the brackets ![…] for those who cannot see it",
    ))
}

/// A register entry that lacks something.
pub fn entry_incomplete(location: Location, documents: &[String], missing: &[(&str, &str)]) -> Diagnostic {
    let vi = missing.iter().map(|(vi, _)| *vi).collect::<Vec<_>>().join(", ");
    let en = missing.iter().map(|(_, en)| *en).collect::<Vec<_>>().join(", ");
    let which = listed(documents);
    let (which_vi, which_en) = (which.vi, which.en);
    let message = bilingual!(
        vi: "báo cáo không cho biết {vi} của {which_vi}",
        en: "the report does not tell {en} of {which_en}",
    );
    Diagnostic::new(Severity::Warning, &ENTRY_INCOMPLETE, location, message).hint(bilingual!(
        vi: "tìm văn bản gốc và ghi thêm vào mục của nó",
        en: "find the document itself and add it to its entry",
    ))
}

/// The first of many documents, and how many more there are.
fn listed(documents: &[String]) -> Bilingual {
    const MOST_NAMED: usize = 6;
    let named: Vec<String> = documents.iter().take(MOST_NAMED).map(|document| format!("“{document}”")).collect();
    let named = named.join(", ");
    match documents.len().saturating_sub(MOST_NAMED) {
        0 => bilingual!(vi: "{named}", en: "{named}"),
        more => bilingual!(vi: "{named} và {more} văn bản khác", en: "{named} and {more} more"),
    }
}

/// A symbol that is not written as symbols are.
pub fn odd_symbol(location: Location, written: &str, odd: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "báo cáo viết ký hiệu “{odd}”; mục ghi {written}",
        en: "the report writes the symbol “{odd}”; the entry has {written}",
    );
    Diagnostic::new(Severity::Hint, &GUESS, location, message)
        .hint(bilingual!(vi: "xác nhận theo văn bản gốc", en: "confirm it by the document itself"))
}

/// One document cited with two dates.
pub fn cited_twice(location: Location, document: &str, first: &str, second: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "{document} được dẫn với hai ngày: {first} và {second}; mục lấy {first}",
        en: "{document} is cited with two dates: {first} and {second}; the entry has {first}",
    );
    Diagnostic::new(Severity::Warning, &CONTRADICTION, location, message)
        .hint(bilingual!(vi: "xem văn bản gốc", en: "look at the document itself"))
}

/// A model without a size.
pub fn model_without_size(location: Location, name: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "“{name}” không ghi quy mô; để trống hectares",
        en: "“{name}” has no size; hectares is left empty",
    );
    Diagnostic::new(Severity::Hint, &ENTRY_INCOMPLETE, location, message)
        .hint(bilingual!(vi: "ghi thêm nếu biết", en: "add it if you know it"))
}

/// A list of models that ends with `...`.
pub fn open_list(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "danh sách mô hình kết thúc bằng dấu ba chấm: còn mô hình không nêu tên",
        en: "the list of models ends with an ellipsis: there are models without a name",
    );
    Diagnostic::new(Severity::Warning, &ENTRY_INCOMPLETE, location, message).hint(bilingual!(
        vi: "thêm các mô hình còn lại vào models.yaml nếu biết",
        en: "add the others to models.yaml if you know them",
    ))
}

/// A count of tasks that could not be read.
pub fn count_unclear(location: Location, words: &str) -> Diagnostic {
    let words = shortened(words);
    let message = bilingual!(
        vi: "không đọc được số nhiệm vụ ở “{words}”",
        en: "the number of tasks in “{words}” cannot be read",
    );
    Diagnostic::new(Severity::Warning, &ENTRY_INCOMPLETE, location, message).hint(bilingual!(
        vi: "ghi số vào task_counts trong period.yaml",
        en: "write it into task_counts in period.yaml",
    ))
}

/// Tasks are counted, and have to be entered one by one.
pub fn tasks_to_write(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "báo cáo có nhiệm vụ KH&CN; congbo chỉ ghi số lượng",
        en: "the report has S&T tasks; congbo writes only how many",
    );
    Diagnostic::new(Severity::Warning, &ENTRY_INCOMPLETE, location, message)
        .hint(bilingual!(vi: "ghi từng nhiệm vụ vào tasks.yaml", en: "enter each task into tasks.yaml"))
}

/// No period can be inferred.
pub fn period_unknown(location: Location, summary: &str) -> Diagnostic {
    let summary = shortened(summary);
    let message = bilingual!(
        vi: "không suy được kỳ báo cáo từ trích yếu “{summary}”",
        en: "the abstract “{summary}” does not tell the period",
    );
    Diagnostic::new(Severity::Error, &PERIOD_UNKNOWN, location, message).hint(bilingual!(
        vi: "ghi thêm --period, ví dụ --period 2022-h1",
        en: "add --period, for example --period 2022-h1",
    ))
}

/// The period asked for is not the one that the abstract names.
pub fn period_contradicts(location: Location, asked: &str, derived: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "trích yếu nói kỳ {derived}, nhưng lệnh ghi --period {asked}; lấy {asked}",
        en: "the abstract names the period {derived}, and the command says --period {asked}; {asked} is taken",
    );
    Diagnostic::new(Severity::Warning, &CONTRADICTION, location, message)
        .hint(bilingual!(vi: "xem lại kỳ", en: "look at the period again"))
}

/// A document that bears a mark of secrecy.
pub fn secret(location: Location, mark: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "văn bản có dấu “{mark}”: không được công bố",
        en: "the document is marked “{mark}”: it must not be published",
    );
    Diagnostic::new(Severity::Error, &SECRET, location, message).hint(bilingual!(
        vi: "không nhập văn bản này; hỏi người phụ trách bảo mật",
        en: "do not import it; ask whoever is in charge of secrecy",
    ))
}

/// A document that is stamped as a draft.
pub fn draft(location: Location, stamp: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "bản gốc ghi “{stamp}”: đã ghi `draft: true`, báo cáo chưa được công bố",
        en: "the original is stamped “{stamp}”: `draft: true` was written, and the report is not published",
    );
    Diagnostic::new(Severity::Warning, &DRAFT, location, message).hint(bilingual!(
        vi: "bỏ `draft: true` khi văn bản đã ban hành",
        en: "take `draft: true` away once the document is issued",
    ))
}

/// A file that import would overwrite.
pub fn exists(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "tệp này đã có, congbo không ghi đè", en: "this file is there already, and congbo does not overwrite it");
    Diagnostic::new(Severity::Error, &EXISTS, location, message).hint(bilingual!(
        vi: "dùng --name để đặt tên khác, hoặc --force để thay",
        en: "use --name for another name, or --force to replace it",
    ))
}

/// Rows of the same register and period in another form.
pub fn rows_are_there(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "kỳ này đã có các dòng của sổ ở đây",
        en: "the rows of the register of this period are here already",
    );
    Diagnostic::new(Severity::Error, &EXISTS, location, message).hint(bilingual!(
        vi: "xóa hoặc đổi chỗ tệp này rồi nhập lại: hai tệp của một sổ sẽ được đọc như một",
        en: "delete or move this file and import again: two files of one register are read as one",
    ))
}

/// A file that `congbo new` would have to overwrite.
pub fn is_there(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        &EXISTS,
        bilingual!(vi: "{path} đã có, congbo không ghi đè", en: "{path} is there already, and congbo does not overwrite it"),
    )
    .hint(bilingual!(vi: "đặt tên khác, hoặc dời tệp ấy đi trước", en: "give another name, or move that file away first"))
}

/// A unit that the list does not have; `near` are such with a similar name, each with its code.
pub fn no_unit(written: &str, near: &[(&str, String)]) -> Failure {
    let message = bilingual!(
        vi: "danh mục không có đơn vị hành chính nào là \"{written}\"",
        en: "the list has no administrative unit \"{written}\"",
    );
    let failure = Failure::new(&NO_UNIT, message);
    if near.is_empty() {
        return failure;
    }
    let near = with_codes(near);
    failure.hint(bilingual!(vi: "có phải là: {near}?", en: "is it one of: {near}?"))
}

/// A name that several units bear, each with its code.
pub fn several_units(written: &str, units: &[(&str, String)]) -> Failure {
    let message = bilingual!(vi: "nhiều đơn vị là \"{written}\"", en: "several units are \"{written}\"");
    let units = with_codes(units);
    Failure::new(&NO_UNIT, message)
        .hint(bilingual!(vi: "ghi mã của một trong số đó: {units}", en: "give the code of one of them: {units}"))
}

fn with_codes(units: &[(&str, String)]) -> String {
    let units: Vec<String> = units.iter().map(|(code, address)| format!("{code} ({address})")).collect();
    units.join("; ")
}

/// A file of the period that stays as it is.
pub fn kept(location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp này đã có nên được giữ nguyên; những gì tìm thấy nằm trong bảng tóm tắt",
        en: "this file is there already and stays as it is; what was found is in the summary",
    );
    Diagnostic::new(Severity::Hint, &EXISTS, location, message).hint(bilingual!(
        vi: "ghi thêm bằng tay, hoặc dùng --force để thay",
        en: "add to it by hand, or use --force to replace it",
    ))
}

/// A model that the period has already.
pub fn model_is_there(location: Location, id: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "mô hình {id} đã có trong models.yaml của kỳ; không ghi thêm",
        en: "the model {id} is in the period's models.yaml already; it is not added",
    );
    Diagnostic::new(Severity::Hint, &EXISTS, location, message)
        .hint(bilingual!(vi: "so số liệu với báo cáo", en: "compare its figures with the report"))
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
    let line = one_line(words);
    match line.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
