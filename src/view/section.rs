//! The site's sections, by the words that breadcrumbs, navigation and titles call them.

use crate::address::Url;
use crate::diagnostic::Language;

/// A section of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Section {
    Home,
    Periods,
    Reports,
    Register,
    Models,
    Tasks,
    Ledgers,
    Places,
    Authorities,
    Promises,
    Gaps,
    Search,
    Data,
}

impl Section {
    /// Every section, in the order of its definition.
    pub const ALL: [Self; 13] = [
        Self::Home,
        Self::Periods,
        Self::Reports,
        Self::Register,
        Self::Models,
        Self::Tasks,
        Self::Ledgers,
        Self::Places,
        Self::Authorities,
        Self::Promises,
        Self::Gaps,
        Self::Search,
        Self::Data,
    ];

    /// What the navigation bar holds when `site.yaml` does not say; registers only where the site declares any.
    pub const NAVIGATION: [Self; 9] = [
        Self::Home,
        Self::Periods,
        Self::Reports,
        Self::Register,
        Self::Models,
        Self::Tasks,
        Self::Ledgers,
        Self::Places,
        Self::Search,
    ];

    /// The section's address.
    pub fn url(self) -> Url {
        Url::new(match self {
            Self::Home => "",
            Self::Periods => "ky/",
            Self::Reports => "bao-cao/",
            Self::Register => "van-ban/",
            Self::Models => "mo-hinh/",
            Self::Tasks => "nhiem-vu/",
            Self::Ledgers => "so/",
            Self::Places => "xa/",
            Self::Authorities => "co-quan/",
            Self::Promises => "viec-de-ra/",
            Self::Gaps => "de-trong/",
            Self::Search => "tim-kiem/",
            Self::Data => "du-lieu/",
        })
    }

    /// The section's title.
    pub fn title(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Home => ("Trang chủ", "Home"),
            Self::Periods => ("Kỳ báo cáo", "Periods"),
            Self::Reports => ("Báo cáo", "Reports"),
            Self::Register => ("Văn bản", "Documents"),
            Self::Models => ("Mô hình", "Models"),
            Self::Tasks => ("Nhiệm vụ KH&CN", "S&T tasks"),
            Self::Ledgers => ("Sổ theo dõi", "Registers"),
            Self::Places => ("Xã, thị trấn", "Communes"),
            Self::Authorities => ("Cơ quan", "Bodies"),
            Self::Promises => ("Việc đề ra và kết quả", "Promises and outcomes"),
            Self::Gaps => ("Chỗ để trống trong bản gốc", "What the originals leave blank"),
            Self::Search => ("Tìm kiếm", "Search"),
            Self::Data => ("Dữ liệu mở", "Open data"),
        };
        language.choose(vi, en)
    }
}
