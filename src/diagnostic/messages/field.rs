//! Keys and values of entries: CB110 to CB139.

use crate::diagnostic::bilingual;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Severity};
use trichdan::calendar::day::DayProblem;
use trichdan::text::{number, slug};

crate::diagnostic::codes! {
    UNKNOWN_KEY = "CB110" {
        vi: "khóa lạ",
        "Mỗi loại mục chỉ có những khóa đã định. Một khóa viết sai bị bỏ qua thì dữ liệu dưới nó không \
        lên trang, nên congbo báo lỗi thay vì bỏ qua. Sửa theo gợi ý, hoặc xem danh sách khóa bằng `congbo \
        schema`.";
        en: "unknown key",
        "Each kind of entry has a fixed set of keys. A misspelt key that is skipped would keep its \
        data off the site, so it is an error. Follow the suggestion, or list the keys with `congbo schema`.";
    }

    DUPLICATE_KEY = "CB111" {
        vi: "khóa trùng",
        "Cùng một khóa có hai giá trị trong một mục thì không biết giá trị nào đúng. Xóa một trong \
        hai.";
        en: "duplicate key",
        "With one key given twice in an entry nobody knows which value is right. Remove one of the \
        two.";
    }

    MISSING_KEY = "CB112" {
        vi: "thiếu khóa bắt buộc",
        "Mục này không hiện được nếu thiếu khóa bắt buộc. Khóa có mà để trống cũng là thiếu, vì để \
        trống nghĩa là không rõ. Điền giá trị của khóa.";
        en: "missing key",
        "The entry cannot be shown without its required keys. A key left empty is missing too, since \
        empty means unknown. Fill it in.";
    }

    WRONG_KIND = "CB113" {
        vi: "sai dạng giá trị",
        "Khóa này cần một dạng giá trị khác: một giá trị đơn, một danh sách (mỗi mục một dòng bắt đầu \
        bằng \"- \"), hoặc một nhóm khóa. Hay gặp nhất là một câu có dấu hai chấm không đặt trong ngoặc kép: YAML \
        hiểu phần trước dấu hai chấm là khóa.";
        en: "wrong kind of value",
        "The key takes another kind of value: a single value, a list (one item a line, each starting \
        with \"- \") or a group of keys. The usual cause is a sentence with a colon that is not in quotes: YAML \
        takes the words before the colon for a key.";
    }

    BLANK_ITEM = "CB114" {
        vi: "mục trống trong danh sách",
        "Một dòng \"- \" không có gì sau nó. Điền giá trị hoặc xóa dòng.";
        en: "blank list item",
        "A line holds \"- \" and nothing after it. Fill it in or remove the line.";
    }

    BAD_DATE = "CB120" {
        vi: "ngày sai",
        "Ngày viết dạng 2022-06-30 hoặc 30/6/2022 và phải có trong lịch. Ngày mà bản gốc để trống thì \
        để trống khóa, không điền ngày đoán.";
        en: "bad date",
        "A date is written 2022-06-30 or 30/6/2022 and must be in the calendar. Where the source \
        leaves the date blank, leave the key empty rather than guess.";
    }

    BAD_NUMBER = "CB121" {
        vi: "số sai",
        "Số viết kiểu Việt Nam: dấu phẩy trước phần thập phân, dấu chấm giữa từng nhóm ba chữ số \
        (1.234,5). Tiền có thể viết 1.500.000, 200 triệu đồng hoặc 1,5 tỷ đồng. \"Không\" nghĩa là bằng không; \
        không rõ thì để trống.";
        en: "bad number",
        "Numbers are written the Vietnamese way: a comma before decimals, dots between groups of three \
        digits (1.234,5). Money may be 1.500.000, 200 triệu đồng or 1,5 tỷ đồng. \"Không\" means zero; leave \
        unknown figures empty.";
    }

    UNKNOWN_WORD = "CB122" {
        vi: "giá trị ngoài danh sách",
        "Khóa này chỉ nhận một trong số ít giá trị đã định, để các kỳ so sánh được với nhau. Chọn một \
        giá trị trong danh sách.";
        en: "value not in its list",
        "The key takes one of a few fixed values, so that periods can be compared. Choose one of the \
        list.";
    }

    BAD_ID = "CB123" {
        vi: "mã sai dạng",
        "Mã đứng trong địa chỉ trang, nên chỉ gồm chữ thường không dấu và chữ số, nối bằng một gạch \
        nối: xa-tho-ngoc.";
        en: "bad identifier",
        "Identifiers stand in addresses, so they hold lower-case letters without marks and digits \
        only, joined by single hyphens: xa-tho-ngoc.";
    }

    BAD_ADDRESS = "CB124" {
        vi: "địa chỉ sai dạng",
        "Địa chỉ ngoài trang phải đầy đủ và bắt đầu bằng https:// hoặc http://; địa chỉ trong trang \
        bắt đầu bằng một dấu /. Dạng khác, như javascript:, có thể chạy mã trên máy người đọc nên không bao giờ \
        được đưa lên trang.";
        en: "bad address",
        "An address outside the site is written in full and starts with https:// or http://; one \
        inside it starts with a single slash. Other forms, such as javascript:, could run on the reader's machine \
        and never reach a page.";
    }

    BAD_UNIT_CODE = "CB125" {
        vi: "mã đơn vị hành chính sai dạng",
        "Mã số đơn vị hành chính của cơ quan thống kê có 2 chữ số cho tỉnh, 3 cho huyện và 5 cho xã, kể cả các số 0 ở đầu: 38, 397, 15664.";
        en: "not the code of an administrative unit",
        "The statistics office's codes have 2 digits for provinces, 3 for districts and 5 for communes, with the zeros that lead: 38, 397, 15664.";
    }
}

fn error(code: &'static Code, location: Location, message: Bilingual) -> Diagnostic {
    Diagnostic::new(Severity::Error, code, location, message)
}

/// A key that is none of `keys`.
pub fn unknown_key(location: Location, key: &str, keys: &[&str]) -> Diagnostic {
    let message = bilingual!(vi: "không có khóa `{key}` ở mục này", en: "there is no key `{key}` here");
    let hint = match Known::from_iter(keys).nearest(key) {
        Some(near) => bilingual!(vi: "có phải `{near}`?", en: "did you mean `{near}`?"),
        None => {
            let keys = keys.join(", ");
            bilingual!(vi: "các khóa được dùng: {keys}", en: "the keys are: {keys}")
        }
    };
    error(&UNKNOWN_KEY, location, message).hint(hint)
}

/// The second of two equal keys; `first` is where the other stands.
pub fn duplicate_key(location: Location, first: Location, key: &str) -> Diagnostic {
    error(
        &DUPLICATE_KEY,
        location,
        bilingual!(vi: "khóa `{key}` có hai lần trong một mục", en: "key `{key}` stands twice in one entry"),
    )
    .hint(bilingual!(vi: "giữ một, xóa một", en: "keep one, remove the other"))
    .related(first, bilingual!(vi: "lần thứ nhất ở đây", en: "first given here"))
}

/// Required keys that an entry lacks.
pub fn missing_keys(location: Location, keys: &[&str]) -> Diagnostic {
    let listed = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let first = keys[0];
    error(&MISSING_KEY, location, bilingual!(vi: "mục này thiếu {listed}", en: "this entry lacks {listed}"))
        .hint(bilingual!(vi: "thêm hoặc điền `{first}: …`", en: "add or fill in `{first}: …`"))
}

/// What a value of a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Single,
    /// A list.
    List,
    /// Keys with a value each.
    Mapping,
}

/// A value of another shape than wanted; `only_key` is the one key of a mapping that may be a sentence with a colon.
pub fn wrong_shape(location: Location, key: &str, wanted: Shape, found: Shape, only_key: Option<&str>) -> Diagnostic {
    let (wanted_vi, wanted_en) = shape_words(wanted);
    let (found_vi, found_en) = shape_words(found);
    let message = if key.is_empty() {
        bilingual!(vi: "chỗ này cần {wanted_vi}, không phải {found_vi}", en: "{wanted_en} is wanted here, not {found_en}")
    } else {
        bilingual!(vi: "`{key}` cần {wanted_vi}, không phải {found_vi}", en: "`{key}` wants {wanted_en}, not {found_en}")
    };
    let hint = match (wanted, found, only_key) {
        (Shape::Single, Shape::Mapping, Some(words)) => bilingual!(
            vi: "nếu đây là một câu có dấu hai chấm sau \"{words}\", đặt cả câu trong dấu ngoặc kép",
            en: "if this is a sentence with a colon after \"{words}\", put the whole sentence in quotes",
        ),
        (Shape::Single, ..) => {
            bilingual!(vi: "viết giá trị ngay sau `{key}:`", en: "write the value right after `{key}:`")
        }
        (Shape::List, ..) => bilingual!(
            vi: "viết mỗi mục trên một dòng riêng, bắt đầu bằng \"- \"",
            en: "write each item on a line of its own that starts with \"- \"",
        ),
        (Shape::Mapping, ..) => bilingual!(
            vi: "viết mỗi khóa trên một dòng riêng: `khóa: giá trị`",
            en: "write each key on a line of its own: `key: value`",
        ),
    };
    error(&WRONG_KIND, location, message).hint(hint)
}

fn shape_words(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Single => ("một giá trị đơn", "a single value"),
        Shape::List => ("một danh sách", "a list"),
        Shape::Mapping => ("một nhóm khóa", "a group of keys"),
    }
}

/// A list item with nothing in it.
pub fn blank_item(location: Location, key: &str) -> Diagnostic {
    error(&BLANK_ITEM, location, bilingual!(vi: "một mục trống trong `{key}`", en: "an item of `{key}` is blank"))
        .hint(bilingual!(vi: "điền giá trị hoặc xóa dòng này", en: "fill it in or remove the line"))
}

/// A text that is no day of the calendar.
pub fn bad_date(location: Location, key: &str, written: &str, problem: DayProblem) -> Diagnostic {
    let message =
        bilingual!(vi: "`{key}`: \"{written}\" không phải là ngày", en: "`{key}`: \"{written}\" is not a date");
    let hint = match problem {
        DayProblem::Form => bilingual!(
            vi: "viết dạng 2022-06-30 hoặc 30/6/2022; không rõ ngày thì để trống",
            en: "write it as 2022-06-30 or 30/6/2022; leave it empty if unknown",
        ),
        DayProblem::NoSuchDay { month, days } => {
            bilingual!(
                vi: "tháng {month} năm đó có các ngày từ 1 đến {days}",
                en: "month {month} of that year has the days 1 to {days}",
            )
        }
        DayProblem::NoSuchMonth => bilingual!(vi: "tháng phải từ 1 đến 12", en: "months go from 1 to 12"),
    };
    error(&BAD_DATE, location, message).hint(hint)
}

/// A text that is no number.
pub fn bad_number(location: Location, key: &str, written: &str) -> Diagnostic {
    let message =
        bilingual!(vi: "`{key}`: \"{written}\" không phải là số", en: "`{key}`: \"{written}\" is not a number");
    error(&BAD_NUMBER, location, message).hint(number_hint(written))
}

/// A text that is no count or amount of money.
pub fn bad_amount(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không phải là số lượng hay số tiền",
        en: "`{key}`: \"{written}\" is neither a count nor an amount of money",
    );
    error(&BAD_NUMBER, location, message).hint(number_hint(written))
}

/// A text that is no whole number.
pub fn bad_count(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(vi: "`{key}`: \"{written}\" không phải là số nguyên", en: "`{key}`: \"{written}\" is not a whole number");
    error(&BAD_NUMBER, location, message).hint(bilingual!(vi: "chỉ ghi chữ số, ví dụ 2", en: "digits only, such as 2"))
}

fn number_hint(written: &str) -> Bilingual {
    let figure: String = written.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let comma = figure.replacen('.', ",", 1);
    let unit = written[figure.len()..].trim();
    if is_unit(unit) && number::read(&figure).is_some() {
        return bilingual!(vi: "chỉ ghi số: {figure}", en: "give the figure alone: {figure}");
    }
    if unit.is_empty() && comma != figure && number::read(&comma).is_some() {
        return bilingual!(vi: "phần thập phân viết sau dấu phẩy: {comma}", en: "decimals follow a comma: {comma}");
    }
    bilingual!(
        vi: "viết như 1.234,5; \"Không\" là bằng không; không rõ thì để trống",
        en: "write it as 1.234,5; \"Không\" is zero; leave it empty if unknown",
    )
}

/// One word that says what is counted, not how many.
fn is_unit(word: &str) -> bool {
    !word.is_empty() && !word.contains(char::is_whitespace) && number::read_money(&format!("1 {word}")).is_none()
}

/// More words than this are listed only where none of them is near.
const FEW_WORDS: usize = 8;

/// A word that is none of `words`.
pub fn unknown_word(location: Location, key: &str, written: &str, words: &[&str]) -> Diagnostic {
    let listed = words.join(", ");
    let message = bilingual!(vi: "`{key}` không nhận giá trị \"{written}\"", en: "`{key}` does not take \"{written}\"");
    // `đang triển khai` means `dang-trien-khai`.
    let hint = match Known::from_iter(words).nearest(&slug::slug(written)) {
        Some(near) if words.len() > FEW_WORDS => bilingual!(vi: "có phải `{near}`?", en: "did you mean `{near}`?"),
        Some(near) => {
            bilingual!(vi: "có phải `{near}`? Các giá trị: {listed}", en: "did you mean `{near}`? The values are: {listed}")
        }
        None => bilingual!(vi: "các giá trị: {listed}", en: "the values are: {listed}"),
    };
    error(&UNKNOWN_WORD, location, message).hint(hint)
}

/// A text that cannot be an identifier; `fit` is what would do.
pub fn bad_id(location: Location, key: &str, written: &str, fit: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không dùng làm mã được",
        en: "`{key}`: \"{written}\" cannot be an identifier",
    );
    error(&BAD_ID, location, message).hint(bilingual!(
        vi: "mã chỉ gồm chữ thường không dấu, chữ số và gạch nối: {fit}",
        en: "identifiers hold lower-case letters without marks, digits and hyphens: {fit}",
    ))
}

/// A text that is no number of the statistics office.
pub fn bad_unit_code(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không phải là mã đơn vị hành chính",
        en: "`{key}`: \"{written}\" is no code of an administrative unit",
    );
    error(&BAD_UNIT_CODE, location, message).hint(bilingual!(
        vi: "mã có 2, 3 hoặc 5 chữ số, kể cả số 0 ở đầu, ví dụ 15664",
        en: "a code has 2, 3 or 5 digits, with the zeros that lead, such as 15664",
    ))
}

/// A text that is no address on the web.
pub fn bad_web_address(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(vi: "`{key}`: \"{written}\" không phải là địa chỉ web", en: "`{key}`: \"{written}\" is no web address");
    error(&BAD_ADDRESS, location, message).hint(bilingual!(
        vi: "viết đầy đủ, bắt đầu bằng https://",
        en: "write it in full, beginning with https://",
    ))
}

/// An identity that is none.
pub fn bad_identity(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không phải là tên miền và năm",
        en: "`{key}`: \"{written}\" is no domain and year",
    );
    error(&BAD_ADDRESS, location, message).hint(bilingual!(
        vi: "viết tên miền của cơ quan bằng chữ thường, dấu phẩy, rồi năm công bố đầu tiên, ví dụ trieuson.gov.vn,2022",
        en: "write the office's domain in small letters, a comma, and the year of first publication, such as trieuson.gov.vn,2022",
    ))
}

/// Why a site cannot be published at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseProblem {
    /// No scheme or no host, or not of the web.
    NotWhole,
    /// A second scheme, or a second slash, inside it.
    Doubled,
    /// It names a user.
    User,
    /// It goes on with `?` or `#`.
    Query,
    /// It names a file.
    File,
}

/// An address that a site cannot be published at.
pub fn bad_base_address(location: Location, key: &str, written: &str, problem: BaseProblem) -> Diagnostic {
    let Bilingual { vi, en } = match problem {
        BaseProblem::NotWhole => return bad_web_address(location, key, written),
        BaseProblem::Doubled => bilingual!(vi: "có http:// hoặc dấu // ở giữa", en: "http:// or // stands inside it"),
        BaseProblem::User => bilingual!(vi: "có tên người dùng", en: "it names a user"),
        BaseProblem::Query => bilingual!(vi: "có dấu ? hoặc #", en: "it has a ? or a #"),
        BaseProblem::File => {
            bilingual!(vi: "dẫn tới một tệp, không phải thư mục", en: "it leads to a file, not to a folder")
        }
    };
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không dùng làm địa chỉ gốc được: {vi}",
        en: "`{key}`: \"{written}\" cannot be the address of a site: {en}",
    );
    error(&BAD_ADDRESS, location, message).hint(bilingual!(
        vi: "ghi địa chỉ của thư mục đặt trang, ví dụ https://trieuson.gov.vn/khcn/",
        en: "give the address of the folder that the site lies in, such as https://trieuson.gov.vn/khcn/",
    ))
}

/// A text that is no address inside the site.
pub fn bad_site_path(location: Location, key: &str, written: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "`{key}`: \"{written}\" không phải là địa chỉ trong trang",
        en: "`{key}`: \"{written}\" is no address inside the site",
    );
    error(&BAD_ADDRESS, location, message).hint(bilingual!(
        vi: "bắt đầu bằng một dấu /, ví dụ /van-ban/",
        en: "begin with one slash, such as /van-ban/",
    ))
}
