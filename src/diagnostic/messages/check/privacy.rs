//! Personal data that a public archive should not carry.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    PHONE = "CB580" {
        vi: "số điện thoại di động",
        "Số di động thường là của cá nhân và không nên đưa lên trang công khai khi chưa được đồng ý (pháp luật về bảo vệ dữ liệu cá \
        nhân). Số máy bàn của cơ quan (02…) và số trong site.yaml không bị xét.";
        en: "a mobile phone number",
        "A mobile number is usually a person's own and should not be public without consent (law on the \
        protection of personal data). An office's land line (02…) and the number in site.yaml are not looked at.";
    }

    IDENTITY_NUMBER = "CB581" {
        vi: "số định danh cá nhân, CCCD, CMND",
        "Số 12 chữ số của căn cước hoặc 9 chữ số của chứng minh nhân dân định danh một người. Không đưa lên trang công khai; hãy xóa \
        hoặc che trước khi công bố, kể cả trong bản quét đính kèm.";
        en: "an identity number",
        "The 12 digits of an identity card or the 9 of the older one name a single person. They do not belong on \
        a public page; remove or mask them before publishing, in attached scans too.";
    }

    BANK_ACCOUNT = "CB582" {
        vi: "số tài khoản ngân hàng",
        "Số tài khoản của cá nhân, hộ dân không nên đưa lên trang công khai. Nếu là tài khoản công khai của cơ quan, hãy bỏ qua bằng \
        chú thích có lý do.";
        en: "a bank account number",
        "The account of a person or household should not be public. If it is an office's published account, \
        ignore it with a comment that says so.";
    }

    PRIVATE_MATTER = "CB584" {
        vi: "chuyện đời tư bên cạnh tên người",
        "Ngày sinh, chỗ ở hay bệnh tật của một người có tên là dữ liệu cá nhân (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15); trang công khai thì ai \
        cũng đọc và chép lại được. Hãy bỏ đi nếu không có căn cứ pháp luật hoặc sự đồng ý của người đó.";
        en: "private matters beside a name",
        "The birth date, home or health of a named person are personal data (law 91/2025/QH15); anyone can read and copy a public page. Leave \
        them out unless the law or the person allows it.";
    }
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Personal {
    /// A mobile phone.
    Phone,
    /// CCCD or CMND.
    Identity,
    /// A bank account.
    Account,
}

/// A number that names a person. The message shows its ends only, since messages are kept in logs.
pub fn personal_number(kind: Personal, digits: &str, location: Location) -> Diagnostic {
    let masked = mask(digits);
    let (code, message) = match kind {
        Personal::Phone => (&PHONE, bilingual!(vi: "số điện thoại di động {masked}", en: "the mobile number {masked}")),
        Personal::Identity => {
            (&IDENTITY_NUMBER, bilingual!(vi: "số định danh cá nhân {masked}", en: "the identity number {masked}"))
        }
        Personal::Account => (&BANK_ACCOUNT, bilingual!(vi: "số tài khoản {masked}", en: "the bank account {masked}")),
    };
    Diagnostic::new(Severity::Warning, code, location, message).hint(bilingual!(
        vi: "xóa hoặc che trước khi công bố",
        en: "remove or mask it before publishing",
    ))
}

fn mask(digits: &str) -> String {
    let shown = 2.min(digits.len() / 2);
    format!("{}…{}", &digits[..shown], &digits[digits.len() - shown..])
}

/// What is told of somebody's private life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// When somebody was born.
    Birth,
    /// Where somebody lives.
    Home,
    /// Of what somebody is ill.
    Health,
}

/// Words that tell of a named person's private life.
pub fn private_matter(matter: Matter, words: &str, location: Location) -> Diagnostic {
    let (vi, en) = match matter {
        Matter::Birth => ("ngày sinh", "birth date"),
        Matter::Home => ("chỗ ở", "home"),
        Matter::Health => ("bệnh tật", "health"),
    };
    let message =
        bilingual!(vi: "“{words}” cạnh tên người: {vi} của cá nhân", en: "“{words}” beside a name: somebody's {en}");
    Diagnostic::new(Severity::Hint, &PRIVATE_MATTER, location, message)
        .hint(bilingual!(vi: "bỏ đi nếu không có căn cứ để công khai", en: "leave it out unless there is a ground to publish it"))
}
