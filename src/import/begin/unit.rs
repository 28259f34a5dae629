//! What a new site says of the unit of the list that it is about: itself, its committee, and as remarks what the program knows of it.

use super::{ISSUERS, SITE};
use crate::content::Tier;
use crate::gazetteer::{Gazetteer, gazetteer};
use crate::import::yaml::Fields;
use trichdan::calendar::short;

/// `site.yaml`, `issuers.yaml` and `places.yaml` of a site about a unit.
pub fn files(index: usize) -> (String, String, String) {
    let all = gazetteer();
    (site(all, index), issuers(all, index), places(all, index))
}

fn id(all: &Gazetteer, index: usize) -> String {
    all.ids(all.get(index).province)[&index].clone()
}

/// The general beginning, with the unit's name where it speaks of none.
fn site(all: &Gazetteer, index: usize) -> String {
    let (name, address) = (all.get(index).full_name(), all.address(index));
    let named = SITE
        .replace("title: Khoa học và công nghệ", &format!("title: Khoa học và công nghệ {name}"))
        .replace("mô hình khoa học và công nghệ.", &format!("mô hình khoa học và công nghệ của {address}."))
        .replace("name: Cơ quan công bố", &format!("name: UBND {name}"));
    let place = format!("# Địa bàn: mã trong places.yaml\nplace: {}\n", id(all, index));
    named.replace("# Định danh mẫu", &format!("{place}# Định danh mẫu"))
}

/// The unit's committee and the province's, above the bodies of the centre.
fn issuers(all: &Gazetteer, index: usize) -> String {
    let unit = all.get(index);
    let province = match unit.is_new {
        true => Some(unit.province),
        false => all.around(index).find(|outer| all.get(*outer).kind.tier() == Tier::Province),
    };
    let own = std::iter::once(index).chain(province.filter(|province| *province != index));
    let entries = own.map(|index| {
        let unit = all.get(index);
        let (name, kind) = (unit.full_name(), unit.kind.label());
        let level = match unit.kind.tier() {
            Tier::Commune => "xa",
            Tier::District => "huyen",
            Tier::Province => "tinh",
        };
        let last = unit.life().to.map(|day| day.to_string()).unwrap_or_default();
        let fields = Fields::new()
            .text("id", &format!("ubnd-{}", id(all, index)))
            .text("name", &format!("Ủy ban nhân dân {name}"))
            .texts("aliases", &[format!("UBND {kind}"), format!("UBND {name}")])
            .text("level", level)
            .text("place", &id(all, index))
            .text("to", &last);
        fields.write_item()
    });
    let own: String = entries.map(|entry| entry + "\n").collect();
    let (heading, centre) = ISSUERS.split_once("\n\n").unwrap_or((ISSUERS, ""));
    format!("{heading}\n\n{own}{centre}")
}

/// The unit itself, and as remarks those that it was made of and that came of it, which need not be typed.
fn places(all: &Gazetteer, index: usize) -> String {
    let unit = all.get(index);
    let day = |day: Option<trichdan::calendar::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let fields = Fields::new()
        .text("id", &id(all, index))
        .text("name", unit.name)
        .text("kind", unit.kind.word())
        .text("code", unit.code)
        .text("from", &day(unit.life().from))
        .text("to", &day(unit.life().to));
    let known = [("Lập từ", &unit.forerunners), ("Nay thuộc", &unit.heirs)];
    let remarks = known.into_iter().filter(|(_, units)| !units.is_empty()).map(|(words, units)| {
        let lines = units.iter().map(|other| {
            let until = all.get(*other).life().to.map(|day| format!(", đến {}", short(day))).unwrap_or_default();
            format!("#   {}: {}, mã {}{until}\n", id(all, *other), all.address(*other), all.get(*other).code)
        });
        format!("# {words}:\n{}", lines.collect::<String>())
    });
    let remarks: String = remarks.collect();
    format!("{HEADING}{remarks}{}", fields.write_item())
}

const HEADING: &str = "# Các đơn vị hành chính. Các khóa được dùng: congbo schema places
# congbo biết sẵn huyện, tỉnh, các đơn vị trước và sau của đơn vị này (theo danh mục kèm chương trình): dùng được ngay mã của chúng,
# chỉ cần ghi ở đây những gì đặc biệt.
";
