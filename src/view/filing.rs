//! How the rows of each list are filed: the choices of its filters, which are addresses too, and so are for ever.

use std::sync::Arc;

use super::card::{DocumentCard, ModelCard, ReportCard};
use super::frame::Link;
use super::list::{ChoiceName, ChoiceOrder, FacetKind, Filed, Filing};
use super::period::PeriodCard;
use super::task::TaskCard;
use crate::link::status::Status;
use trichdan::text::slug::slug;

impl Filed for DocumentCard {
    const FILINGS: &'static [Filing<Self>] = &[
        Filing { id: FacetKind::Year, folder: "nam/", order: ChoiceOrder::NewestFirst, choices: Self::years },
        Filing { id: FacetKind::Type, folder: "loai/", order: ChoiceOrder::ByName, choices: Self::kinds },
        Filing { id: FacetKind::Issuer, folder: "", order: ChoiceOrder::ByName, choices: Self::issuers },
        Filing { id: FacetKind::Status, folder: "hieu-luc/", order: ChoiceOrder::ByName, choices: Self::statuses },
    ];
}

impl DocumentCard {
    fn years(&self) -> Vec<ChoiceName> {
        self.year.iter().map(|year| (year.clone(), year.clone())).collect()
    }

    fn kinds(&self) -> Vec<ChoiceName> {
        vec![(self.kind_id().into(), self.kind().into())]
    }

    fn issuers(&self) -> Vec<ChoiceName> {
        self.issuer_id.iter().cloned().zip(self.issuer.iter().cloned()).collect()
    }

    fn statuses(&self) -> Vec<ChoiceName> {
        let (id, title) = match self.status.word {
            Status::InForce => ("con-hieu-luc", "Còn hiệu lực"),
            Status::NotYet => ("chua-co-hieu-luc", "Chưa có hiệu lực"),
            Status::Expired => ("het-hieu-luc", "Hết hiệu lực"),
            Status::Replaced => ("bi-thay-the", "Bị thay thế"),
            Status::Repealed => ("bi-bai-bo", "Bị bãi bỏ"),
            Status::Standard => ("tieu-chuan", "Tiêu chuẩn"),
            Status::Unknown => ("khong-ro", "Chưa rõ hiệu lực"),
        };
        vec![(id.into(), title.into())]
    }
}

impl Filed for ModelCard {
    const FILINGS: &'static [Filing<Self>] = &[
        Filing { id: FacetKind::Commune, folder: "xa/", order: ChoiceOrder::ByName, choices: Self::by_commune },
        Filing { id: FacetKind::Field, folder: "linh-vuc/", order: ChoiceOrder::ByName, choices: Self::fields },
        Filing { id: FacetKind::State, folder: "tinh-trang/", order: ChoiceOrder::ByName, choices: Self::states },
    ];
}

impl ModelCard {
    fn by_commune(&self) -> Vec<ChoiceName> {
        let id = |link: &Arc<Link>| link.url.as_str().trim_start_matches("xa/").trim_end_matches('/').into();
        self.communes.iter().map(|link| (id(link), link.title.clone())).collect()
    }

    fn fields(&self) -> Vec<ChoiceName> {
        self.field.iter().map(|field| (slug(field).into(), field.clone())).collect()
    }

    fn states(&self) -> Vec<ChoiceName> {
        self.status.iter().map(|status| (slug(status.label()).into(), status.label().into())).collect()
    }
}

impl Filed for TaskCard {
    const FILINGS: &'static [Filing<Self>] = &[
        Filing { id: FacetKind::Level, folder: "cap/", order: ChoiceOrder::ByName, choices: Self::levels },
        Filing { id: FacetKind::State, folder: "tinh-trang/", order: ChoiceOrder::ByName, choices: Self::states },
    ];
}

impl TaskCard {
    /// How tasks as they stood in each period are filed; the list itself has each task once.
    pub const BY_PERIOD: &'static Filing<Self> =
        &Filing { id: FacetKind::Period, folder: "ky/", order: ChoiceOrder::OfRows, choices: Self::periods };

    fn periods(&self) -> Vec<ChoiceName> {
        period(&self.period)
    }

    fn levels(&self) -> Vec<ChoiceName> {
        vec![(slug(self.level.label()).into(), self.level.label().into())]
    }

    fn states(&self) -> Vec<ChoiceName> {
        vec![(slug(self.state.label()).into(), self.state.label().into())]
    }
}

impl Filed for ReportCard {
    const FILINGS: &'static [Filing<Self>] = &[
        Filing { id: FacetKind::Period, folder: "", order: ChoiceOrder::OfRows, choices: Self::periods },
        Filing { id: FacetKind::Year, folder: "nam/", order: ChoiceOrder::NewestFirst, choices: Self::years },
        Filing { id: FacetKind::Type, folder: "loai/", order: ChoiceOrder::ByName, choices: Self::kinds },
        Filing { id: FacetKind::Issuer, folder: "co-quan/", order: ChoiceOrder::ByName, choices: Self::issuers },
    ];
}

impl ReportCard {
    fn periods(&self) -> Vec<ChoiceName> {
        period(&self.period)
    }

    fn years(&self) -> Vec<ChoiceName> {
        let year: Arc<str> = id_of_period(&self.period)[..4].into();
        vec![(year.clone(), year)]
    }

    /// `BÁO CÁO` is written in capitals for the header alone.
    fn kinds(&self) -> Vec<ChoiceName> {
        let mut letters = self.kind.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let title: String = first.chain(letters.flat_map(char::to_lowercase)).collect();
        vec![(slug(&title).into(), title.into())]
    }

    fn issuers(&self) -> Vec<ChoiceName> {
        self.issuer.iter().map(|issuer| (slug(issuer).into(), issuer.clone())).collect()
    }
}

impl Filed for PeriodCard {
    const FILINGS: &'static [Filing<Self>] = &[
        Filing { id: FacetKind::Year, folder: "nam/", order: ChoiceOrder::NewestFirst, choices: Self::years },
        Filing { id: FacetKind::Length, folder: "loai/", order: ChoiceOrder::ByName, choices: Self::lengths },
    ];
}

impl PeriodCard {
    fn years(&self) -> Vec<ChoiceName> {
        let year: Arc<str> = self.id[..4].into();
        vec![(year.clone(), year)]
    }

    fn lengths(&self) -> Vec<ChoiceName> {
        vec![(slug(self.kind.word()).into(), self.kind.word().into())]
    }
}

/// A period's id, out of its address.
pub fn id_of_period(link: &Link) -> &str {
    link.url.as_str().trim_start_matches("ky/").trim_end_matches('/')
}

fn period(link: &Arc<Link>) -> Vec<ChoiceName> {
    vec![(id_of_period(link).into(), link.title.clone())]
}
