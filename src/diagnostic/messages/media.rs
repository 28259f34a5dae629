//! Files under `files/`, judged by their contents: CB04x.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Place, Severity};
use crate::media::{Danger, Kind, Misnamed};
use crate::source::SourcePath;

crate::diagnostic::codes! {
    NO_ADDRESS = "CB049" {
        vi: "tên tệp trong root/ không thành địa chỉ được",
        "Tệp trong root/ được đặt ở gốc trang với đúng tên của nó, nên tên chỉ gồm chữ không dấu, số, dấu chấm, gạch dưới và gạch nối.";
        en: "a name in root/ that can be no address",
        "Files in root/ are published at the site's root under their own names, which so have only letters without marks, digits, dots, underscores and hyphens.";
    }

    ACTIVE = "CB040" {
        vi: "tệp có thể chạy",
        "Trang công bố chỉ để đọc. Một trang HTML, một hình SVG có mã, một tệp mà máy chủ hoặc máy người đọc chạy được thì \
        hành động dưới danh nghĩa cơ quan, trên địa chỉ của cơ quan; kẻ xấu chỉ cần gửi một tệp Word có hình như thế là vào \
        được. Vì vậy congbo không công bố loại tệp này. Hãy xuất thành PDF hoặc PNG; nếu người đọc cần đúng tệp gốc thì nén \
        thành .zip.";
        en: "a file that can run",
        "The site is there to be read. A page of HTML, an SVG with code in it, a file that a server or a reader's machine \
        runs would act in the authority's name, under its address; whoever sends a Word file with such a picture would get \
        in. So congbo does not publish such files. Export it as PDF or PNG; if readers need the very file, pack it as .zip.";
    }

    EMPTY = "CB041" {
        vi: "tệp rỗng",
        "Tệp dài 0 byte: thường là lần chép hoặc lần quét bị đứt giữa chừng. Người đọc bấm vào sẽ không thấy gì. Hãy chép \
        lại bản gốc.";
        en: "an empty file",
        "The file has no bytes: a copy or a scan was broken off. A reader who follows the link sees nothing. Copy the \
        original again.";
    }

    CUT = "CB042" {
        vi: "tệp bị đứt hoặc hỏng",
        "Phần cuối của tệp không còn, hoặc cấu trúc bên trong hỏng: thường do chép qua mạng bị ngắt. Có máy vẫn mở được một \
        phần, có máy báo lỗi. Hãy mở thử bản gốc rồi chép lại.";
        en: "a file that is cut or damaged",
        "The end of the file is missing, or its parts cannot be found: often a copy over the network was broken off. Some \
        programs open a part of it, others none. Open the original and copy it again.";
    }

    MISNAMED = "CB043" {
        vi: "tên tệp không đúng với nội dung",
        "Máy chủ và máy người đọc chọn chương trình theo đuôi tên tệp. Khi đuôi nói một đằng, nội dung một nẻo, tệp không mở \
        được hoặc mở sai. Hãy đổi đuôi cho đúng, hoặc xuất lại tệp từ chương trình đã tạo ra nó.";
        en: "a name that does not fit the contents",
        "Servers and readers' machines choose the program by the ending of the name. Where it says one thing and the file is \
        another, it does not open, or opens wrongly. Give it the right ending, or export it again from the program that made it.";
    }

    NOT_SHOWN = "CB044" {
        vi: "hình không hiện trên trang",
        "Trình duyệt hiện ảnh JPEG, PNG, WebP, GIF, AVIF, BMP và hình SVG. Ảnh HEIC của điện thoại, ảnh TIFF của máy quét, \
        tệp PDF đặt làm hình thì người đọc chỉ thấy ô trống. Hãy lưu thành JPEG hoặc PNG, hoặc đặt liên kết thay cho hình.";
        en: "a picture that pages do not show",
        "Browsers show JPEG, PNG, WebP, GIF, AVIF, BMP and SVG. Of a telephone's HEIC, a scanner's TIFF or a PDF in the place \
        of a picture readers see an empty box. Save it as JPEG or PNG, or put a link in place of the picture.";
    }

    FEW_CAN_OPEN = "CB045" {
        vi: "ít người mở được",
        "Ảnh HEIC và TIFF chỉ mở được bằng chương trình riêng, tệp khóa bằng mật khẩu thì chỉ ai có mật khẩu. Hồ sơ công bố \
        là để mọi người đọc: hãy lưu thêm bản JPEG hoặc PDF, hoặc bỏ mật khẩu.";
        en: "few can open it",
        "HEIC and TIFF pictures open in special programs only, a locked file for those who know the password. A public record \
        is for all: save a JPEG or PDF of it, or take the password away.";
    }

    UNREADABLE = "CB046" {
        vi: "không xem được bên trong tệp",
        "Thư viện mà congbo dùng để xem loại tệp này bị vấp ở tệp này, nên không biết tệp có nguyên vẹn và vô hại hay không. \
        Hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại; nếu vẫn vậy, hãy gửi tệp cho người phát triển congbo.";
        en: "a file that cannot be looked into",
        "The library with which congbo looks into files of this kind stumbled over this one, so nobody knows whether it is \
        whole and harmless. Open it in the program that made it and save it again; if that does not help, send it to congbo's \
        developers.";
    }

    LEFT_OUT = "CB047" {
        vi: "phần ghi kèm trong ảnh không được công bố",
        "Điện thoại và máy ảnh ghi kèm vào ảnh nơi chụp, ngày giờ, tên máy và một ảnh thu nhỏ; nhờ đó ai cũng tìm ra nhà của \
        người trong bài. Khi chép ảnh JPEG, PNG, WebP vào trang, congbo bỏ hết những phần ấy. Hình không đổi một điểm nào, \
        vẫn đúng chiều và đúng màu; tệp gốc trong thư mục nội dung vẫn còn nguyên, nên đừng gửi tệp gốc ra ngoài.";
        en: "what a camera wrote into pictures is not published",
        "Telephones and cameras write into a picture where and when it was taken, with what, and a smaller copy; by that \
        anybody finds the house of those a report is about. When congbo copies a JPEG, PNG or WebP picture into the site it \
        leaves all that out. What is seen does not change in any point, nor do its colours or which side is up; the file in \
        the content folder stays as it is, so do not hand that one out.";
    }

    PLACE_STUCK = "CB048" {
        vi: "ảnh ghi nơi chụp, không bỏ ra được",
        "Ảnh cho biết nó được chụp ở đâu: nhờ đó ai cũng tìm ra nhà của người trong bài. congbo bỏ được điều này khỏi ảnh \
        JPEG, PNG và WebP nguyên vẹn, không bỏ được khỏi ảnh HEIC, TIFF, AVIF hay ảnh bị hỏng. Hãy mở ảnh và lưu thành JPEG.";
        en: "a picture that says where it was taken, for good",
        "The picture tells where it was taken; by that anybody finds the house of those a report is about. congbo takes this \
        out of whole JPEG, PNG and WebP pictures, not out of HEIC, TIFF, AVIF or damaged ones. Open it and save it as JPEG.";
    }
}

/// What people call a kind of file.
fn name_of(kind: Kind) -> Bilingual {
    let (vi, en) = match kind {
        Kind::Jpeg => ("ảnh JPEG", "a JPEG picture"),
        Kind::Png => ("ảnh PNG", "a PNG picture"),
        Kind::Gif => ("ảnh GIF", "a GIF picture"),
        Kind::Webp => ("ảnh WebP", "a WebP picture"),
        Kind::Avif => ("ảnh AVIF", "an AVIF picture"),
        Kind::Bmp => ("ảnh BMP", "a BMP picture"),
        Kind::Svg => ("hình SVG", "an SVG drawing"),
        Kind::Heic => ("ảnh HEIC của điện thoại", "a HEIC picture of a telephone"),
        Kind::Tiff => ("ảnh TIFF", "a TIFF picture"),
        Kind::OtherPicture => ("hình mà trình duyệt không hiện", "a picture that browsers do not show"),
        Kind::Pdf => ("tệp PDF", "a PDF file"),
        Kind::Word => ("tệp Word", "a Word file"),
        Kind::Excel => ("bảng tính Excel", "an Excel workbook"),
        Kind::PowerPoint => ("bản trình chiếu PowerPoint", "a PowerPoint file"),
        Kind::OldWord => ("tệp Word 97–2003", "a Word 97–2003 file"),
        Kind::OldExcel => ("bảng tính Excel 97–2003", "an Excel 97–2003 workbook"),
        Kind::OldPowerPoint => ("bản trình chiếu PowerPoint 97–2003", "a PowerPoint 97–2003 file"),
        Kind::OpenText => ("văn bản OpenDocument", "an OpenDocument text"),
        Kind::OpenSheet => ("bảng tính OpenDocument", "an OpenDocument spreadsheet"),
        Kind::OpenSlides => ("bản trình chiếu OpenDocument", "an OpenDocument presentation"),
        Kind::Rtf => ("văn bản RTF", "an RTF text"),
        Kind::LockedOffice => ("tệp Office khóa bằng mật khẩu", "an Office file locked by a password"),
        Kind::Html => ("trang HTML", "an HTML page"),
        Kind::Xml => ("tệp XML", "an XML file"),
        Kind::Text => ("văn bản thuần", "a plain text"),
        Kind::Zip => ("tệp nén ZIP", "a ZIP archive"),
        Kind::Archive => ("tệp nén", "a packed archive"),
        Kind::Audio => ("bản ghi âm", "a sound recording"),
        Kind::Video => ("đoạn phim", "a film"),
        Kind::Program => ("chương trình", "a program"),
        Kind::Unknown => ("tệp không rõ loại", "a file of no known kind"),
    };
    Bilingual { vi: vi.to_owned(), en: en.to_owned() }
}

fn said(severity: Severity, code: &'static Code, path: &SourcePath, message: Bilingual) -> Diagnostic {
    Diagnostic::new(severity, code, Location { path: path.clone(), place: Place::File }, message)
}

/// A file that would run or be obeyed.
pub fn active(path: &SourcePath, danger: &Danger) -> Diagnostic {
    let error = |message| said(Severity::Error, &ACTIVE, path, message);
    match danger {
        Danger::Page | Danger::QuietPage => error(bilingual!(
            vi: "đây là một trang HTML, sẽ chạy trên địa chỉ của cơ quan",
            en: "this is a page of HTML, which would run under the authority's address",
        ))
        .hint(bilingual!(
            vi: "in thành PDF, hoặc chép chữ vào một tệp .md trong pages/",
            en: "print it as PDF, or copy its words into an .md file in pages/",
        )),
        Danger::Markup(found) => {
            let (what, line) = (&found.what, found.line_number);
            error(bilingual!(
                vi: "dòng {line} có {what}: khi mở, tệp có thể chạy mã hoặc tải từ nơi khác",
                en: "line {line} has {what}: when opened, the file may run code or load from elsewhere",
            ))
            .hint(bilingual!(
                vi: "xuất lại thành PNG, hoặc SVG thuần (“Plain SVG”) không mã và không liên kết ra ngoài",
                en: "export it as PNG, or as plain SVG without code and without links to elsewhere",
            ))
        }
        Danger::ServerCode => error(bilingual!(
            vi: "máy chủ chạy tệp này như chương trình",
            en: "servers run this file as a program",
        ))
        .hint(packed()),
        Danger::ServerSettings => error(bilingual!(
            vi: "máy chủ nghe theo tệp này như lệnh cấu hình",
            en: "servers obey this file as settings",
        ))
        .hint(packed()),
        Danger::Program => error(bilingual!(
            vi: "máy của người đọc chạy tệp này như chương trình",
            en: "readers' machines run this file as a program",
        ))
        .hint(packed()),
    }
}

/// A file of `root/` that cannot be published under its name.
pub fn no_address(path: &SourcePath) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp trong root/ giữ nguyên tên, mà tên này không thành địa chỉ được",
        en: "files in root/ keep their names, and this one can be no address",
    );
    said(Severity::Error, &NO_ADDRESS, path, message).hint(bilingual!(
        vi: "đổi tên: chữ không dấu, số, “.”, “_”, “-”",
        en: "rename it: letters without marks, digits, “.”, “_”, “-”",
    ))
}

/// A picture of an office file that could run, and so was not taken over.
pub fn active_picture(location: Location, name: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "hình “{name}” trong tệp có thể chạy mã hoặc không phải là hình, nên không được lấy",
        en: "the picture “{name}” in the file could run or is no picture, and was left out",
    );
    Diagnostic::new(Severity::Warning, &ACTIVE, location, message).hint(bilingual!(
        vi: "lưu hình thành PNG hoặc JPEG, đặt vào files/ rồi ghi ![…](files/…) vào chỗ của nó",
        en: "save it as PNG or JPEG, put it into files/ and write ![…](files/…) in its place",
    ))
}

fn packed() -> Bilingual {
    bilingual!(
        vi: "bỏ tệp khỏi files/; nếu người đọc cần đúng tệp này thì nén thành .zip",
        en: "take it out of files/; if readers need this very file, pack it as .zip",
    )
}

/// A file of no bytes.
pub fn empty(path: &SourcePath) -> Diagnostic {
    said(Severity::Warning, &EMPTY, path, bilingual!(vi: "tệp rỗng (0 byte)", en: "the file is empty (0 bytes)"))
        .hint(bilingual!(vi: "chép lại bản gốc", en: "copy the original again"))
}

/// A file whose end or order is gone.
pub fn cut(path: &SourcePath, kind: Kind) -> Diagnostic {
    let Bilingual { vi, en } = name_of(kind);
    let message = bilingual!(
        vi: "{vi} này bị đứt hoặc hỏng: thiếu phần cuối",
        en: "this is {en} that is cut or damaged: its end is missing",
    );
    said(Severity::Warning, &CUT, path, message).hint(bilingual!(
        vi: "mở thử bản gốc, rồi chép lại",
        en: "see whether the original opens, and copy it again",
    ))
}

/// A file of another kind than its name says.
pub fn misnamed(path: &SourcePath, misnamed: Misnamed, actual: Kind) -> Diagnostic {
    let Bilingual { vi, en } = name_of(actual);
    let message = match misnamed {
        Misnamed::Otherwise(promised) => {
            let (named_vi, named_en) = (name_of(promised).vi, name_of(promised).en);
            bilingual!(
                vi: "tên tệp nói là {named_vi}, nhưng bên trong là {vi}",
                en: "the name says {named_en}, but inside is {en}",
            )
        }
        Misnamed::Nameless => bilingual!(
            vi: "bên trong là {vi}, nhưng tên tệp không có đuôi nói điều đó",
            en: "inside is {en}, but the name has no ending that says so",
        ),
    };
    let hint = match actual.ending() {
        Some(ending) => {
            let name = format!("{}.{ending}", path.stem());
            bilingual!(
                vi: "đổi tên thành {name}, hoặc xuất lại tệp đúng loại",
                en: "rename it to {name}, or export the file as what its name says",
            )
        }
        None => bilingual!(
            vi: "mở bằng chương trình đã tạo ra tệp, rồi xuất lại",
            en: "open it in the program that made it, and export it again",
        ),
    };
    said(Severity::Warning, &MISNAMED, path, message).hint(hint)
}

/// A picture of a page that browsers do not show; `location` is where the page has it.
pub fn not_shown(location: Location, kind: Kind) -> Diagnostic {
    let Bilingual { vi, en } = name_of(kind);
    let message = bilingual!(
        vi: "trình duyệt không hiện {vi} làm hình",
        en: "browsers do not show {en} as a picture",
    );
    let hint = match kind.is_picture() {
        true => bilingual!(
            vi: "lưu ảnh thành JPEG hoặc PNG, rồi đặt ảnh đó vào",
            en: "save it as JPEG or PNG, and put that in its place",
        ),
        false => bilingual!(
            vi: "bỏ dấu ! ở đầu để thành liên kết, hoặc xuất trang cần xem thành PNG",
            en: "take the ! away to make it a link, or export what is to be seen as PNG",
        ),
    };
    Diagnostic::new(Severity::Warning, &NOT_SHOWN, location, message).hint(hint)
}

/// A file that most readers cannot open.
pub fn few_can_open(path: &SourcePath, kind: Kind) -> Diagnostic {
    let Bilingual { vi, en } = name_of(kind);
    let message = bilingual!(vi: "nhiều người đọc không mở được {vi}", en: "many readers cannot open {en}");
    let hint = match kind {
        Kind::LockedOffice => bilingual!(vi: "bỏ mật khẩu rồi lưu lại", en: "save it without the password"),
        _ => bilingual!(vi: "lưu thành JPEG hoặc PDF", en: "save it as JPEG or PDF"),
    };
    said(Severity::Hint, &FEW_CAN_OPEN, path, message).hint(hint)
}

/// A file that made a library stumble.
pub fn unreadable(path: &SourcePath) -> Diagnostic {
    let message = bilingual!(vi: "không xem được bên trong tệp", en: "the file cannot be looked into");
    said(Severity::Warning, &UNREADABLE, path, message).hint(bilingual!(
        vi: "mở bằng chương trình đã tạo ra tệp rồi lưu lại",
        en: "open it in the program that made it and save it again",
    ))
}

/// Pictures of which something is not published; `path` is one of them.
pub fn left_out(path: &SourcePath, pictures: usize, with_place: usize) -> Diagnostic {
    let message = match (pictures, with_place) {
        (1, 0) => bilingual!(
            vi: "phần máy chụp ghi kèm trong ảnh này không được công bố",
            en: "what the camera wrote into this picture is not published",
        ),
        (1, _) => bilingual!(
            vi: "ảnh này ghi nơi chụp; phần máy chụp ghi kèm không được công bố",
            en: "this picture says where it was taken; what the camera wrote into it is not published",
        ),
        (_, 0) => bilingual!(
            vi: "phần máy chụp ghi kèm trong {pictures} ảnh không được công bố",
            en: "what cameras wrote into {pictures} pictures is not published",
        ),
        _ => bilingual!(
            vi: "phần máy chụp ghi kèm trong {pictures} ảnh không được công bố (số ảnh ghi nơi chụp: {with_place})",
            en: "what cameras wrote into {pictures} pictures is not published (with the place: {with_place})",
        ),
    };
    said(Severity::Hint, &LEFT_OUT, path, message).hint(bilingual!(
        vi: "không phải làm gì; tệp gốc vẫn còn nguyên, đừng gửi nó ra ngoài",
        en: "nothing has to be done; the file itself still has it, so do not hand that out",
    ))
}

/// A picture that says where it was taken, in a form that is not understood well enough to leave that out.
pub fn place_stuck(path: &SourcePath, kind: Kind) -> Diagnostic {
    let Bilingual { vi, en } = name_of(kind);
    let message = bilingual!(
        vi: "{vi} này ghi nơi chụp, và congbo không bỏ ra được",
        en: "this is {en} that says where it was taken, and congbo cannot take that out",
    );
    said(Severity::Error, &PLACE_STUCK, path, message)
        .hint(bilingual!(vi: "mở ảnh, lưu thành JPEG", en: "open it and save it as JPEG"))
}
