//! `site.yaml` of what is handed over: what the archive tells of the heir. What it does not tell stays a sample, and is said to be one.

use super::account::Account;
use super::heir::Heir;
use super::portions::Portion;
use super::record::made_of;
use super::texts::Texts;
use crate::content::Identity;
use crate::edit::{self, Change, Path, Value};
use crate::import::yaml::Fields;
use crate::link::Archive;
use crate::source::SourcePath;

pub const FILE: &str = "site.yaml";
pub const PLACES: &str = "places.yaml";

/// `places.yaml` with the heir's unit, where nobody wrote it: by its id alone the country's list may know several.
pub fn with_heir(
    archive: &Archive<'_>,
    heir: Heir,
    path: &SourcePath,
    texts: &Texts<'_>,
    taken: Option<&Portion>,
) -> Option<Portion> {
    if archive.places.is_written(heir.place) {
        return None;
    }
    let text = match taken {
        Some(Portion::Text(text)) => text.as_str(),
        Some(Portion::Whole) => texts.written.get(path)?,
        None => "",
    };
    let place = archive.places.get(heir.place);
    let code = place.code.as_ref().map_or("", |code| &*code.value.0);
    let fields = [("id", place.id.value.as_str()), ("name", &place.name), ("kind", place.kind.word()), ("code", code)];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let value = Value::Map(fields.map(|(key, text)| (key.to_owned(), Value::text(text))).collect());
    let index = edit::count(path, text)?;
    edit::apply(path, text, &Change::Insert { list: Path::root(), index, value }).ok().map(Portion::Text)
}

pub fn text(archive: &Archive<'_>, heir: Heir, account: &Account) -> String {
    let site = archive.site.map(|site| site.value);
    let place = archive.places.get(heir.place).id.value.as_str();
    let own = archive.authorities.own().body.map(|body| archive.issuers.get(body));
    let language = site.and_then(|site| site.language).map_or("vi", |language| language.word());
    let license = site.and_then(|site| site.license.as_deref()).unwrap_or_default();
    let synonyms = site.map_or_else(Vec::new, |site| site.synonyms.iter().map(ToString::to_string).collect());
    let host = Identity::SAMPLE_HOST;
    Fields::new()
        .remark("Thông tin chung của trang. Các khóa được dùng: congbo schema site")
        .text("title", &format!("Khoa học và công nghệ {}", account.heir))
        .text("description", &description(account))
        .remark("Địa chỉ mẫu: thay bằng địa chỉ thật của trang trước khi công bố.")
        .text("base_url", &format!("https://{host}/"))
        .remark("Định danh mẫu: thay cùng lúc bằng tên miền của cơ quan, rồi giữ mãi, kể cả khi đổi tên miền.")
        .text("identity", &format!("{host},{}", account.day.year()))
        .text("language", language)
        .remark("Nơi giữ phần kho này. Địa chỉ, điện thoại, thư điện tử: kho cũ không có, cần ghi thêm.")
        .map("publisher", Fields::new().text("name", &account.keeper))
        .text("place", place)
        .remark("Cơ quan đã lập ra tài liệu của kho; báo cáo sau này của cơ quan khác thì ghi `issuer` ở từng báo cáo.")
        .text("issuer", own.map_or("", |own| own.id.value.as_str()))
        .text("license", license)
        .texts("synonyms", &synonyms)
        .write()
}

fn description(account: &Account) -> String {
    let whose = account.body.as_deref().map(|body| format!(" của {body}")).unwrap_or_default();
    let before = made_of(account);
    let Account { heir, keeper, address, .. } = account;
    format!("Phần kho lưu trữ{whose} liên quan đến {heir}{before}, do {keeper} giữ. Kho đầy đủ: {address}")
}
