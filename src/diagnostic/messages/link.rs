//! References that lead nowhere, or to more than one place: CB3xx.

use std::fmt::Display;
use std::sync::Arc;

use crate::diagnostic::bilingual;
use crate::diagnostic::known::Known;
use crate::diagnostic::messages::did_you_mean;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Place, Severity};
use crate::source::SourcePath;
use trichdan::calendar::Date;
use trichdan::citation::Citation;

crate::diagnostic::codes! {
    MISSING_FILE = "CB301" {
        vi: "thiếu tệp bắt buộc",
        "Trang cần site.yaml ở thư mục gốc; mỗi thư mục kỳ cần period.yaml ghi tên kỳ, ngày đầu và ngày cuối. Hãy tạo tệp, hoặc dùng `congbo new`.";
        en: "a required file is missing",
        "A site needs site.yaml at its root, and each period folder a period.yaml with the period's title, first and last day. Write the file, or use `congbo new`.";
    }

    DUPLICATE_ID = "CB302" {
        vi: "mã dùng hai lần",
        "Mỗi cơ quan, địa danh, mô hình, nhiệm vụ trong một kỳ cần một mã riêng, vì mọi liên kết dựa vào mã. Hãy đổi một trong hai mã.";
        en: "an id is used twice",
        "Every body, place, model or task of a period needs an id of its own, because links are made by id. Change one of the two.";
    }

    UNKNOWN_ID = "CB303" {
        vi: "mã không có",
        "Mục này nhắc tới một mã chưa được khai báo. Hãy sửa mã, hoặc thêm mục mang mã đó vào tệp nêu trong thông báo.";
        en: "an unknown id",
        "The entry names an id that is not declared. Correct it, or add an entry with that id to the file that the message names.";
    }

    SUCCESSOR_CIRCLE = "CB304" {
        vi: "kế thừa vòng tròn",
        "Một cơ quan hoặc đơn vị không thể kế thừa chính mình qua các đơn vị khác. Hãy xem lại mục successors của các mã nêu trong thông báo.";
        en: "a circle of successors",
        "A body or place cannot succeed itself by way of others. Look at the `successors` of the ids that the message names.";
    }

    UNREADABLE_DESIGNATION = "CB305" {
        vi: "số hiệu không đọc được",
        "Số hiệu cần có dạng như 1221/QĐ-UBND, 01/2021/TT-BKHCN, 27-KH/TU hoặc TCVN ISO 9001:2015 (Nghị định 30/2020/NĐ-CP, Phụ lục I).";
        en: "a designation that cannot be read",
        "A designation looks like 1221/QĐ-UBND, 01/2021/TT-BKHCN, 27-KH/TU or TCVN ISO 9001:2015 (decree 30/2020/NĐ-CP, Appendix I).";
    }

    DUPLICATE_DOCUMENT = "CB306" {
        vi: "một văn bản ghi hai lần",
        "Hai mục có cùng số hiệu, cùng cơ quan ban hành và cùng năm. Hãy giữ một mục; nếu là hai văn bản khác nhau, ghi rõ cơ quan hoặc ngày của từng văn bản. \
        Cơ quan mới đánh số lại từ 01 dù mang tên của cơ quan cũ: mỗi cơ quan cần một mã riêng trong issuers.yaml, với ngày cuối và ngày đầu.";
        en: "a document is registered twice",
        "Two entries have the same designation, issuer and year. Keep one; if they are two documents, give each its issuer or date. \
        A new body begins its numbers anew even where it bears the name of an old one: each needs an id of its own in issuers.yaml, with its last and first day.";
    }

    UNKNOWN_DOCUMENT = "CB307" {
        vi: "văn bản chưa có trong sổ",
        "Mục này dẫn tới một số hiệu chưa có trong legal.yaml của kỳ nào và trong legal/. Hãy thêm văn bản vào sổ, hoặc sửa số hiệu.";
        en: "a document that is not in the register",
        "The entry refers to a designation that no legal.yaml and no file in legal/ has. Register the document, or correct the designation.";
    }

    AMBIGUOUS_REFERENCE = "CB308" {
        vi: "số hiệu khớp nhiều văn bản",
        "Nhiều cơ quan và nhiều năm dùng chung một số hiệu. Hãy viết cả mã cơ quan và năm, ví dụ `ubnd-tinh-thanh-hoa 1221/QĐ-UBND 2020`.";
        en: "a reference that several documents fit",
        "Several bodies and years share a designation. Write issuer id and year as well: `ubnd-tinh-thanh-hoa 1221/QĐ-UBND 2020`.";
    }

    RELATION_TO_ITSELF = "CB309" {
        vi: "văn bản dẫn tới chính nó",
        "Một văn bản không thể sửa đổi, thay thế hay thi hành chính nó. Hãy xem lại số hiệu ở mục này.";
        en: "a document related to itself",
        "A document cannot amend, replace or implement itself. Look at the designation in this field.";
    }

    NOT_IN_REGISTER = "CB310" {
        vi: "trích dẫn văn bản chưa có trong sổ",
        "Văn bản được nhắc tới chưa có trong sổ đăng ký nên không thể liên kết. Hãy dán mục gợi ý vào legal.yaml, hoặc chạy `congbo cite --add`.";
        en: "a citation of an unregistered document",
        "The cited document is not in the register, so it cannot be linked. Paste the suggested entry into legal.yaml, or run `congbo cite --add`.";
    }

    AMBIGUOUS_CITATION = "CB311" {
        vi: "trích dẫn khớp nhiều văn bản",
        "Số hiệu không ghi năm bắt đầu lại từ 01 mỗi năm ở mỗi cơ quan, nên cần ngày hoặc cơ quan ban hành mới biết là văn bản nào. congbo không đoán.";
        en: "an ambiguous citation",
        "Numbers without a year restart at 01 every year in every body, so a date or issuer is needed to tell which document is meant. congbo does not guess.";
    }

    DATE_DISAGREES = "CB312" {
        vi: "ngày không khớp với sổ",
        "Báo cáo ghi ngày ban hành khác với sổ đăng ký. Liên kết vẫn được tạo vì chỉ có một văn bản mang số hiệu này; hãy đối chiếu với bản gốc.";
        en: "a date disagrees with the register",
        "The report gives another date of issue than the register. It is linked, as only one document has this designation; compare with the original.";
    }

    ISSUER_DISAGREES = "CB313" {
        vi: "cơ quan ban hành không khớp với sổ",
        "Báo cáo ghi cơ quan ban hành khác với sổ đăng ký. Liên kết vẫn được tạo vì chỉ có một văn bản phù hợp; hãy đối chiếu với bản gốc.";
        en: "an issuer disagrees with the register",
        "The report gives another issuer than the register. It is linked, as only one document fits; compare with the original.";
    }

    UNKNOWN_PROMISE = "CB314" {
        vi: "kết quả của việc chưa đề ra",
        "Mục outcomes nhắc tới KỲ/MÃ của một việc mà không kỳ trước nào đề ra trong promises.";
        en: "an outcome of no promise",
        "An outcome names PERIOD/ID of a promise that no earlier period made.";
    }

    BROKEN_LINK = "CB315" {
        vi: "liên kết hỏng",
        "Địa chỉ trong trang này không dẫn tới trang hay tệp nào của trang. Chữ vẫn hiện, nhưng không có liên kết.";
        en: "a broken link",
        "The address leads to no page and no file of the site. The words are shown, without a link.";
    }

    MISSING_ATTACHMENT = "CB316" {
        vi: "thiếu tệp đính kèm",
        "Mục files nêu một tệp không có trong thư mục files/ bên cạnh.";
        en: "an attached file is missing",
        "`files` names a file that is not in the files/ folder beside it.";
    }

    ADDRESS_TAKEN = "CB317" {
        vi: "hai trang một địa chỉ",
        "Hai mục cho ra cùng một địa chỉ, nên một trang sẽ che trang kia. Hãy đổi slug, mã hoặc alias của một trong hai.";
        en: "two pages for one address",
        "Two entries give one address, so one page would hide the other. Change the slug, id or alias of one of them.";
    }

    BAD_ADDRESS = "CB318" {
        vi: "địa chỉ không hợp lệ",
        "Địa chỉ chỉ gồm chữ thường không dấu, số, gạch nối và gạch chéo, ở trong trang; không có `..`, không trùng tên dành riêng của Windows (con, prn, aux, nul, com1…). \
        Địa chỉ cũ của một cổng khác còn được có chữ hoa, đuôi tệp và phần sau dấu “?”.";
        en: "an address that may not be",
        "Addresses are made of lower-case letters without marks, digits, hyphens and slashes, inside the site; no `..`, and no name that Windows reserves (con, prn, aux, nul, com1…). \
        Old addresses of another portal may also have capitals, an ending, and what stands behind a “?”.";
    }

    NEEDS_SERVER = "CB327" {
        vi: "địa chỉ cũ cần máy chủ chuyển hướng",
        "Địa chỉ cũ có dấu “?” hay đuôi như .aspx thì không trang tĩnh nào đứng ở đó được; chỉ máy chủ chuyển hướng được. Khi site.yaml có `server` \
        (apache, iis, nginx), congbo viết sẵn tệp cấu hình của máy chủ ấy.";
        en: "an old address needs the server to lead on",
        "At an old address with a “?” or an ending such as .aspx no static page can stand; only the server can lead on. With `server` in site.yaml \
        (apache, iis, nginx) congbo writes that server's file.";
    }

    BROKEN_ANCHOR = "CB319" {
        vi: "không có đoạn được dẫn tới",
        "Trang được dẫn tới có thật nhưng không có đoạn mang tên sau dấu #.";
        en: "an anchor that is not there",
        "The page is there, but nothing on it bears the name after the #.";
    }

    PLACE_CIRCLE = "CB320" {
        vi: "đơn vị nằm trong chính nó",
        "Một đơn vị không thể nằm trong chính nó, dù qua các đơn vị khác. Hãy xem lại mục within của các mã nêu trong thông báo.";
        en: "a place within itself",
        "A place cannot lie within itself, not even by way of others. Look at the `within` of the ids that the message names.";
    }

    DOCUMENT_CIRCLE = "CB321" {
        vi: "văn bản tác động nhau theo vòng tròn",
        "Chỉ văn bản ban hành sau mới sửa đổi, thay thế, bãi bỏ, thi hành văn bản trước hoặc kèm theo văn bản khác, nên không thể đi vòng trở lại. \
        Hãy đối chiếu với bản gốc và bỏ chiều ghi sai.";
        en: "documents act on each other in a circle",
        "Only a later document amends, replaces, repeals or implements an earlier one, or is issued with another, so the way cannot lead back. \
        Compare with the originals and remove the direction that is wrong.";
    }

    ENDS_BEFORE_IT_BEGINS = "CB322" {
        vi: "kết thúc trước khi bắt đầu",
        "Ngày cuối đứng trước ngày đầu, nên không ngày nào đúng với mục này: đơn vị không được nhận ra trong báo cáo nào, văn bản không có hiệu lực ngày nào. Hãy xem lại hai ngày.";
        en: "it ends before it begins",
        "The last day stands before the first, so there is no day on which the entry holds: no report can mean the place or body, and the document never has force. Look at both days.";
    }

    NOTICE = "CB325" {
        vi: "thông báo chưa ổn",
        "Thông báo về một báo cáo (notices) có ngày từ ngày ban hành báo cáo tới ngày dựng trang, và đính chính cần nói rõ đã đổi những gì (changes), \
        để người đã đọc bản cũ biết chỗ nào khác.";
        en: "a doubtful notice",
        "The day of a notice lies between the day on which its report was issued and the day of the build, and a correction says what was changed \
        (`changes`), so that who read the old text knows what differs.";
    }

    SAMPLE_IDENTITY = "CB326" {
        vi: "định danh còn là mẫu",
        "Định danh (identity) làm nên mã của mọi mục tin và dữ liệu, giữ mãi kể cả khi đổi tên miền, nên phải là tên miền của chính cơ quan. Hãy thay trước lần \
        công bố đầu tiên; đã công bố rồi thì đừng đổi nữa.";
        en: "the identity is still the sample",
        "Of `identity` the ids of all feed entries and data are made, which stay for ever, also under another domain: so it must be the office's own domain. \
        Replace it before the first publication, and never after.";
    }

    NAMES_DRAFT = "CB323" {
        vi: "dẫn tới bản nháp",
        "Mục được nhắc tới có thật, nhưng ghi `draft: true` nên chưa công bố. Chữ vẫn hiện, không có liên kết. Hãy bỏ `draft: true` khi đã ban hành, hoặc chờ để dẫn tới sau.";
        en: "something leads to a draft",
        "What is named is there, but says `draft: true` and is not published. The words are shown, without a link. Take `draft: true` away once it is issued, or name it later.";
    }

    DRAFT = "CB324" {
        vi: "bản nháp không được công bố",
        "Mục ghi `draft: true` không có trang và không nằm trong danh sách, tìm kiếm, nguồn tin, dữ liệu nào; tệp mà chỉ bản nháp nhắc tới cũng không được công bố. \
        `congbo serve` cho xem, có dấu bản nháp; `congbo check` vẫn đọc. Hãy bỏ dòng này khi đã ban hành.";
        en: "a draft is not published",
        "An entry with `draft: true` has no page and stands in no list, search, feed or data; files that only drafts name are not published either. \
        `congbo serve` shows it, marked as a draft, and `congbo check` reads it. Take the line away once it is issued.";
    }
}

/// What documents of a circle do to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Each replaces or repeals the next.
    Ends,
    /// Each amends the next.
    Amends,
    /// Each implements the next.
    Implements,
    /// Each is an annex of the next.
    IsAnnexOf,
}

impl Deed {
    /// An error where no answer about a document of the circle would be right.
    fn severity(self) -> Severity {
        match self {
            Self::Ends | Self::IsAnnexOf => Severity::Error,
            Self::Amends | Self::Implements => Severity::Warning,
        }
    }

    fn words(self) -> Bilingual {
        match self {
            Self::Ends => bilingual!(vi: "thay thế hoặc bãi bỏ nhau", en: "replace or repeal each other"),
            Self::Amends => bilingual!(vi: "sửa đổi nhau", en: "amend each other"),
            Self::Implements => bilingual!(vi: "thi hành nhau", en: "implement each other"),
            Self::IsAnnexOf => bilingual!(vi: "ban hành kèm theo nhau", en: "are annexes of each other"),
        }
    }
}

/// A document among others that a reference could mean.
#[derive(Debug)]
pub struct Candidate {
    /// As registered.
    pub designation: Arc<str>,
    /// Day of issue.
    pub date: Option<Date>,
    /// Issuer's name.
    pub issuer: Option<Arc<str>>,
    /// Its entry.
    pub location: Location,
}

fn at_root(path: &str) -> Location {
    let path = SourcePath::new(path).expect("the callers name files of the content folder");
    Location { path, place: Place::File }
}

/// No `site.yaml`.
pub fn missing_site_file() -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &MISSING_FILE,
        at_root("site.yaml"),
        bilingual!(vi: "thiếu site.yaml ở thư mục nội dung", en: "there is no site.yaml in the content folder"),
    )
    .hint(bilingual!(vi: "tạo trang mới bằng `congbo new site`", en: "start a site with `congbo new site`"))
}

/// A period folder without `period.yaml`.
pub fn missing_period_file(period: impl Display, witness: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &MISSING_FILE,
        at_root(&format!("{}/period.yaml", witness.folder())),
        bilingual!(vi: "thư mục kỳ {period} không có period.yaml", en: "the folder of period {period} has no period.yaml"),
    )
    .hint(bilingual!(
        vi: "tạo tệp với title, from và to, hoặc chạy `congbo new period {period}`",
        en: "write one with title, from and to, or run `congbo new period {period}`",
    ))
}

/// One id for two things.
pub fn duplicate_id(id: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &DUPLICATE_ID,
        second,
        bilingual!(vi: "mã `{id}` đã dùng cho mục khác", en: "the id `{id}` is already taken"),
    )
    .related(first, bilingual!(vi: "mục đầu tiên mang mã này", en: "first used here"))
}

/// An id that nothing bears; `known` are those that exist.
pub fn unknown_id(id: &str, file: &str, location: Location, known: &Known) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &UNKNOWN_ID,
        location,
        bilingual!(vi: "không có mã `{id}` trong {file}", en: "there is no id `{id}` in {file}"),
    );
    match known.nearest(id) {
        Some(near) => diagnostic.hint(did_you_mean(&near)),
        None => diagnostic
            .hint(bilingual!(vi: "thêm mục có `id: {id}` vào {file}", en: "add an entry with `id: {id}` to {file}")),
    }
}

/// A site's place that no entry describes, and that several units of the country may be; each with its code.
pub fn several_units(id: &str, units: &[(&str, String)], location: Location) -> Diagnostic {
    let units: Vec<String> = units.iter().map(|(code, address)| format!("{code} ({address})")).collect();
    let units = units.join("; ");
    Diagnostic::new(
        Severity::Error,
        &UNKNOWN_ID,
        location,
        bilingual!(vi: "nhiều đơn vị mang mã `{id}`", en: "several units bear the id `{id}`"),
    )
    .hint(bilingual!(
        vi: "thêm vào places.yaml mục có `id: {id}` kèm `code:` của một trong số: {units}",
        en: "add an entry with `id: {id}` to places.yaml, with the `code:` of one of: {units}",
    ))
}

/// Successors that run in a circle.
pub fn successor_circle(way: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &SUCCESSOR_CIRCLE,
        location,
        bilingual!(vi: "kế thừa vòng tròn: {way}", en: "successors run in a circle: {way}"),
    )
    .hint(bilingual!(vi: "bỏ một mục trong successors", en: "remove one of the successors"))
}

/// Places that lie within each other; `here` and `back` are where the way round begins and where it comes back.
pub fn place_circle(way: &str, here: Location, back: Location) -> Diagnostic {
    let message = bilingual!(vi: "đơn vị nằm trong chính nó: {way}", en: "a place within itself: {way}");
    let diagnostic = Diagnostic::new(Severity::Error, &PLACE_CIRCLE, here, message)
        .hint(bilingual!(vi: "sửa within của một trong các đơn vị", en: "correct the `within` of one of them"));
    with_way_back(diagnostic, back)
}

/// Documents that do the same to each other all round; `here` and `back` are where the way begins and where it comes back.
pub fn document_circle(deed: Deed, way: &str, here: Location, back: Location) -> Diagnostic {
    let Bilingual { vi, en } = deed.words();
    let message = bilingual!(vi: "các văn bản {vi} theo vòng tròn: {way}", en: "documents {en} in a circle: {way}");
    let diagnostic = Diagnostic::new(deed.severity(), &DOCUMENT_CIRCLE, here, message)
        .hint(bilingual!(vi: "giữ chiều của văn bản ban hành sau", en: "keep the direction of the later document"));
    with_way_back(diagnostic, back)
}

/// The place where a circle closes, unless the message stands there.
fn with_way_back(diagnostic: Diagnostic, back: Location) -> Diagnostic {
    if diagnostic.location == back {
        return diagnostic;
    }
    diagnostic.related(back, bilingual!(vi: "vòng tròn khép lại ở đây", en: "the circle closes here"))
}

/// Something that ends before it begins: the keys and days of its beginning and its end.
pub fn ends_before_it_begins(begin: (&str, Date, Location), end: (&str, Date, Location)) -> Diagnostic {
    let ((begin_key, begin_day, begin_place), (end_key, end_day, end_place)) = (begin, end);
    let (begin_day, end_day) = (trichdan::calendar::short(begin_day), trichdan::calendar::short(end_day));
    let message = bilingual!(
        vi: "`{end_key}` ({end_day}) trước `{begin_key}` ({begin_day})",
        en: "`{end_key}` ({end_day}) is before `{begin_key}` ({begin_day})",
    );
    Diagnostic::new(Severity::Warning, &ENDS_BEFORE_IT_BEGINS, end_place, message)
        .related(begin_place, bilingual!(vi: "`{begin_key}` ở đây", en: "`{begin_key}` is here"))
}

/// An identity that was taken over from the sample; `host` is that of the site's own address.
pub fn sample_identity(identity: &str, host: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "định danh `{identity}` còn là mẫu, mà trang ở {host}",
        en: "the identity `{identity}` is still the sample, and the site is at {host}",
    );
    Diagnostic::new(Severity::Warning, &SAMPLE_IDENTITY, location, message).hint(bilingual!(
        vi: "ghi tên miền của cơ quan, dấu phẩy, rồi năm công bố đầu tiên",
        en: "write the office's domain, a comma, and the year of first publication",
    ))
}

/// A notice that is older than its report.
pub fn notice_before_report(day: Date, issued: Date, location: Location) -> Diagnostic {
    let (day, issued) = (trichdan::calendar::short(day), trichdan::calendar::short(issued));
    let message = bilingual!(
        vi: "thông báo ngày {day}, trước ngày ban hành báo cáo ({issued})",
        en: "the notice of {day} is older than its report, which was issued on {issued}",
    );
    Diagnostic::new(Severity::Warning, &NOTICE, location, message)
        .hint(bilingual!(vi: "xem lại hai ngày", en: "look at both days"))
}

/// A notice of a day that is still to come.
pub fn notice_to_come(day: Date, today: Date, location: Location) -> Diagnostic {
    let (day, today) = (trichdan::calendar::short(day), trichdan::calendar::short(today));
    let message = bilingual!(
        vi: "thông báo ngày {day}, sau ngày dựng trang ({today})",
        en: "the notice of {day} is of a day after that of the build, {today}",
    );
    Diagnostic::new(Severity::Warning, &NOTICE, location, message)
        .hint(bilingual!(vi: "trang hiện thông báo ngay từ bây giờ: xem lại ngày", en: "it is shown from now on: look at its day"))
}

/// A correction that does not say what was corrected.
pub fn correction_of_nothing(day: Date, location: Location) -> Diagnostic {
    let day = trichdan::calendar::short(day);
    let message = bilingual!(
        vi: "đính chính ngày {day} không nói đã đổi những gì",
        en: "the correction of {day} does not say what was changed",
    );
    Diagnostic::new(Severity::Warning, &NOTICE, location, message).hint(bilingual!(
        vi: "thêm changes, ví dụ `changes: \"Biểu 1: 120 ha sửa thành 102 ha\"`",
        en: "add `changes`, such as `changes: \"Table 1: 120 ha now reads 102 ha\"`",
    ))
}

/// Something that names a draft, which is not published.
pub fn names_draft(written: &str, location: Location, draft: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &NAMES_DRAFT,
        location,
        bilingual!(
            vi: "`{written}` là bản nháp chưa công bố, nên không liên kết",
            en: "`{written}` is a draft that is not published, so it is not linked",
        ),
    )
    .related(draft, bilingual!(vi: "bản nháp ghi ở đây", en: "it says here that it is a draft"))
    .hint(bilingual!(
        vi: "bỏ `draft: true` ở đó khi đã ban hành, hoặc bỏ chỗ dẫn này",
        en: "take `draft: true` away there once it is issued, or do not name it here",
    ))
}

/// That a draft is left out.
pub fn draft(location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Hint,
        &DRAFT,
        location,
        bilingual!(vi: "bản nháp, không được công bố", en: "a draft, which is not published"),
    )
    .hint(bilingual!(
        vi: "xem trước bằng `congbo serve`; bỏ dòng này khi đã ban hành",
        en: "look at it with `congbo serve`; take this line away once it is issued",
    ))
}

/// A designation that is not one.
pub fn unreadable_designation(written: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &UNREADABLE_DESIGNATION,
        location,
        bilingual!(vi: "không đọc được số hiệu `{written}`", en: "`{written}` is not a designation"),
    )
    .hint(bilingual!(
        vi: "viết như 1221/QĐ-UBND, 01/2021/TT-BKHCN, 27-KH/TU hoặc TCVN ISO 9001:2015",
        en: "write it like 1221/QĐ-UBND, 01/2021/TT-BKHCN, 27-KH/TU or TCVN ISO 9001:2015",
    ))
}

/// Two entries for one document.
///
/// `issuer` is that of both where they are of different days: then it may stand for two bodies of one name.
pub fn duplicate_document(designation: &str, issuer: Option<&str>, second: Location, first: Location) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &DUPLICATE_DOCUMENT,
        second,
        bilingual!(vi: "văn bản {designation} đã có trong sổ", en: "{designation} is already registered"),
    )
    .related(first, bilingual!(vi: "mục đã có", en: "first registered here"));
    match issuer {
        Some(issuer) => diagnostic.hint(bilingual!(
            vi: "giữ một mục; nếu `{issuer}` chỉ hai cơ quan cùng tên trước và sau khi sắp xếp, cho mỗi cơ quan một mã trong issuers.yaml",
            en: "keep one entry; if `{issuer}` stands for two bodies of one name, before and after a reorganisation, give each an id in issuers.yaml",
        )),
        None => diagnostic.hint(bilingual!(
            vi: "giữ một mục, hoặc ghi cơ quan và ngày để phân biệt",
            en: "keep one entry, or tell them apart by issuer and date",
        )),
    }
}

/// A relation to a document that the register does not have.
pub fn unknown_document(designation: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &UNKNOWN_DOCUMENT,
        location,
        bilingual!(vi: "sổ đăng ký không có văn bản {designation}", en: "the register has no {designation}"),
    )
    .hint(
        bilingual!(vi: "thêm văn bản vào legal.yaml, hoặc sửa số hiệu", en: "register it in legal.yaml, or correct it"),
    )
}

/// A relation that several documents fit.
pub fn ambiguous_reference(
    designation: &str,
    location: Location,
    candidates: impl Iterator<Item = Candidate>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &AMBIGUOUS_REFERENCE,
        location,
        bilingual!(vi: "{designation} khớp nhiều văn bản", en: "{designation} fits several documents"),
    )
    .hint(bilingual!(
        vi: "viết mã cơ quan ở trước và năm ở sau số hiệu",
        en: "put the issuer's id before the designation and the year after it",
    ));
    with_candidates(diagnostic, candidates)
}

/// As many documents are listed where one of them is meant.
pub const MOST_CANDIDATES: usize = 8;

fn with_candidates(mut diagnostic: Diagnostic, candidates: impl Iterator<Item = Candidate>) -> Diagnostic {
    let mut candidates = candidates.peekable();
    for number in 1..=MOST_CANDIDATES {
        let Some(Candidate { designation, date, issuer, location }) = candidates.next() else { break };
        let date = date.map_or_else(String::new, |date| format!(", {}", trichdan::calendar::short(date)));
        let issuer = issuer.map_or_else(String::new, |issuer| format!(", {issuer}"));
        let is_cut = number == MOST_CANDIDATES && candidates.peek().is_some();
        let (more_vi, more_en) = if is_cut { (", và còn nữa", ", and there are more") } else { ("", "") };
        diagnostic = diagnostic.related(
            location,
            bilingual!(
                vi: "có thể là {designation}{date}{issuer}{more_vi}",
                en: "could be {designation}{date}{issuer}{more_en}",
            ),
        );
    }
    diagnostic
}

/// A document related to itself.
pub fn relation_to_itself(designation: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &RELATION_TO_ITSELF,
        location,
        bilingual!(vi: "{designation} dẫn tới chính nó", en: "{designation} is related to itself"),
    )
}

/// A citation of something that is not registered, with the entry to paste.
pub fn not_in_register(surface: &str, citation: &Citation, location: Location) -> Diagnostic {
    let designation = citation.designation.to_string();
    let date = citation.date.map_or_else(String::new, |date| format!("\n  date: {date}"));
    let kind = citation.kind.map_or_else(String::new, |kind| format!("\n  kind: {}", kind.word()));
    Diagnostic::new(
        Severity::Warning,
        &NOT_IN_REGISTER,
        location,
        bilingual!(vi: "`{surface}` chưa có trong sổ đăng ký văn bản", en: "`{surface}` is not in the register"),
    )
    .hint(bilingual!(
        vi: "chạy `congbo cite --add`, hoặc dán vào legal.yaml:\n- designation: {designation}{kind}{date}",
        en: "run `congbo cite --add`, or paste into legal.yaml:\n- designation: {designation}{kind}{date}",
    ))
}

/// A citation that several documents fit.
pub fn ambiguous_citation(
    surface: &str,
    location: Location,
    candidates: impl Iterator<Item = Candidate>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Warning,
        &AMBIGUOUS_CITATION,
        location,
        bilingual!(vi: "`{surface}` có thể là nhiều văn bản, nên không liên kết", en: "`{surface}` could be several documents, so it is not linked"),
    );
    with_candidates(diagnostic, candidates)
}

/// A date that is not the registered one.
pub fn date_disagrees(surface: &str, cited: Date, registered: Date, location: Location, entry: Location) -> Diagnostic {
    let (cited, registered) = (trichdan::calendar::short(cited), trichdan::calendar::short(registered));
    Diagnostic::new(
        Severity::Warning,
        &DATE_DISAGREES,
        location,
        bilingual!(vi: "`{surface}` ghi ngày {cited}, sổ ghi {registered}", en: "`{surface}` is dated {cited} here, {registered} in the register"),
    )
    .related(entry, bilingual!(vi: "ngày trong sổ", en: "the register's date"))
}

/// An issuer that is not the registered one.
pub fn issuer_disagrees(
    surface: &str,
    cited: &str,
    registered: &str,
    location: Location,
    entry: Location,
) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        &ISSUER_DISAGREES,
        location,
        bilingual!(vi: "`{surface}` ghi của {cited}, sổ ghi của {registered}", en: "`{surface}` is by {cited} here, by {registered} in the register"),
    )
    .related(entry, bilingual!(vi: "cơ quan trong sổ", en: "the register's issuer"))
}

/// An outcome of something never promised.
pub fn unknown_promise(name: &str, location: Location, known: &Known) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &UNKNOWN_PROMISE,
        location,
        bilingual!(vi: "không kỳ trước nào đề ra `{name}`", en: "no earlier period promised `{name}`"),
    );
    match known.nearest(name) {
        Some(near) => diagnostic.hint(did_you_mean(&near)),
        None => diagnostic.hint(
            bilingual!(vi: "viết dạng KỲ/MÃ, ví dụ 2022-h1/ma-viec", en: "write PERIOD/ID, such as 2022-h1/some-id"),
        ),
    }
}

/// A link inside the site that leads nowhere; `near` is what may have been meant.
pub fn broken_link(address: &str, location: Location, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &BROKEN_LINK,
        location,
        bilingual!(vi: "liên kết `{address}` không dẫn tới đâu", en: "the link `{address}` leads nowhere"),
    );
    match near {
        Some(near) => diagnostic.hint(did_you_mean(near)),
        None => diagnostic,
    }
}

/// A link to an anchor that its page does not have.
pub fn broken_anchor(address: &str, anchor: &str, location: Location, known: &Known) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &BROKEN_ANCHOR,
        location,
        bilingual!(vi: "trang trong `{address}` không có đoạn `#{anchor}`", en: "the page of `{address}` has no `#{anchor}`"),
    );
    match known.nearest(anchor) {
        Some(near) => diagnostic.hint(bilingual!(vi: "có phải là `#{near}`?", en: "did you mean `#{near}`?")),
        None => diagnostic,
    }
}

/// A file that an entry names and that is not there.
pub fn missing_attachment(name: &str, folder: &str, location: Location, known: &Known) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &MISSING_ATTACHMENT,
        location,
        bilingual!(vi: "không có tệp `{name}` trong {folder}/", en: "there is no file `{name}` in {folder}/"),
    );
    match known.nearest(name) {
        Some(near) => diagnostic.hint(did_you_mean(&near)),
        None => diagnostic,
    }
}

/// Two pages for one address; the first has no entry where congbo makes it of itself.
pub fn address_taken(address: &str, second: Location, first: Option<Location>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Error,
        &ADDRESS_TAKEN,
        second,
        bilingual!(vi: "địa chỉ /{address} đã có trang khác", en: "another page already has the address /{address}"),
    );
    match first {
        Some(first) => diagnostic.related(first, bilingual!(vi: "trang đã có địa chỉ này", en: "the page that has it")),
        None => diagnostic.hint(bilingual!(
            vi: "trang ở địa chỉ này do congbo tự tạo: chọn địa chỉ khác",
            en: "congbo makes the page at this address itself: choose another",
        )),
    }
}

/// An old address at which no page can stand, and no server to lead on from there. `count` tells how many there are.
pub fn needs_server(address: &str, count: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "chỉ máy chủ chuyển hướng được từ địa chỉ cũ `/{address}` ({count} địa chỉ như vậy)",
        en: "only a server can lead on from the old address `/{address}` (such addresses: {count})",
    );
    Diagnostic::new(Severity::Warning, &NEEDS_SERVER, location, message).hint(bilingual!(
        vi: "ghi `server: apache`, `iis` hoặc `nginx` trong site.yaml để congbo viết tệp cấu hình",
        en: "write `server: apache`, `iis` or `nginx` in site.yaml, and congbo writes the server's file",
    ))
}

/// An address that may not be.
pub fn bad_address(address: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &BAD_ADDRESS,
        location,
        bilingual!(vi: "địa chỉ `{address}` không hợp lệ", en: "`{address}` cannot be an address"),
    )
    .hint(bilingual!(
        vi: "dùng chữ thường không dấu, số và gạch nối, không ra ngoài trang",
        en: "use lower-case letters, digits and hyphens, and stay inside the site",
    ))
}
