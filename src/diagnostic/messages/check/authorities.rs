//! What is dated outside the life of the body or unit that it is from.

use std::fmt::Display;

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};
use trichdan::calendar::{Date, short};

crate::diagnostic::codes! {
    DATED_OUTSIDE_LIFE = "CB594" {
        vi: "ngày nằm ngoài thời gian cơ quan hoạt động",
        "Báo cáo hoặc văn bản ghi ngày mà cơ quan ban hành chưa có hoặc đã chấm dứt. Hoặc ngày sai, hoặc là của cơ quan trước hay cơ quan kế thừa, \
        có thể cùng tên; mỗi cơ quan cần một mã riêng trong issuers.yaml.";
        en: "a day outside the life of the body",
        "A report or document bears a day on which its issuer was not yet there, or no longer. Either the day is wrong, or it is of the body \
        before or after, which may bear the same name; each body needs an id of its own in issuers.yaml.";
    }

    MODEL_OUTSIDE_LIFE = "CB595" {
        vi: "mô hình ở đơn vị không có trong kỳ",
        "Trong cả kỳ, đơn vị hành chính nêu ở mô hình chưa thành lập hoặc đã chấm dứt. Hãy ghi mã của đơn vị vào thời gian ấy; đơn vị mới trùng tên với đơn vị cũ \
        có mã khác.";
        en: "a model in a unit that was not there",
        "On no day of the period was the model's unit there. Write the id of the unit of that time; a new unit that bears the name of an old one has another id.";
    }

    PERIOD_OUTSIDE_LIFE = "CB596" {
        vi: "kỳ hoặc sự kiện ngoài thời gian cơ quan hoạt động",
        "Kỳ báo cáo hoặc sự kiện rơi vào lúc cơ quan của kỳ chưa có hoặc đã chấm dứt. Hãy xem lại ngày, hoặc mục issuer trong period.yaml.";
        en: "a period or event outside the life of its body",
        "The period or event lies where its body was not yet there, or no longer. Look at the day, or at `issuer` in period.yaml.";
    }
}

/// Where days lie that a life does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Before its first day.
    Before(Date),
    /// After its last.
    After(Date),
}

/// A body or unit that was not there.
#[derive(Debug)]
pub struct Lived<'a> {
    /// Its name.
    pub name: &'a str,
    pub outside: Outside,
    /// Where the end of its life is written.
    pub there: Location,
}

impl Lived<'_> {
    /// `UBND huyện A đã chấm dứt ngày 30/6/2025`
    fn words(&self) -> Bilingual {
        let name = self.name;
        match self.outside {
            Outside::Before(first) => {
                let first = short(first);
                bilingual!(vi: "{name} chỉ có từ ngày {first}", en: "{name} was there only from {first}")
            }
            Outside::After(last) => {
                let last = short(last);
                bilingual!(vi: "{name} hoạt động đến hết ngày {last}", en: "{name} was there until {last}")
            }
        }
    }

    fn related(self, diagnostic: Diagnostic) -> Diagnostic {
        let label = match self.outside {
            Outside::Before(_) => bilingual!(vi: "ngày bắt đầu ghi ở đây", en: "its first day is written here"),
            Outside::After(_) => bilingual!(vi: "ngày cuối ghi ở đây", en: "its last day is written here"),
        };
        diagnostic.related(self.there, label)
    }
}

/// A report or document of a day on which its body was not there; `meant` is the name and id of the body that it may be of.
pub fn dated_outside_life(
    named: &str,
    date: Date,
    lived: Lived<'_>,
    meant: Option<(&str, &str)>,
    location: Location,
) -> Diagnostic {
    let (date, Bilingual { vi, en }) = (short(date), lived.words());
    let message = bilingual!(vi: "{named} ghi ngày {date}, mà {vi}", en: "{named} is of {date}, but {en}");
    let diagnostic = Diagnostic::new(Severity::Warning, &DATED_OUTSIDE_LIFE, location, message);
    lived.related(match meant {
        Some((name, id)) => diagnostic.hint(bilingual!(
            vi: "xem lại ngày, hoặc ghi `issuer: {id}` nếu là của {name}",
            en: "look at the day, or write `issuer: {id}` if it is of {name}",
        )),
        None => diagnostic.hint(bilingual!(
            vi: "xem lại ngày; nếu là của cơ quan khác, kể cả cơ quan cùng tên, ghi mã riêng của cơ quan ấy",
            en: "look at the day; if it is of another body, be it one of the same name, write that body's own id",
        )),
    })
}

/// A model in a unit that was not there in its period; `heirs` are the ids of what the unit became.
pub fn model_outside_life(
    model: &str,
    period: impl Display,
    lived: Lived<'_>,
    heirs: &[&str],
    location: Location,
) -> Diagnostic {
    let Bilingual { vi, en } = lived.words();
    let message = bilingual!(
        vi: "kỳ {period} có mô hình “{model}”, mà {vi}",
        en: "the period {period} has the model “{model}”, but {en}",
    );
    let diagnostic = Diagnostic::new(Severity::Warning, &MODEL_OUTSIDE_LIFE, location, message);
    lived.related(match heirs {
        [heir] => diagnostic.hint(bilingual!(
            vi: "nếu là đơn vị kế thừa, ghi `{heir}`",
            en: "if it is the unit that it became, write `{heir}`",
        )),
        _ => diagnostic
            .hint(bilingual!(vi: "ghi mã của đơn vị vào thời gian ấy", en: "write the id of the unit of that time")),
    })
}

/// A period that is said to be of a body that was not there.
pub fn period_outside_life(period: impl Display, lived: Lived<'_>, location: Location) -> Diagnostic {
    let Bilingual { vi, en } = lived.words();
    let message = bilingual!(vi: "kỳ {period} ghi là của một cơ quan, mà {vi}", en: "the period {period} is said to be of a body, but {en}");
    let diagnostic = Diagnostic::new(Severity::Warning, &PERIOD_OUTSIDE_LIFE, location, message);
    lived.related(diagnostic).hint(bilingual!(vi: "xem lại `issuer` của kỳ", en: "look at the `issuer` of the period"))
}

/// An event on a day on which the body of its period was not there.
pub fn event_outside_life(title: &str, date: Date, lived: Lived<'_>, location: Location) -> Diagnostic {
    let (date, Bilingual { vi, en }) = (short(date), lived.words());
    let message = bilingual!(vi: "“{title}” ngày {date}, mà {vi}", en: "“{title}” is of {date}, but {en}");
    let diagnostic = Diagnostic::new(Severity::Warning, &PERIOD_OUTSIDE_LIFE, location, message);
    lived.related(diagnostic).hint(bilingual!(
        vi: "xem lại ngày; việc của cơ quan kế thừa thì ghi ở kỳ của cơ quan ấy",
        en: "look at the day; what the successor did belongs to its own period",
    ))
}
